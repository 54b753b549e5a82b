"""What can go wrong, said in one sentence with its place and the way out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, a key path inside it, and a position in its text.

    `line` and `column` count from 1; 0 means unknown. `key` is dotted (`table.ru231.rule[2].when`).
    """

    file: str = ""
    key: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        spot = self.file
        if self.line:
            spot += f":{self.line}" + (f":{self.column}" if self.column else "")
        return ": ".join(part for part in (spot, self.key) if part)

    def at(self, key: str) -> Place:
        """The same file, one key deeper."""
        return Place(self.file, f"{self.key}.{key}" if self.key else key, self.line, self.column)


class OmbudError(Exception):
    """A refusal with its place and the way out. `code` is stable; the sentence is for people."""

    def __init__(self, says: str, *, at: Place | None = None, hint: str = "", code: str = "") -> None:
        super().__init__(says)
        self.says = says
        self.at = at or Place()
        self.hint = hint
        self.code = code

    def __str__(self) -> str:
        head = f"{self.at}: {self.says}" if str(self.at) else self.says
        return f"{head} ({self.hint})" if self.hint else head


class BookError(OmbudError):
    """A law pack or a shop's book cannot be right."""


class RuleError(BookError):
    """An expression or a table cannot be right."""


class InputError(OmbudError):
    """A case file, or what was typed by hand, cannot be right."""


class LedgerError(OmbudError):
    """The chain is broken: stop."""
