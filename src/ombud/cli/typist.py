"""What a person types, line by line: from a terminal, a pipe or a file; a paste is taken whole."""

from __future__ import annotations

import os
import select
import sys

CHUNK = 65_536
STILL_PASTING = 0.08
"""Seconds in which the next line of a paste follows the last."""
END = "."


class Typist:
    """Lines of standard input as they come, decoded with care: bytes that are no text are replaced."""

    def __init__(self, descriptor: int | None = None) -> None:
        self.descriptor = sys.stdin.fileno() if descriptor is None else descriptor
        self.at_terminal = os.isatty(self.descriptor)
        self.buffer = b""
        self.ended = False

    def line(self) -> str:
        """The next line without its end.

        Raises:
            EOFError: there is none.
        """
        while b"\n" not in self.buffer and not self.ended:
            self._read()
        if not self.buffer:
            raise EOFError
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line.decode("utf-8", errors="replace").rstrip("\r")

    def paste(self) -> str:
        """Lines up to an empty one or a lone dot; at a terminal a paste may have empty lines of its own."""
        lines: list[str] = []
        while True:
            try:
                line = self.line()
            except EOFError:
                if not lines:
                    raise
                break
            if line.strip() == END or (not line.strip() and not self._goes_on()):
                break
            lines.append(line)
        return "\n".join(lines)

    def _goes_on(self) -> bool:
        """Is more of a paste on its way? Only a terminal is asked: what is piped in is no paste."""
        if not self.at_terminal:
            return False
        return bool(self.buffer) or bool(select.select([self.descriptor], [], [], STILL_PASTING)[0])

    def _read(self) -> None:
        found = os.read(self.descriptor, CHUNK)
        self.ended = not found
        self.buffer += found
