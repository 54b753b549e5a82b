"""How a command ends: with a code, and with one sentence where something was wrong; never with a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import ParamSpec

import typer

from ombud.cli import INTERRUPTED
from ombud.kernel.errors import OmbudError

RULED, FAULT, BAD_INPUT, OPEN = 0, 1, 2, 3
BROKEN_PIPE = 141

P = ParamSpec("P")


def worst(codes: list[int]) -> int:
    """Bad input beats an open question, which beats a ruling."""
    return next((code for code in (FAULT, BAD_INPUT, OPEN) if code in codes), RULED)


def tell(error: OmbudError | OSError) -> int:
    """Say what is wrong, where, and the way out, on standard error. Returns the code of bad input."""
    if isinstance(error, OmbudError):
        place = f"{error.at}: " if str(error.at) else ""
        lines = [f"error: {place}{error.says}", *([f"  hint: {error.hint}"] if error.hint else [])]
    else:
        lines = [f"error: {error.filename or 'output'}: {(error.strerror or str(error)).lower()}"]
    _complain("\n".join(lines).translate(CONTROL) + "\n")
    return BAD_INPUT


def _complain(text: str) -> None:
    """Write to standard error; where nobody can hear, the code alone must tell."""
    with suppress(OSError, AttributeError):  # AttributeError: it was closed before the start, so there is none
        sys.stderr.write(text)
        sys.stderr.flush()


CONTROL = dict.fromkeys((*range(10), *range(11, 32), 127, *range(128, 160)))


def ending(command: Callable[P, int]) -> Callable[P, None]:
    """Make a command that returns its code into one that ends with it, whatever happens."""

    @wraps(command)
    def ended(*args: P.args, **kwargs: P.kwargs) -> None:
        raise typer.Exit(_code(command, *args, **kwargs))

    return ended


def _code(command: Callable[P, int], *args: P.args, **kwargs: P.kwargs) -> int:
    if sys.stdout is None:
        _complain("error: standard output is closed\n  hint: let it go to a file or a pipe\n")
        return FAULT
    try:
        code = command(*args, **kwargs)
        sys.stdout.flush()
    except BrokenPipeError:
        hush()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except (OmbudError, OSError) as error:
        code = tell(error)
        if isinstance(error, OSError) and error.filename is None:
            hush()  # what failed has no name: it is the output, not a file that was given
            return FAULT
        return code
    except Exception as error:  # noqa: BLE001  (the last line of defence: a person gets a sentence)
        _complain(f"error: ombud itself failed: {type(error).__name__}: {error}\n  hint: please report this\n")
        return FAULT
    return code


def hush() -> None:
    """The reader has gone: let nothing more be written, not even at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
