"""Where each case stands in the chain, noted beside it, so that a post need not read all that was ever posted.

A folder with a file a case, named by the digest of its id: the places (in bytes) at which its entries begin. A file
`upto` says up to which byte of the chain this was noted; what is missing is read and noted by the next writer, so that
a ledger without the folder gets one. What is noted proves nothing: each entry that is found by it is read with its
hash, a note that lacks an entry is known by `seen` (then the chain itself is read, and the post refused), and `verify`
compares all of it with the chain.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from ombud.kernel.errors import LedgerError, Place
from ombud.ledger.disk import append_at, beside, looking, replace
from ombud.ledger.line import read
from ombud.ledger.seen import is_whole, perhaps, see
from ombud.model.event import Break, Posted

SUFFIX, UPTO, SEEN = ".cases", "upto", "seen"


def note(path: Path, size: int) -> None:
    """Note the entries up to this size of the chain that are not noted yet; whoever calls it keeps other writers out.

    Raises:
        LedgerError: an entry that was not noted is none, or the notes cannot be written.
    """
    folder, done = beside(path, SUFFIX), _upto(path)
    whole = is_whole(folder / SEEN)
    if done == size and whole:
        return
    found = _places(path, done, size) if 0 <= done <= size and whole else {}
    if not 0 <= done <= size or not whole or any(_lost(path, case) for case in found):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        found = _places(path, 0, size)
    new = {case: _new(path, case, places) for case, places in found.items()}
    see(
        folder / SEEN,
        ((case, number) for case, (first, some) in new.items() for number in range(first, first + len(some))),
    )
    for case, (_, places) in new.items():
        file = _file(path, case)
        at = file.stat().st_size if file.exists() else 0
        append_at(file, at, "".join(f"{place}\n" for place in places).encode())
    replace(folder / UPTO, f"{size}\n".encode())


def _new(path: Path, case: str, places: Iterable[int]) -> tuple[int, list[int]]:
    """The places that are not noted of a case, and the number of the first of these entries among its own."""
    before = _noted(path, case)
    return len(before) + 1, [place for place in places if place not in before]


def _lost(path: Path, case: str) -> bool:
    """Whether a note perhaps lacks an entry that was noted; also where it cannot be read."""
    try:
        return perhaps(beside(path, SUFFIX) / SEEN, case, len(_noted(path, case)) + 1)
    except LedgerError:
        return True


def of_case(path: Path, case: str) -> list[Posted]:
    """The entries of a case in their order, each with the hash that it has in the chain.

    Raises:
        LedgerError: what is noted does not fit the chain.
    """
    with looking(path):
        places = _noted(path, case)
        if beside(path, SUFFIX).is_dir() and _lost(path, case):
            _refuse_lost(path, case, places)
        if not places:
            return []
        try:
            with path.open("rb") as file:
                return [_at(file, place, case) for place in sorted(places)]
        except ValueError:
            says, hint = f"the entries of {case} are not as they were written", "run: ombud ledger verify"
            raise LedgerError(says, at=Place(str(path)), hint=hint, code="ledger.broken") from None


def _refuse_lost(path: Path, case: str, places: set[int]) -> None:
    """Read the chain: a note that lacks one of its entries would have it booked a second time."""
    if set(_places(path, 0, min(_upto(path), path.stat().st_size)).get(case, ())) - places:
        says = f"what is noted of {case} lacks some of its entries"
        hint = f"run: ombud ledger verify; then {_anew(path)}"
        raise LedgerError(says, at=Place(str(_file(path, case))), hint=hint, code="ledger.broken")


def _anew(path: Path) -> str:
    return f"delete the folder {beside(path, SUFFIX).name}, the next post writes it anew"


def _at(file: BinaryIO, place: int, case: str) -> Posted:
    file.seek(place)
    posted = read(file.readline())
    if posted.event.case != case:
        raise ValueError("it is another case's")
    return posted


def misnoted(path: Path) -> Iterator[Break]:
    """Every case of which the notes say anything else than the chain; nothing where nothing was noted."""
    if not beside(path, SUFFIX).is_dir():
        return
    folder, anew = beside(path, SUFFIX), _anew(path)
    left = {file.name for file in folder.iterdir() if not file.name.endswith(".new")} - {UPTO, SEEN}
    for case, places in _places(path, 0, min(_upto(path), path.stat().st_size)).items():
        left.discard(_file(path, case).name)
        try:
            same = _noted(path, case) == set(places) and perhaps(folder / SEEN, case, len(places))
        except LedgerError:
            same = False
        if not same:
            yield Break(0, "cases", f"what is noted of {case} is not what the chain has: {anew}")
    if left:
        yield Break(0, "cases", f"something is noted of cases that the chain does not have: {anew}")


def _upto(path: Path) -> int:
    try:
        return int((beside(path, SUFFIX) / UPTO).read_text())
    except (OSError, ValueError):
        return 0


def _places(path: Path, start: int, end: int) -> Mapping[str, list[int]]:
    """Where the entries between two places of the chain begin, by their cases."""
    found: dict[str, list[int]] = {}
    if start >= end:
        return found
    with path.open("rb") as file:
        file.seek(start)
        while (place := file.tell()) < end:
            try:
                found.setdefault(read(file.readline()).event.case, []).append(place)
            except ValueError:
                says, hint = "the chain has a line that is no entry", "run: ombud ledger verify"
                raise LedgerError(says, at=Place(str(path)), hint=hint, code="ledger.broken") from None
    return found


def _noted(path: Path, case: str) -> set[int]:
    """The places that are noted of a case; a note that was interrupted and made again stands there twice."""
    file = _file(path, case)
    try:
        text = file.read_text()
        places = {int(line) for line in text.splitlines()}
        if not text.endswith("\n") or any(not 0 <= place < path.stat().st_size for place in places):
            raise ValueError("cut off, or no place of the chain")
        return places
    except FileNotFoundError:
        return set()
    except (OSError, ValueError):
        says, hint = f"what is noted of {case} cannot be read", "run: ombud ledger verify"
        raise LedgerError(says, at=Place(str(file)), hint=hint, code="ledger.broken") from None


def _file(path: Path, case: str) -> Path:
    return beside(path, SUFFIX) / hashlib.sha256(case.encode()).hexdigest()
