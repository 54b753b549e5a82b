"""The core runs where no framework is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REFUSED = ("django", "duckdb", "pyspark", "numpy", "pandas", "sqlglot", "holidays")
IMPORT_ALL = f"""
import pkgutil, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {REFUSED!r}:
            raise ImportError("refused: " + name)

sys.meta_path.insert(0, Refuse())
import ombud
count = 0
for module in pkgutil.walk_packages(ombud.__path__, "ombud."):
    __import__(module.name)
    count += 1
for name in {REFUSED!r}:
    assert name not in sys.modules, name
print(count)
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=False)


def test_all_of_ombud_imports_with_every_framework_refused() -> None:
    done = run(IMPORT_ALL)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == sum(1 for _ in (ROOT / "src" / "ombud").rglob("*.py")) - 1


def test_the_refusal_itself_works() -> None:
    done = run(IMPORT_ALL.replace("import ombud\n", "import ombud, duckdb\n"))
    assert "refused: duckdb" in done.stderr


@pytest.mark.parametrize("module", ["ombud.cli.app", "ombud.kernel.money"])
def test_help_needs_neither_rich_nor_books(module: str) -> None:
    done = run(
        f"import sys, {module}; print([n for n in ('rich', 'msgspec', 'babel', 'ombud.book') if n in sys.modules])"
    )
    assert done.stdout.strip() == "[]", done.stderr
