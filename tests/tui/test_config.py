"""Arguments, environment and the TOML file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.config import Config, Paths, read_config, settings, user_paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Folders of a user who has no file yet."""
    return Paths(tmp_path / "config.toml", tmp_path / "data", tmp_path / "state")


def written(paths: Paths, text: str) -> Paths:
    """Write the config file."""
    paths.config.write_text(text, encoding="utf-8")
    return paths


def test_no_file_means_the_defaults(paths: Paths) -> None:
    """A first run has no file, and nothing to complain about."""
    assert read_config(paths) == Config(store=paths.data / "events.json")


def test_every_key_is_read(paths: Paths) -> None:
    """Theme, mouse, store and keys reach the settings."""
    written(
        paths,
        'theme = "light"\nmouse = false\nstore = "/srv/syria.json"\n'
        '[keys]\nsearch = "slash"\ndown = ["j", " down "]\n',
    )

    assert read_config(paths, themes={"light"}, bindings={"search", "down"}) == Config(
        store=Path("/srv/syria.json"),
        theme="light",
        mouse=False,
        keymap={"search": "slash", "down": "j,down"},
    )


def test_a_byte_order_mark_is_no_fault(paths: Paths) -> None:
    """Some editors begin a file with one."""
    written(paths, '\ufefftheme = "light"\n')

    assert read_config(paths).theme == "light"


def test_an_unchecked_theme_is_taken(paths: Paths) -> None:
    """Where names of themes are not at hand, the app decides later."""
    assert read_config(written(paths, 'theme = "any"')).theme == "any"


def test_a_store_is_found_from_the_folder_of_the_file(paths: Paths) -> None:
    """A relative path does not depend on where the command is run."""
    assert read_config(written(paths, 'store = "a.json"')).store == paths.config.parent / "a.json"


def test_a_tilde_is_the_home_folder(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """People write the home folder as in the shell."""
    monkeypatch.setenv("HOME", "/home/layla")

    assert read_config(written(paths, 'store = "~/a.json"')).store == Path("/home/layla/a.json")


@pytest.mark.parametrize(
    ("text", "key", "advice"),
    [
        ("thme = 'dark'", "thme", "write one of store, theme, mouse, author, keys"),
        ("[colours]\nred = 1", "colours", "is not known"),
        ("theme = 3", "theme", "must be one of dark, light"),
        ("theme = 'neon'", "theme", "must be one of dark, light"),
        ("mouse = 'no'", "mouse", "must be true or false"),
        ("mouse = 0", "mouse", "must be true or false"),
        ("author = 3", "author", 'must be a name in quotes, as in "desk", or left out'),
        ("store = 3", "store", "must be the path of a file"),
        ("store = ''", "store", "must be the path of a file"),
        ("store = '~no-such-user-here/a.json'", "store", "must be the path of a file"),
        ("keys = 'j'", "keys", "must be a table"),
        ("[keys]\nfly = 'j'", "keys.fly", "is no action"),
        ("[keys]\ndown = 3", "keys.down", "must be a key or a list of keys"),
        ("[keys]\ndown = ''", "keys.down", "must be a key or a list of keys"),
        ("[keys]\ndown = []", "keys.down", "must be a key or a list of keys"),
        ("[keys]\ndown = ['j', 3]", "keys.down", "must be a key or a list of keys"),
    ],
)
def test_what_is_wrong_becomes_a_notice(paths: Paths, text: str, key: str, advice: str) -> None:
    """A notice names file and key and what to write; the default stands."""
    config = read_config(written(paths, text), themes=("light", "dark"), bindings={"down"})

    assert len(config.notices) == 1
    assert config.notices[0].startswith(f"{paths.config}: “{key}” ")
    assert advice in config.notices[0]
    assert config == Config(store=paths.data / "events.json", notices=config.notices)


def test_one_bad_key_does_not_undo_the_others(paths: Paths) -> None:
    """What is right counts; each fault has its own notice, in the order of the file."""
    config = read_config(written(paths, "zoom = 1\ntheme = 'light'\nalarm = 2\nmouse = 'x'\n"))

    assert config.theme == "light"
    assert [notice.split("“")[1].split("”")[0] for notice in config.notices] == [
        "zoom",
        "alarm",
        "mouse",
    ]


@pytest.mark.parametrize(
    "content", [b"theme = ", b"= = =", b"\xff\xfe", b"a = " + b"[" * 100_000, b"a = 1\na = 2"]
)
def test_a_file_that_is_no_toml_is_a_notice(paths: Paths, content: bytes) -> None:
    """A damaged file never keeps the app from starting."""
    paths.config.write_bytes(content)
    config = read_config(paths)

    assert len(config.notices) == 1
    assert config.notices[0].startswith(f"{paths.config} is not used: ")


def test_a_folder_in_its_place_is_a_notice(paths: Paths) -> None:
    """The reason is the system's own."""
    paths.config.mkdir()

    assert read_config(paths).notices == (f"{paths.config} is not used: Is a directory.",)


def test_a_notice_carries_no_escape(paths: Paths) -> None:
    """Keys of the file are cleaned before they are shown."""
    (notice,) = read_config(written(paths, '"\\u001b[31mred" = 1')).notices

    assert "\x1b" not in notice
    assert "“[31mred”" in notice


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=40))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    """Whatever stands in the file, there is a config."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder, "config.toml"), Path(folder), Path(folder))
        config = read_config(written(paths, text))

    assert config.store == paths.data / "events.json" or "store" in text


@pytest.mark.parametrize(
    ("argument", "variable", "expected"),
    [
        ("/argument.json", "/variable.json", "/argument.json"),
        (None, "/variable.json", "/variable.json"),
        (None, "", "/config.json"),
        (None, None, "/config.json"),
    ],
)
def test_which_store(argument: str | None, variable: str | None, expected: str) -> None:
    """The argument decides, then the environment, then the file; an empty variable is none."""
    environ = {} if variable is None else {"SYRIA_TIMELINE_DB": variable}
    found = settings(Config(Path("/config.json")), environ, db=Path(argument) if argument else None)

    assert found.db == Path(expected)


@pytest.mark.parametrize(
    ("argument", "config", "expected"),
    [(True, True, True), (False, True, False), (True, False, False)],
)
def test_mouse(argument: bool, config: bool, expected: bool) -> None:
    """Either the argument or the file turns the mouse off."""
    assert settings(Config(Path("a"), mouse=config), {}, mouse=argument).mouse is expected


@pytest.mark.parametrize(("environ", "expected"), [({}, False), ({"NO_COLOR": ""}, False)])
def test_colours_are_on(environ: dict[str, str], expected: bool) -> None:
    """An empty NO_COLOR counts as none (no-color.org)."""
    assert settings(Config(Path("a")), environ).no_color is expected


def test_colours_are_off() -> None:
    """Any other value of NO_COLOR turns colours off."""
    assert settings(Config(Path("a")), {"NO_COLOR": "0"}).no_color is True


def test_settings_carry_the_rest_of_the_config() -> None:
    """Theme, keys, notices and the ASCII switch come through."""
    config = Config(Path("a"), theme="light", keymap={"down": "j"}, notices=("a: b.",))
    found = settings(config, {}, ascii_only=True)

    assert (found.theme, found.keymap, found.notices) == ("light", {"down": "j"}, ("a: b.",))
    assert found.ascii is True


def test_the_users_own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Asking for them makes none of them."""
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    paths = user_paths()

    assert paths.config.name == "config.toml"
    assert all("syria-timeline" in str(path) for path in (paths.config, paths.data, paths.state))
    assert not list(tmp_path.iterdir())
