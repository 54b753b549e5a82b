"""Tables of a shop that never get the word, because the law speaks in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ombud.book.record import SHOP
from ombud.kernel.errors import BookError, OmbudError
from ombud.model.vocabulary import codes
from ombud.rules.checked import Program
from ombud.rules.declare import Answers, TableDecl
from ombud.rules.tree import Const

LAW_FIRST: tuple[Answers, ...] = ("finding", "fault", "bearer")
"""What a shop's own tables say only where no law does, or where it yields."""


def mute(tables: Iterable[TableDecl]) -> Iterator[OmbudError]:
    """Each table of a shop that is silent under all its reasons, or under some that it names."""
    tables = list(tables)
    for table in tables:
        if table.origin != SHOP or table.answers not in LAW_FIRST:
            continue
        law = [one for one in tables if one.answers == table.answers and one.origin != SHOP and not one.yields]
        every = table.labels or codes("issue_reason")
        over = {reason: one.name for one in law for reason in (one.labels or every) if _same_guard(one, table)}
        lost = [reason for reason in every if reason in over]
        if lost and (table.labels or len(lost) == len(every)):
            names = ", ".join(dict.fromkeys(over[reason] for reason in lost))
            says = f"table {table.name!r} never speaks"
            says += "" if len(lost) == len(every) else f" under {', '.join(lost)}"
            hint = f"the law speaks in its place ({names}); leave those reasons to it"
            at = table.at.at("reasons") if table.labels else table.at
            yield BookError(
                f"{says}: the law has a table of {table.answers} there", at=at, hint=hint, code="table.mute"
            )


def _same_guard(law: TableDecl, table: TableDecl) -> bool:
    return not law.labels or not table.labels or law.guard == table.guard


FIRST_ONLY: tuple[Answers, ...] = ("approval", "headline")
"""What the first table with a rule that holds decides alone."""


def behind(program: Program) -> Iterator[OmbudError]:
    """Each table of a shop that comes after one of which some rule always holds."""
    always: dict[Answers, str] = {}
    for table in program.tables.values():
        declared = table.declared
        if declared.answers not in FIRST_ONLY or declared.labels:
            continue
        if declared.answers in always and declared.origin == SHOP:
            says = (
                f"table {declared.name!r} never speaks: a rule of {always[declared.answers]!r} always holds before it"
            )
            hint = "the first table that answers decides alone; write its rules into that one"
            if declared.answers == "headline":
                hint = "the law says who is right; a shop does not"
            yield BookError(says, at=declared.at, hint=hint, code="table.behind")
        if any(isinstance(rule.condition, Const) and rule.condition.value is True for rule in table.rules):
            always.setdefault(declared.answers, declared.name)
