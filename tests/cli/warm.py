"""Commands of `ombud`, each a process of its own, begun by a fork from one that has its imports and law ready.

What a person gets is the same as from a cold start (arguments, environment, files, exit code), without half a second
of start in each test. The cold start itself is tried by `test_commands` and `test_endings`.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]
CODE = "from tests.cli.warm import serve; serve()"


def ombud(*args: str | Path, typed: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; `typed` comes in by a pipe, the environment is ours and `env`."""
    words = tuple(map(str, args))
    with TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "0").write_text(typed, "utf-8")
        code = _server().ask({"args": words, "folder": place, "cwd": str(Path.cwd()), "env": {**os.environ, **env}})
        out, err = ((folder / name).read_text("utf-8") for name in ("1", "2"))
    return subprocess.CompletedProcess(words, code, out, err)


class _Server:
    """The process from which commands are forked. It has one thread, so that a fork is safe."""

    def __init__(self) -> None:
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        self.process = subprocess.Popen(
            [sys.executable, "-c", CODE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": path},
        )

    def ask(self, request: Mapping[str, Any]) -> int:
        """Run one command; its exit code."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def close(self) -> None:
        """No more commands: the process ends."""
        self.process.communicate()


@cache
def _server() -> _Server:
    server = _Server()
    atexit.register(server.close)
    return server


def serve() -> None:
    """Fork a command for each line of standard input; tell its exit code on standard output."""
    _warm()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _run(json.loads(line))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _warm() -> None:
    """What every command would import and read for itself, and the books of the case that most tests rule on."""
    from ombud.cli import app, docket, interview, queue, shelf, stances, sweep  # noqa: F401, PLC0415
    from ombud.cli.ruling import Wanted, ruled  # noqa: PLC0415
    from ombud.cli.view import case, explain  # noqa: F401, PLC0415
    from ombud.public.docket import DOCKET  # noqa: PLC0415
    from ombud.public.rulings import law_of, shop_of  # noqa: PLC0415
    from ombud.public.stances import compared  # noqa: PLC0415

    file, ruling = ruled(DOCKET / "D05.toml", Wanted())
    for _ in compared(file, law_of(file), shop_of(file, DOCKET / "D05.toml"), asof=ruling.asof):
        pass
    gc.freeze()


def _run(request: Mapping[str, Any]) -> None:
    """Be the command: its files, environment, folder and arguments; then its code."""
    folder = Path(request["folder"])
    for number, flags in enumerate((os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_WRONLY | os.O_CREAT)):
        os.dup2(os.open(folder / str(number), flags), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  (for as long as the command runs)
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    sys.argv = ["ombud", *request["args"]]
    code: object = 1
    try:
        from ombud.cli import main  # noqa: PLC0415

        main()
    except SystemExit as ended:
        code = ended.code or 0
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code if isinstance(code, int) else 1)
