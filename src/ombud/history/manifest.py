"""What a history consists of: `history.json`, written last and whole. A file that it does not name is not read."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from ombud.kernel.errors import InputError, Place

MANIFEST = "history.json"
FORMAT = 1
CHUNK = 1 << 20
AGAIN = "build it anew: ombud history build"


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One file: its month ("2024-01"), its name in the folder, and what it must be. `reasons` counts rows."""

    month: str
    name: str
    rows: int
    bytes: int
    sha256: str
    reasons: dict[str, int]


class ColumnKept(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One column: its type for rules, in the files, in how many rows it is empty, and its least and greatest value
    as text (absent where it has none, or is no number and no day).
    """

    name: str
    type: Literal["money", "rate", "int", "date", "bool", "text"]
    sql: str
    nulls: int
    low: str | None = None
    high: str | None = None


class LeftOut(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Rows that are not in the history, and why, with up to three orders as a sample."""

    why: str
    rows: int
    orders: tuple[str, ...] = ()


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole of it. `catalogue` is the digest of the fact catalogue by which the columns were made, `law` the pack
    of the customers' residence, `unknown` what was left out on purpose, `number` counts the builds of this folder.
    """

    format: int
    engine: str
    number: int
    law: str
    currency: str
    catalogue: str
    book: str
    asof: date
    source: str
    columns: tuple[ColumnKept, ...]
    reasons: dict[str, int]
    unknown: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    files: tuple[Kept, ...]

    @property
    def rows(self) -> int:
        """All rows."""
        return sum(one.rows for one in self.files)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a history.

    Raises:
        InputError: there is none, it cannot be read, or its format is another.
    """
    path = folder / MANIFEST
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(
            f"this is no history: it has no {MANIFEST}", at=Place(str(folder)), hint=AGAIN, code="history.none"
        ) from None
    try:
        found = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(
            f"the manifest cannot be read: {error}", at=Place(str(path)), hint=AGAIN, code="history.manifest"
        ) from None
    if found.format != FORMAT:
        raise InputError(
            f"this history has the format {found.format}, and this ombud reads format {FORMAT}",
            at=Place(str(path)),
            hint=AGAIN,
            code="history.format",
        )
    return found


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in place whole: after a crash the old one stands or the new one, never a mixture."""
    draft = folder / f"{MANIFEST}.new"
    with draft.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / MANIFEST)
    sync(folder)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256(path: Path) -> str:
    """The digest of a file. It is read at the speed of the disk, and no change escapes it: a size and a day would let
    a damaged block pass.
    """
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()
