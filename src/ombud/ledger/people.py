"""Whom the entries are about: personal data beside the chain, each under its person's own key.

AES-SIV (RFC 5297) needs no dice of its own: the key comes from the person's salt, and the pseudonym is bound in, so
that no one's data can be put under another's name. Erasing the salt makes every copy unreadable.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from ombud.kernel.digest import canonical
from ombud.kernel.errors import LedgerError, Place
from ombud.ledger.disk import beside, locked, replace
from ombud.ledger.keys import PersonKey

SUFFIX = ".people"


def keep(ledger: Path, personal: Mapping[str, str], key: PersonKey) -> None:
    """Keep a person's data under their key; what was kept before is replaced.

    Raises:
        LedgerError: the file of personal data cannot be read.
    """
    closed = _lock(key).encrypt(canonical(dict(personal)), [key.pseudonym.encode()])
    with locked(ledger):
        kept = _read(ledger)
        kept[key.pseudonym] = b64encode(closed).decode()
        replace(beside(ledger, SUFFIX), canonical(kept) + b"\n")


def look(ledger: Path, key: PersonKey) -> dict[str, str]:
    """What is kept of a person; empty where nothing is.

    Raises:
        LedgerError: it was altered, or the file cannot be read.
    """
    closed = _read(ledger).get(key.pseudonym)
    if closed is None:
        return {}
    try:
        found: dict[str, str] = json.loads(_lock(key).decrypt(b64decode(closed), [key.pseudonym.encode()]))
    except (InvalidTag, ValueError):
        raise _damaged(ledger) from None
    return found


def drop(ledger: Path, pseudonym: str) -> None:
    """Take a person's data out; without their salt nobody could have read them any more.

    Raises:
        LedgerError: the file of personal data cannot be read.
    """
    with locked(ledger):
        kept = _read(ledger)
        if kept.pop(pseudonym, None) is not None:
            replace(beside(ledger, SUFFIX), canonical(kept) + b"\n")


def _lock(key: PersonKey) -> AESSIV:
    return AESSIV(hashlib.sha512(b"data:" + key.salt).digest())


def _read(ledger: Path) -> dict[str, str]:
    try:
        found = json.loads(beside(ledger, SUFFIX).read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        raise _damaged(ledger) from None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise _damaged(ledger)
    return found


def _damaged(ledger: Path) -> LedgerError:
    return LedgerError(
        "what is kept of people cannot be read",
        at=Place(str(beside(ledger, SUFFIX))),
        hint="restore it from a copy",
        code="ledger.people",
    )
