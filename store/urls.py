"""Addresses on the web, as far as they are typed, pasted and compared."""

import re
from urllib.parse import SplitResult, urlsplit

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WEB = ("http", "https")


def is_url(text: str) -> bool:
    """Whether this is one whole address: http or https, with a host."""
    text = text.strip()
    parts = _split(text)
    whole = parts is not None and parts.scheme in _WEB and parts.hostname
    return bool(whole) and text.isprintable() and " " not in text


def comparable(url: str) -> str:
    """Return what two addresses of one page have in common; empty where this is none.

    The scheme, "www.", a last slash, the fragment and utm_* parameters make no difference.
    """
    text = url.strip()
    parts = _split(text if _SCHEME.match(text) else f"http://{text}")
    if parts is None or parts.scheme not in _WEB or not parts.hostname:
        return ""
    host = parts.netloc.casefold().removeprefix("www.")
    stated = (part for part in parts.query.split("&") if not part.casefold().startswith("utm_"))
    return f"{host}{parts.path.rstrip('/')}?{'&'.join(stated)}".rstrip("?")


def _split(text: str) -> SplitResult | None:
    try:
        return urlsplit(text)
    except ValueError:
        return None
