"""Replays: what would have happened under another book, another number, or each stance."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from ombud.book.opening import open_book
from ombud.book.record import Book
from ombud.book.setting import settings_of, with_settings
from ombud.book.stance import stance_files
from ombud.history.manifest import read_manifest
from ombud.history.reading import History, open_history
from ombud.kernel.errors import InputError, Place
from ombud.kernel.lang import Words
from ombud.kernel.scalar import Value
from ombud.model.replay import KINDS, Cell, Effects, Kind, Said, Sample, Sums
from ombud.replay.run import Run, by_month, replayed
from ombud.replay.statement import Pair

__all__ = [
    "KINDS", "Cell", "Change", "Effects", "Kind", "Said", "Sample", "Setting", "Sums", "Tried", "Wanted", "by_month",
    "replay_change", "replay_stances",
]  # fmt: skip

RESULT = "effects.json"
"""The file that is written last: a folder with it is a whole result."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """On which history which shop's book is tried. `out` keeps what changes; `progress` hears rows done, of all."""

    history: Path
    old: Path
    out: Path | None = None
    progress: Callable[[int, int], None] = field(default=lambda _done, _all: None)
    report: Callable[[Path, Tried], None] = field(default=lambda _folder, _tried: None)
    """Writes beside the rows that change whatever a person shall see, before the folder is put in place."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is changed: another book, or numbers of the same one (`name=value`)."""

    book: Path | None = None
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """A number that was changed: its name, what it means, its value before (that of the latest day) and after."""

    name: str
    means: Words
    before: Value | None
    after: Value


@dataclass(frozen=True, slots=True)
class Tried:
    """A change and its effects. `stance` is its code where a stance was tried."""

    effects: Effects
    stance: str = ""
    settings: tuple[Setting, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """As plain data; sums in minor units."""
        settings = [{"name": one.name, "before": one.before, "after": one.after} for one in self.settings]
        return {"stance": self.stance, "settings": msgspec.to_builtins(settings), **msgspec.to_builtins(self.effects)}


def replay_change(wanted: Wanted, change: Change) -> Tried:
    """The effects of a change.

    Raises:
        OmbudError: the history, a book or a setting cannot be right.
    """
    history, old = _opened(wanted)
    new = old if change.book is None else _book(history, change.book)
    settings = settings_of(new, change.settings)
    if settings:
        new = with_settings(new, settings)
    params = new.declarations.params
    told = tuple(Setting(name, params[name].means, _now(old, name), value) for name, value in settings.items())
    with _scratch(wanted.out) as scratch:
        effects = replayed(history, _pair(history, old, new), Run(scratch, wanted.progress))
        tried = Tried(effects, settings=told)
        _finish(wanted, scratch, tried)
    return tried


def replay_stances(wanted: Wanted) -> Iterator[Tried]:
    """The effects of every stance in place of the house's own rules, one after another.

    Raises:
        OmbudError: the history or the book cannot be right.
    """
    history, old = _opened(wanted)
    for path in stance_files():
        new = open_book(history.manifest.law, wanted.old, known_on=history.manifest.asof, stance=path)
        with _scratch(wanted.out and wanted.out / path.stem) as scratch:
            tried = Tried(replayed(history, _pair(history, old, new), Run(scratch, wanted.progress)), stance=path.stem)
            _finish(wanted, scratch, tried)
        yield tried


def _finish(wanted: Wanted, scratch: Path, tried: Tried) -> None:
    if wanted.out is not None:
        wanted.report(scratch, tried)
        (scratch / RESULT).write_bytes(msgspec.json.format(msgspec.json.encode(tried.as_data()), indent=1) + b"\n")


def _opened(wanted: Wanted) -> tuple[History, Book]:
    manifest = read_manifest(wanted.history)
    old = open_book(manifest.law, wanted.old, known_on=manifest.asof)
    if old.shop and old.shop.currency != manifest.currency:
        raise InputError(
            f"the history is in {manifest.currency}, and the book in {old.shop.currency}",
            at=Place(str(wanted.history)),
            hint="name the book of the shop whose orders these are: --old DIR",
            code="replay.currency",
        )
    return open_history(wanted.history, old.declarations.facts), old


def _book(history: History, folder: Path) -> Book:
    return open_book(history.manifest.law, folder, known_on=history.manifest.asof)


def _pair(history: History, old: Book, new: Book) -> Pair:
    return Pair(old, new, open_book(history.manifest.law, known_on=history.manifest.asof))


def _now(book: Book, name: str) -> Value | None:
    dated = book.param(name) if name in book.declarations.params else None
    return dated.value if dated is not None else None


@contextmanager
def _scratch(out: Path | None) -> Iterator[Path]:
    """A folder to write to. With `out` it becomes that folder when all is done, and never before."""
    if out is None:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
        return
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / RESULT).exists())):
        raise InputError(
            "this holds something else than a replay", at=Place(str(out)), hint="name a new folder: --out DIR"
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as folder:
        yield Path(folder)
        if out.exists():
            shutil.rmtree(out)
        Path(folder).rename(out)
        Path(folder).mkdir()
