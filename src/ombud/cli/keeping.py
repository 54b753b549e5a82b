"""Where a case file is kept: a place of its own, never over anything."""

from __future__ import annotations

import os
from pathlib import Path

from ombud.kernel.errors import InputError, Place


def check_free(path: Path) -> None:
    """Refuse, before anything is asked, a place where nothing could be written after the last answer.

    Raises:
        InputError: something is there, or its folder is none or closed.
    """
    taken = "this is a folder" if path.is_dir() else "this file exists already"
    if path.exists() or path.is_symlink():
        raise InputError(taken, at=Place(str(path)), hint="name a new file", code="file.exists")
    if not path.parent.is_dir():
        raise InputError("there is no folder to put it into", at=Place(str(path)), hint="make its folder first")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise InputError("its folder may not be written to", at=Place(str(path)), hint="name another folder")


def write_new(path: Path, text: str) -> None:
    """Write the file, unless something came to stand there in the meantime.

    Raises:
        InputError: something did.
    """
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise InputError(
            "this file exists already", at=Place(str(path)), hint="name a new one", code="file.exists"
        ) from None
