"""One salt a person, outside the chain: erase it, and the chain's digests match nobody any more.

The room has no dice: whoever opens the ledger hands fresh salts in.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ombud.kernel.digest import canonical
from ombud.kernel.errors import LedgerError, Place
from ombud.ledger.disk import beside, locked, replace
from ombud.model.event import Seal

SUFFIX = ".keys"
LEAST_SALT = 16
PSEUDONYM = 16


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A person's salt, and the pseudonym that stands in the chain: it comes from the salt, not from the person."""

    pseudonym: str
    salt: bytes


def key_for(ledger: Path, person: str, *, fresh: bytes) -> PersonKey:
    """The key of a person; `fresh` (at least 16 random bytes) becomes it when there is none yet.

    Raises:
        LedgerError: the salt is too short, or the key file cannot be read.
    """
    if len(fresh) < LEAST_SALT:
        raise LedgerError("a salt this short can be guessed", hint="hand in 32 random bytes", code="ledger.salt")
    with locked(ledger):
        keys = _read(ledger)
        if person not in keys:
            keys[person] = fresh.hex()
            _write(ledger, keys)
    return _key(bytes.fromhex(keys[person]))


def known(ledger: Path, person: str) -> PersonKey | None:
    """The key of a person; None where there is none (any more).

    Raises:
        LedgerError: the key file cannot be read.
    """
    salt = _read(ledger).get(person)
    return _key(bytes.fromhex(salt)) if salt else None


def all_keys(ledger: Path) -> dict[str, PersonKey]:
    """The keys of everybody who is not forgotten, by person.

    Raises:
        LedgerError: the key file cannot be read.
    """
    return {person: _key(bytes.fromhex(salt)) for person, salt in _read(ledger).items()}


def forget(ledger: Path, person: str) -> str:
    """Erase a person's salt and name. Returns the pseudonym, which nothing leads to any more ("" : not known).

    Raises:
        LedgerError: the key file cannot be read.
    """
    with locked(ledger):
        keys = _read(ledger)
        salt = keys.pop(person, "")
        if salt:
            _write(ledger, keys)
    return _key(bytes.fromhex(salt)).pseudonym if salt else ""


def seal(personal: Mapping[str, str], key: PersonKey) -> Seal:
    """A seal over personal data: HMAC-SHA256 (RFC 2104) of its canonical form under the person's salt."""
    return Seal(key.pseudonym, hmac.new(key.salt, canonical(dict(personal)), hashlib.sha256).hexdigest())


def matches(sealed: Seal, personal: Mapping[str, str], key: PersonKey) -> bool:
    """Whether these personal data are the ones that were sealed."""
    return hmac.compare_digest(sealed.digest, seal(personal, key).digest)


def _key(salt: bytes) -> PersonKey:
    return PersonKey(hashlib.sha256(b"person:" + salt).hexdigest()[:PSEUDONYM], salt)


def _read(ledger: Path) -> dict[str, str]:
    file = beside(ledger, SUFFIX)
    try:
        found = json.loads(file.read_bytes())
        keys = {str(person): bytes.fromhex(salt).hex() for person, salt in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        raise LedgerError(
            "the key file cannot be read", at=Place(str(file)), hint="restore it from a copy", code="ledger.keys"
        ) from None
    return keys


def _write(ledger: Path, keys: Mapping[str, str]) -> None:
    replace(beside(ledger, SUFFIX), canonical(dict(keys)) + b"\n")
