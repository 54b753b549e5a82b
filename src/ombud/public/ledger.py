"""Post what a person has signed, prove the ledger, add it up, hand it on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ombud.kernel.errors import LedgerError, Place
from ombud.ledger.cases import of_case
from ombud.ledger.chain import Chain, open_chain, post
from ombud.ledger.export import FORMATS, export
from ombud.ledger.fold import Balances, fold, records
from ombud.ledger.keys import forget, key_for, matches, seal
from ombud.ledger.line import GENESIS, write_all
from ombud.ledger.people import keep
from ombud.ledger.proof import verify
from ombud.ledger.reversal import taken_back
from ombud.model.case_file import Complainant
from ombud.model.event import Event, Seal
from ombud.model.ruling import Ruling
from ombud.public.given import SIGNS, given_before, needed_with, signs_for

__all__ = [
    "FORMATS",
    "Balances",
    "Chain",
    "Signature",
    "export",
    "fold",
    "forget",
    "matches",
    "open_chain",
    "outranks",
    "personal",
    "post",
    "post_ruling",
    "records",
    "unhurried",
    "verify",
]


ROLES = ("agent", "lead", "owner")
"""Who signs, the highest last."""

TRIES = 100
"""How often a ruling is tried to be posted while other writers come in between."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, by role ("lead"), and when (a time with an offset).

    `shop` is the folder of the book that says what the role may sign (None: law/common says it).

    Raises:
        LedgerError: no such role signs.
    """

    by: str
    at: datetime
    shop: Path | None = None

    def __post_init__(self) -> None:
        if self.by not in ROLES:
            roles = ", ".join(ROLES)
            raise LedgerError(f"{self.by[:40]!r} is no role that signs", hint=f"one of {roles}", code="ledger.role")


def post_ruling(path: Path, ruling: Ruling, who: Complainant, signature: Signature, *, fresh: bytes) -> Chain:
    """Post a ruling and all that it books, whole or not at all. `fresh` becomes the complainant's salt if new.

    Raises:
        LedgerError: this ruling stands in the ledger already, or the chain does not hold.
    """
    write_all(_events(ruling, signature, None), sequence=0, previous=GENESIS)  # refused before anything is written
    _refuse_unauthorised(ruling, signature.by)
    return unhurried(path, lambda: _posted(path, ruling, who, signature, fresh))


def unhurried(path: Path, once: Callable[[], Chain]) -> Chain:
    """Try until no other writer comes in between looking and posting.

    Raises:
        LedgerError: the try itself was refused, or others kept coming.
    """
    for _ in range(TRIES):
        try:
            return once()
        except LedgerError as error:
            if error.code != "ledger.moved":
                raise
    raise LedgerError("other writers keep coming in between", at=Place(str(path)), hint="try again", code="ledger.busy")


def _refuse_unauthorised(ruling: Ruling, role: str) -> None:
    """What needs somebody's approval is not booked on a lesser signature."""
    for option in ruling.remedies.options:
        if option.recommended and option.approval and not outranks(role, option.approval):
            raise LedgerError(
                f"{option.remedy} for {ruling.case} needs the {option.approval}, and the {role} signed",
                hint=f"let the {option.approval} sign: --by {option.approval}",
                code="ledger.approval",
            )


def _refuse_beyond(path: Path, ruling: Ruling, role: str) -> None:
    """What the case was given by earlier rulings counts: two gifts below a limit are not a way round it."""
    before = given_before(of_case(path, ruling.case), ruling.currency)
    needed, total = needed_with(ruling, before)
    if before.minor and needed and not outranks(role, needed):
        raise LedgerError(
            f"with the {before} that {ruling.case} was given before, its goodwill comes to {total}: that needs the "
            f"{needed}, and the {role} signed",
            hint=f"let the {needed} sign: --by {needed}",
            code="ledger.approval",
        )


def outranks(role: str, needed: str) -> bool:
    """Whether a role may sign what needs another: the same, or a higher one."""
    return role == needed or (role in ROLES and needed in ROLES and ROLES.index(role) >= ROLES.index(needed))


def _posted(path: Path, ruling: Ruling, who: Complainant, signature: Signature, fresh: bytes) -> Chain:
    """Look, then post on what was seen; refused as `ledger.moved` where another writer came in between."""
    chain = open_chain(path)
    _refuse_second(path, ruling)
    _refuse_beyond(path, ruling, signature.by)
    sealed = _sealed(path, who, fresh)
    done = post(chain, *_events(ruling, signature, sealed), strict=True)
    return replace(done, told=chain.told or done.told)


def _refuse_second(path: Path, ruling: Ruling) -> None:
    """The same ruling is not posted twice, nor booked again what stands booked: by whatever day or case file."""
    entries = of_case(path, ruling.case)
    gone = taken_back(entries)
    mine = {(ruling.case, one.what, one.rule) for one in ruling.postings}
    for posted in entries:
        event = posted.event
        if posted.sequence in gone:
            continue
        again = (
            event.kind == "remedy.approved" and (event.case, event.notes.get("what"), event.notes.get("rule")) in mine
        )
        if again or (event.kind == "case.ruled" and _ruled(ruling) == _ruled_before(event)):
            what = f"{event.notes['what']} for {ruling.case}" if again else f"the ruling on {ruling.case}"
            back = f'ombud ledger correct {path} {posted.sequence} --by lead --reason "…"'
            raise LedgerError(
                f"{what} stands in the ledger already",
                at=Place(str(path), line=posted.sequence),
                hint=f"if it was wrong, take it back and post again: {back}",
                code="ledger.posted",
            )


def personal(who: Complainant) -> dict[str, str]:
    """What the seal covers: name, contacts, address."""
    return {"name": who.name, "contacts": "\n".join(who.contacts), "address": who.address}


def _sealed(path: Path, who: Complainant, fresh: bytes) -> Seal | None:
    person = who.contacts[0] if who.contacts else who.name
    if not person:
        return None
    key = key_for(path, person, fresh=fresh)
    keep(path, personal(who), key)
    return seal(personal(who), key)


def _events(ruling: Ruling, signature: Signature, sealed: Seal | None) -> Iterator[Event]:
    notes = {
        **_ruled(ruling),
        "engine": ruling.engine,
        "says": ruling.headline or (ruling.answer.answer if ruling.answer else "cannot_tell_yet"),
    }
    yield Event("case.ruled", ruling.case, signature.at, ruling.asof, signature.by, notes=notes, seal=sealed)
    signed = {(one.remedy, one.rule): signs_for(one) for one in ruling.remedies.options if one.recommended}
    for posting in ruling.postings:
        notes = {"what": posting.what, "rule": posting.rule}
        signs = signed.get((posting.what, posting.rule))
        if signs and signs.minor > posting.entries[0].amount.minor:
            notes[SIGNS] = str(signs)
        if posting.claim_by:
            notes["claim_by"] = posting.claim_by.isoformat()
        yield Event(
            "remedy.approved", ruling.case, signature.at, posting.on, signature.by, posting.entries, notes, sealed
        )


def _ruled(ruling: Ruling) -> dict[str, str]:
    return {"case_digest": ruling.case_digest, "book_digest": ruling.book_digest, "asof": ruling.asof.isoformat()}


def _ruled_before(event: Event) -> dict[str, str]:
    return {name: event.notes.get(name, "") for name in ("case_digest", "book_digest", "asof")}
