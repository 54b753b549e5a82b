"""The same inputs give the same bytes, in one process and in two."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from ombud.public.docket import docket
from ombud.public.present import to_json

RULE_ALL = """
from ombud.public.docket import docket
from ombud.public.present import to_json
import sys
for ruling in docket():
    sys.stdout.buffer.write(to_json(ruling) + b"\\n")
"""


def in_another_process(seed: str) -> bytes:
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", RULE_ALL], env=env, capture_output=True, check=True)
    return done.stdout


@pytest.mark.slow
def test_the_docket_twice_in_one_process_is_the_same_bytes() -> None:
    once, again = (b"\n".join(map(to_json, docket())) for _ in range(2))
    assert once == again


@pytest.mark.slow
def test_the_docket_in_two_processes_with_other_hash_seeds_is_the_same_bytes() -> None:
    here = b"".join(to_json(ruling) + b"\n" for ruling in docket())
    assert in_another_process("1") == in_another_process("2718") == here
