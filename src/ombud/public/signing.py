"""Who may sign what is done in the ledger: the book says it, and law/common says it where no book does."""

from __future__ import annotations

from typing import Literal, TypeAlias

from ombud.book.opening import open_book
from ombud.book.record import Book
from ombud.kernel.errors import LedgerError, Place
from ombud.kernel.money import Money
from ombud.public.ledger import ROLES, Signature, outranks
from ombud.rules.answer import first

LedgerAct: TypeAlias = Literal["write_off", "forget", "correct"]
SPOKEN: dict[LedgerAct, str] = {
    "write_off": "giving up money",
    "forget": "erasing a person",
    "correct": "taking an entry back",
}


def refuse_unsigned(act: LedgerAct, signature: Signature, amount: Money | None = None) -> None:
    """Let only those sign whom the book lets.

    Raises:
        LedgerError: the role is too low; the sentence names who may.
        BookError: the shop's book cannot be opened.
    """
    book = open_book("", signature.shop, known_on=signature.at.date())
    needed = role_for(act, book, amount)
    if not outranks(signature.by, needed):
        may = [role for role in ROLES if outranks(role, needed)]
        what = f"{SPOKEN[act]} ({amount})" if amount else SPOKEN[act]
        raise LedgerError(
            f"{what} needs the {' or the '.join(may)}, and the {signature.by} signed",
            at=Place("", "--by"),
            hint=f"let one of them sign: --by {may[0]}",
            code="ledger.approval",
        )


def role_for(act: LedgerAct, book: Book, amount: Money | None = None) -> str:
    """The lowest role that may sign: the highest that any table asks for, so that a shop may only ask for more."""
    program, row = book.program, {"ledger_act": act, "reason": "none"}
    asked = [first(program, (table,), row) for table in book.tables_for("signature")]
    roles = [str(one.outputs["approval"]) for one in asked if one and one.sure]
    if act == "write_off" and amount is not None and book.shop and book.shop.currency == amount.currency:
        tables = book.tables_for("approval")
        found = first(program, tables, {**row, "offer_amount": amount.decimal}) if tables else None
        roles.append(str(found.outputs["approval"]) if found and found.sure else ROLES[-1])
    known = [role for role in roles if role in ROLES]
    return max(known, key=ROLES.index, default=ROLES[-1])
