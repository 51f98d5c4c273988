"""The house: what stands where, and what is loaded when."""

import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("tui", "store", "seeds")


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_owns_our_names(package: str) -> None:
    """The packages are flat, so the app wants an environment of its own."""
    owners = packages_distributions().get(package, [])

    assert set(owners) <= {"syria-timeline"}


@pytest.mark.parametrize("package", [*PACKAGES, "tests"])
def test_every_folder_is_a_package(package: str) -> None:
    """So that equal names of modules do not meet."""
    folders = {path.parent for path in (ROOT / package).rglob("*.py")}

    assert all((folder / "__init__.py").exists() for folder in folders)


def test_store_imports_nothing_of_itself() -> None:
    """Importers name the module they need, and nothing else is loaded."""

    assert (ROOT / "store" / "__init__.py").read_bytes() == b""


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("tui/**/*.py")) + sorted(ROOT.glob("store/**/*.py"))
)
def test_no_module_outgrows_the_house(path: Path) -> None:
    """400 lines are a stop."""

    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def loaded(code: str) -> set[str]:
    """Return the modules loaded by running code in a fresh interpreter."""
    shown = f"{code}\nimport sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", shown], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.splitlines()[-1].split())


def test_the_application_loads_without_what_it_needs_later() -> None:
    """Dates in full, the first write and the panels are loaded when asked for."""
    modules = loaded("import tui.app, tui.cli.run")

    assert modules.isdisjoint({"pendulum", "tinydb", "filelock", "numpy"})
    assert modules.isdisjoint({"tui.screens.filter_panel", "tui.screens.sources", "tui.commands"})
    assert not {name for name in modules if name.startswith("tui.presentation.ladder")}


def test_nothing_is_made_by_importing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder, no file, no thread."""
    monkeypatch.setenv("HOME", str(tmp_path))
    loaded("import threading, tui.app, tui.cli.run\nassert threading.active_count() == 1")

    assert list(tmp_path.iterdir()) == []
