"""The README's commands, and what they really print.

`python -m tests.docs.readme` puts the real output into the README; the tests only compare.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
BLOCK = re.compile(r"(?ms)^```console\n(?P<body>.*?)^```$")
OMBUD = f"#!{sys.executable}\nfrom ombud.cli import main\nmain()\n"


def printed(command: str) -> str:
    """What a shell prints for a command of the README, at its width and in English."""
    with tempfile.TemporaryDirectory() as folder:
        shim = Path(folder) / "ombud"
        shim.write_text(OMBUD, encoding="utf-8")
        shim.chmod(0o755)
        env = {
            **os.environ,
            "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "src"),
            "COLUMNS": "92",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
        }
        done = subprocess.run(["bash", "-c", command], cwd=ROOT, env=env, capture_output=True, text=True, check=False)  # noqa: S607
    return done.stdout + done.stderr


def refreshed(text: str) -> str:
    """The README with the real output below each of its commands."""
    return BLOCK.sub(lambda block: f"```console\n{_block(block['body'])}```", text)


def _block(body: str) -> str:
    commands = [line for line in body.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{printed(command[2:]).strip(chr(10))}\n" for command in commands)


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
