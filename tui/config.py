"""What the user set: arguments, environment and the TOML file, read into frozen Settings."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import msgspec

from store.text import clean

DB_VARIABLE = "SYRIA_TIMELINE_DB"
KNOWN = ("store", "theme", "mouse", "author", "keys")


class Paths(msgspec.Struct, frozen=True):
    """Where this user's files lie; none of them need exist."""

    config: Path
    """The TOML file."""
    data: Path
    """Folder of the default store."""
    state: Path
    """Folder of drafts."""


class Config(msgspec.Struct, frozen=True):
    """What the TOML file says, and the defaults where it says nothing."""

    store: Path
    """Where the default store lies if neither argument nor environment says so."""
    theme: str = ""
    mouse: bool = True
    author: str = ""
    """Who is named beside what this user changes; nobody where it is empty."""
    keymap: dict[str, str] = {}
    """Binding id -> keys, parted by commas."""
    notices: tuple[str, ...] = ()
    """What is wrong with the file, in sentences with file and key."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How this run behaves."""

    db: Path
    ascii: bool = False
    mouse: bool = True
    theme: str = ""
    """Empty: the app chooses."""
    author: str = ""
    """Who is named beside what is changed; nobody where it is empty."""
    state: Path | None = None
    """Folder of drafts; None: they end with the run."""
    keymap: dict[str, str] = {}
    no_color: bool = False
    welcome: Path | None = None
    """File to leave behind once the first-run line was dismissed; None: it is not shown."""
    notices: tuple[str, ...] = ()


def user_paths() -> Paths:
    """Return the folders that the platform gives this user."""
    from platformdirs import PlatformDirs

    user = PlatformDirs("syria-timeline", appauthor=False)
    return Paths(user.user_config_path / "config.toml", user.user_data_path, user.user_state_path)


def settings(
    config: Config,
    environ: Mapping[str, str],
    *,
    db: Path | None = None,
    ascii_only: bool = False,
    mouse: bool = True,
) -> Settings:
    """Join arguments, environment and file; for the store the first that names one decides."""
    named = environ.get(DB_VARIABLE)
    return Settings(
        db=db or (Path(named) if named else config.store),
        ascii=ascii_only,
        mouse=mouse and config.mouse,
        theme=config.theme,
        author=config.author,
        keymap=config.keymap,
        no_color=bool(environ.get("NO_COLOR")),
        notices=config.notices,
    )


def read_config(
    paths: Paths,
    *,
    themes: Collection[str] | None = None,
    bindings: Collection[str] | None = None,
) -> Config:
    """Read the TOML file; whatever is wrong with it becomes a notice, never an error.

    Names of themes and ids of bindings are checked where these are given.
    """
    default = paths.data / "events.json"
    try:
        text = paths.config.read_text(encoding="utf-8-sig")
        import tomllib  # most have no such file

        table = tomllib.loads(text)
    except FileNotFoundError:
        return Config(default)
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Config(default, notices=(clean(f"{paths.config} is not used: {reason}."),))
    return _Reading(paths.config, themes, bindings).config(table, default)


class _Reading:
    """One pass over the file, gathering notices."""

    def __init__(
        self, path: Path, themes: Collection[str] | None, bindings: Collection[str] | None
    ) -> None:
        self.path = path
        self.themes = themes
        self.bindings = bindings
        self.notices: list[str] = []

    def config(self, table: dict[str, Any], default: Path) -> Config:
        for key in table:
            if key not in KNOWN:
                self.notice(key, f"is not known; write one of {', '.join(KNOWN)}")
        return Config(
            store=self.store(table["store"], default) if "store" in table else default,
            theme=self.theme(table.get("theme", "")),
            mouse=self.mouse(table.get("mouse", True)),
            author=self.author(table.get("author", "")),
            keymap=self.keymap(table.get("keys", {})),
            notices=tuple(self.notices),
        )

    def notice(self, key: str, problem: str) -> None:
        self.notices.append(clean(f"{self.path}: “{key}” {problem}."))

    def store(self, value: object, default: Path) -> Path:
        """Return the path, from the folder of the file where it is relative."""
        try:
            if isinstance(value, str) and clean(value):
                return self.path.parent / Path(clean(value)).expanduser()
        except RuntimeError:  # no home is known for "~name"
            pass
        self.notice("store", 'must be the path of a file, as in "~/syria.json"')
        return default

    def theme(self, value: object) -> str:
        known = self.themes
        if isinstance(value, str) and (known is None or not value or value in known):
            return clean(value)
        words = f"one of {', '.join(sorted(known))}" if known else "the name of a theme"
        self.notice("theme", f"must be {words}")
        return ""

    def mouse(self, value: object) -> bool:
        if isinstance(value, bool):
            return value
        self.notice("mouse", "must be true or false")
        return True

    def author(self, value: object) -> str:
        if isinstance(value, str):
            return clean(value).strip()
        self.notice("author", 'must be a name in quotes, as in "desk", or left out')
        return ""

    def keymap(self, value: object) -> dict[str, str]:
        if not isinstance(value, dict):
            self.notice("keys", "must be a table of actions and their keys, begun by [keys]")
            return {}
        named = {action: self.keys(action, entry) for action, entry in value.items()}
        return {action: keys for action, keys in named.items() if keys}

    def keys(self, action: str, entry: object) -> str:
        if self.bindings is not None and action not in self.bindings:
            self.notice(f"keys.{action}", "is no action; `?` in the app lists their names")
            return ""
        listed = entry if isinstance(entry, list) else [entry]
        keys = [key.strip() for key in listed if isinstance(key, str)]
        if keys and all(keys) and len(keys) == len(listed):
            return clean(",".join(keys))
        self.notice(f"keys.{action}", 'must be a key or a list of keys, as in ["j", "down"]')
        return ""
