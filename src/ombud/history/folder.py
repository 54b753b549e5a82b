"""A history's folder while it is built: one builder at a time, and the former history whole until a new one stands."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ombud.history.engine import full
from ombud.history.manifest import MANIFEST, Manifest, read_manifest, sync, write_manifest
from ombud.kernel.errors import InputError, Place

STAGING, LOCK = ".building", ".lock"
MONTH = "month="
CROWDED = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
OURS = re.compile(r"orders-\d+\.parquet")


@dataclass(slots=True)
class Building:
    """A build under way. `staging` is its own scratch folder, `cleared` says that an interrupted build lay there."""

    folder: Path
    staging: Path
    number: int
    cleared: bool

    def put(self, manifest: Manifest, staged: dict[str, Path]) -> None:
        """Move the files (name in the folder -> where it lies now) in place, then the manifest; drop what it does not
        name.
        """
        for name, path in staged.items():
            target = self.folder / name
            target.parent.mkdir(exist_ok=True)
            sync(path)
            path.replace(target)
        for month in {(self.folder / name).parent for name in staged}:
            sync(month)
        sync(self.folder)
        write_manifest(self.folder, manifest)
        drop_unnamed(self.folder, {one.name for one in manifest.files})


@contextmanager
def building(folder: Path) -> Iterator[Building]:
    """Hold a folder alone, cleared of what an interrupted build left.

    Raises:
        InputError: another build is at work there, or the folder holds something else.
    """
    _refuse_foreign(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        staging = folder / STAGING
        cleared = staging.exists()
        if cleared:
            _clear(folder, staging)
        number = max((int(path.stem.rpartition("-")[2]) for path in _ours(folder)), default=-1) + 1
        staging.mkdir()
        try:
            yield Building(folder, staging, number, cleared)
        except OSError as error:
            if error.errno in CROWDED:
                raise full(folder) from None
            raise
        finally:
            with suppress(OSError):  # the next build clears what this one could not
                _clear(folder, staging)
                _leave_no_shell(folder)


def _named(folder: Path) -> set[str]:
    """The files of the history that stands there; none where it cannot be read."""
    with suppress(InputError):
        return {one.name for one in read_manifest(folder).files}
    return set()


def _ours(folder: Path) -> list[Path]:
    return [path for path in unnamed(folder, set()) if OURS.fullmatch(path.name)]


def _refuse_foreign(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise InputError("this is a file, not a folder", at=Place(str(folder)), hint="name a new folder: --out DIR")
    known = any((folder / name).exists() for name in (MANIFEST, STAGING))
    others = [one.name for one in folder.iterdir() if one.name != LOCK]
    if others and not known:
        raise InputError(
            f"this folder holds something else: {sorted(others)[0]}",
            at=Place(str(folder)),
            hint="name a new folder: --out DIR",
            code="history.folder",
        )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise InputError(
                "another build is at work here", at=Place(str(folder)), hint="wait for it", code="history.busy"
            ) from None
        yield
    finally:
        os.close(handle)


def drop_unnamed(folder: Path, named: set[str]) -> None:
    """Remove files of ours that no manifest names, and months that are empty then. Nobody else's file is touched."""
    for path in _ours(folder):
        if str(path.relative_to(folder)) not in named:
            path.unlink()
    for month in folder.glob(f"{MONTH}*"):
        with suppress(OSError):  # it is not empty
            month.rmdir()


def unnamed(folder: Path, named: set[str]) -> list[Path]:
    """Files in the months' folders that are not among the names."""
    found = sorted(path for month in folder.glob(f"{MONTH}*") for path in month.rglob("*") if path.is_file())
    return [path for path in found if str(path.relative_to(folder)) not in named]


def _clear(folder: Path, staging: Path) -> None:
    """Remove what an unfinished build leaves: its scratch folder last, as the sign that something lies there."""
    drop_unnamed(folder, _named(folder))
    (folder / f"{MANIFEST}.new").unlink(missing_ok=True)
    shutil.rmtree(staging)


def _leave_no_shell(folder: Path) -> None:
    """A build that failed in a new folder leaves none behind."""
    if not (folder / MANIFEST).exists() and {one.name for one in folder.iterdir()} <= {LOCK}:
        (folder / LOCK).unlink(missing_ok=True)
        folder.rmdir()
