"""The address of a source, as far as it can be opened safely."""

from urllib.parse import urlsplit

from store.names import Names


class NoAddressError(Exception):
    """There is no address to open; the message says why."""


def address(uid: str, names: Names) -> str:
    """Return the URL of a source; raises NoAddressError."""
    source, title = names.sources.get(uid), names.label(uid)
    if source is None or not source.url:
        raise NoAddressError(f"No address is stored for “{title}”.")
    if why := unsafe(source.url):
        raise NoAddressError(f"The address of “{title}” {why}.")
    return source.url


def unsafe(url: str) -> str:
    """Say why a URL is not to be opened; empty where it may be."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "cannot be read as a web address"
    if parts.scheme not in ("http", "https"):
        return "is neither http nor https"
    whole = parts.hostname and url.isprintable() and " " not in url
    return "" if whole else "cannot be read as a web address"
