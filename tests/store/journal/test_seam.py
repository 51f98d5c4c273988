"""There is one way to the disk, so that tests can stand in it."""

import ast
from pathlib import Path

import pytest

import store.journal

FOLDER = Path(store.journal.__file__).parent

CALLS = frozenset(
    (
        *("absolute", "chmod", "cwd", "exists", "expanduser", "glob", "hardlink_to", "is_dir"),
        *("is_file", "is_symlink", "iterdir", "lchmod", "lstat", "mkdir", "open", "owner"),
        *("read_bytes", "read_text", "readlink", "rename", "resolve", "rglob", "rmdir"),
        *("samefile", "stat", "symlink_to", "touch", "unlink", "walk", "write_bytes", "write_text"),
    )
)
"""Methods of Path that ask or change the disk."""

PURE = frozenset({"stat_result", "fspath", "getpid", "PathLike", "path", "name", "sep"})
"""Names of os that do not; and constants are in capitals."""

MODULES = frozenset({"shutil", "tempfile", "fcntl", "msvcrt", "mmap", "io", "glob", "subprocess"})


def reaching(code: str) -> list[str]:
    """Return what in some code goes to the disk, not by a `Disk`."""
    return [found for node in ast.walk(ast.parse(code)) if (found := _reaching(node))]


def _reaching(node: ast.AST) -> str:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return _imported(node)
    if isinstance(node, ast.Attribute):
        return _named(node)
    return _called(node) if isinstance(node, ast.Call) else ""


def _called(node: ast.Call) -> str:
    """Return `open`, and the `replace` of a path; that of a text or a struct has more arguments."""
    if isinstance(node.func, ast.Name):
        return f"{node.lineno}: open" if node.func.id == "open" else ""
    if isinstance(node.func, ast.Attribute) and node.func.attr == "replace":
        owner, given = ast.unparse(node.func.value), len(node.args) + len(node.keywords)
        return f"{node.lineno}: {owner}.replace" if given == 1 and owner != "os" else ""
    return ""


def _imported(node: ast.Import | ast.ImportFrom) -> str:
    module = node.module if isinstance(node, ast.ImportFrom) else ""
    names = [f"os.{alias.name}" if module == "os" else alias.name for alias in node.names]
    found = [name for name in (module or "", *names) if name in MODULES or name.startswith("os.")]
    return f"{node.lineno}: import {' '.join(found)}" if found else ""


def _named(node: ast.Attribute) -> str:
    """Return a function of os or a method of Path; those of a disk are the way."""
    owner = ast.unparse(node.value)
    if owner == "os":
        return "" if node.attr in PURE or node.attr.isupper() else f"{node.lineno}: os.{node.attr}"
    if owner == "os.path":
        return "" if node.attr == "samestat" else f"{node.lineno}: os.path.{node.attr}"
    if node.attr in CALLS and not owner.endswith("disk"):
        return f"{node.lineno}: {owner}.{node.attr}"
    return ""


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_only_the_disk_goes_to_the_disk(path: Path) -> None:
    """A call beside it would neither be counted nor fail in any test."""
    found = reaching(path.read_text(encoding="utf-8"))

    assert bool(found) == (path.name == "disk.py"), found


@pytest.mark.parametrize(
    "code",
    [
        "open('a')",
        "import os\nos.replace('a', 'b')",
        "from os import replace",
        "from shutil import copy",
        "import tempfile",
        "path.read_bytes()",
        "path.replace(other)",
        "Path('a').with_name('b').unlink()",
        "os.path.exists('a')",
        "read = path.open",
    ],
)
def test_ways_around_are_found(code: str) -> None:
    """The scan would else prove nothing."""
    assert reaching(code)


@pytest.mark.parametrize(
    "code",
    [
        "self._disk.open(path)",
        "os.O_RDONLY",
        "import os",
        "os.getpid()",
        "path.with_name('a')",
        "name.replace('a', 'b')",
    ],
)
def test_the_way_is_free(code: str) -> None:
    """Through the disk, and for names that touch nothing."""
    assert not reaching(code)
