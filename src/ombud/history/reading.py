"""Opening a history for whoever tries rules on it: the manifest, and files that are there and whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ombud.history.folder import MONTH, OURS
from ombud.history.manifest import AGAIN, Kept, Manifest, read_manifest
from ombud.history.shape import catalogue_digest
from ombud.kernel.errors import InputError, Place
from ombud.rules.declare import FactDecl


@dataclass(frozen=True, slots=True)
class History:
    """A history that may be read: its folder and its manifest."""

    folder: Path
    manifest: Manifest

    @property
    def files(self) -> tuple[Path, ...]:
        """Its files, month by month. What the manifest does not name is none."""
        return tuple(self.folder / one.name for one in self.manifest.files)


def open_history(folder: Path, facts: Mapping[str, FactDecl]) -> History:
    """A history made by this catalogue of facts. Sizes are compared; `ombud history check` reads every byte.

    Raises:
        InputError: there is none, its catalogue is another, or a file is missing or cut off.
    """
    manifest = read_manifest(folder)
    if manifest.catalogue != catalogue_digest(facts):
        raise InputError(
            "this history was made by another catalogue of facts",
            at=Place(str(folder)),
            hint=AGAIN,
            code="history.catalogue",
        )
    for one in manifest.files:
        check_size(folder, one)
    return History(folder, manifest)


def check_size(folder: Path, one: Kept) -> None:
    """Refuse a file that is missing, empty, or not as long as it was.

    Raises:
        InputError: naming the file.
    """
    path = folder / one.name
    place = Place(str(path))
    if path.parent != folder / f"{MONTH}{one.month}" or not OURS.fullmatch(path.name):
        raise InputError(
            f"the manifest names a file of another place: {one.name}",
            at=Place(str(folder)),
            hint=AGAIN,
            code="history.manifest",
        )
    if not path.is_file():
        raise InputError(f"the file of {one.month} is missing", at=place, hint=AGAIN, code="history.missing")
    size = path.stat().st_size
    if size != one.bytes:
        says = "cut off" if size < one.bytes else "longer than it was"
        raise InputError(
            f"the file of {one.month} is {says}: {size:,} of {one.bytes:,} bytes",
            at=place,
            hint=AGAIN,
            code="history.size",
        )
    if not one.rows:
        raise InputError(f"the month {one.month} is empty", at=place, hint=AGAIN, code="history.empty")
