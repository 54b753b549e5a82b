"""How the command line ends when nobody listens, or when what it writes to is full."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_commands import DOCKET, MAIN

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `ombud` is this program."""
    ombud = f"{shlex.quote(sys.executable)} -c {shlex.quote(MAIN)}"
    return subprocess.run(
        ["/bin/sh", "-c", f'ombud() {{ {ombud} "$@"; }}; {command}'],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "LANG": "C.UTF-8"},
        check=False,
    )


@pytest.mark.parametrize("stream", ["2>&-", pytest.param("2>/dev/full", marks=needs_full)])
def test_bad_input_ends_with_2_even_where_nobody_hears_why(stream: str) -> None:
    assert shell(f"ombud rule nowhere.toml {stream}").returncode == 2


@pytest.mark.parametrize("stream", [">&-", pytest.param(">/dev/full", marks=needs_full)])
def test_an_output_that_cannot_be_written_to_is_one_sentence_and_no_bad_input(stream: str) -> None:
    done = shell(f"ombud rule {shlex.quote(str(DOCKET / 'D05.toml'))} --json {stream}")
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr
    assert "NoneType" not in done.stderr
