"""A real terminal, driven as a person would: what stands on the screen is read, answers are typed."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
PATIENCE = 120


class Terminal:
    """A command at a terminal of its own."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str] | None = None, cwd: Path | None = None) -> None:
        self.master, slave = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", **(env or {})}
        self.process = subprocess.Popen(
            list(command), stdin=slave, stdout=slave, stderr=slave, env=environment, cwd=cwd, start_new_session=True
        )
        os.close(slave)
        self.seen = ""
        self.read_to = 0

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)

    def expect(self, text: str) -> None:
        """Wait until the screen shows this below what was already expected."""
        end = time.monotonic() + PATIENCE
        while (found := self.seen.find(text, self.read_to)) < 0:
            assert time.monotonic() < end, f"waited for {text!r}, saw {self.seen[self.read_to :]!r}"
            assert self._more() or self.seen.find(text, self.read_to) >= 0, f"ended before {text!r}: {self.seen!r}"
        self.read_to = found + len(text)

    def type(self, text: str) -> None:
        """Wait for the prompt, then type a line."""
        self.expect("› ")
        os.write(self.master, text.encode() + b"\n")

    def press(self, key: bytes) -> None:
        """Wait for the prompt, then press a control key."""
        self.expect("› ")
        os.write(self.master, key)

    def end(self) -> int:
        """Read to the end; the exit code."""
        while self._more():
            pass
        return self.process.wait(PATIENCE)

    def interrupt(self) -> None:
        """Ctrl-C, as a terminal sends it to whoever runs in it."""
        self.expect("› ")
        os.killpg(self.process.pid, signal.SIGINT)

    def _more(self) -> bool:
        ready, _, _ = select.select([self.master], [], [], 1)
        if not ready:
            return self.process.poll() is None
        try:
            found = os.read(self.master, 65_536)
        except OSError:  # the other side has closed it
            return False
        self.seen = COLOURS.sub("", self.seen + found.decode("utf-8", errors="replace"))
        return bool(found)
