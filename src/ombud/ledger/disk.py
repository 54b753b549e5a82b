"""Files that are never half-written, and one writer at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ombud.kernel.errors import LedgerError, Place


def beside(path: Path, suffix: str) -> Path:
    """The file that stands beside another: `shop.ledger` and `.head` give `shop.ledger.head`."""
    return path.with_name(path.name + suffix)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold `<path>.lock` alone; a second writer waits.

    Raises:
        LedgerError: the folder is missing or may not be written to.
    """
    try:
        handle = os.open(beside(path, ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise LedgerError(
            f"cannot lock the ledger: {error.strerror}",
            at=Place(str(path)),
            hint="the folder must exist and be writable",
            code="ledger.lock",
        ) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def looking(path: Path) -> Iterator[None]:
    """Keep writers out while chain and head are read together; other readers may look too.

    A ledger without a lock beside it, or in a folder that may only be read, has no writer to wait for.
    """
    try:
        handle = os.open(beside(path, ".lock"), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        yield
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Say in one sentence that a file cannot be written: the disk is full, or it may only be read."""
    try:
        yield
    except OSError as error:
        raise LedgerError(
            f"the ledger cannot be written: {(error.strerror or str(error)).lower()}",
            at=Place(str(path)),
            hint="mend that, then run: ombud ledger verify; what was begun is completed by the next entry",
            code="ledger.write",
        ) from None


def replace(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Put `content` in place whole: after a crash the file holds the old bytes or the new, never a mixture.

    Raises:
        LedgerError: it cannot be written; the old bytes stand.
    """
    draft = beside(path, ".new")
    with _writing(path):
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path)


def append_at(path: Path, size: int, line: bytes) -> None:
    """Write `line` after the first `size` bytes, cut off what an interrupted append left, and wait for the disk.

    Raises:
        LedgerError: it cannot be written; the head knows what was begun.
    """
    with _writing(path):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.truncate(size)
            file.seek(size)
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path)


def changed(path: Path, size: int, bits: Iterable[int]) -> None:
    """Set bits of a file that has this size in bytes; what is set already stays set.

    Raises:
        LedgerError: it cannot be written.
    """
    with _writing(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "r+b", buffering=0) as file:
            file.truncate(size)
            for bit in bits:
                at, mask = bit // 8, 1 << bit % 8
                file.seek(at)
                now = file.read(1)[0]
                file.seek(at)
                file.write(bytes([now | mask]))
            os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Make the name itself durable, not only the bytes."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
