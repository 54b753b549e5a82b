"""What a case file says, checked as a whole: ids, references, codes, amounts, days, answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from ombud.facts.answers import check_answers
from ombud.facts.measures import check_measures
from ombud.facts.order_of_days import check_days
from ombud.kernel.errors import InputError, Place
from ombud.kernel.money import CURRENCIES
from ombud.model.case_file import CaseFile, History
from ombud.model.vocabulary import codes
from ombud.rules.declare import FactDecl

MOST_ALLEGATIONS = 100
MARKED_IN_MESSAGES = ("insult_by_staff",)
Named = tuple[str, str]
"""A key path and the id or code that stands there."""


def validate(file: CaseFile, *, catalogue: Mapping[str, FactDecl] | None = None, alleged: bool = True) -> None:
    """Check all that one record alone cannot tell. `catalogue` (a book's facts) checks the answers by hand too.

    Raises:
        InputError: something cannot be right; the place is the key path (`orders[0].placed_on`).
    """
    _check_currency(file.currency)
    _check_claim(file, alleged=alleged)
    _check_history(file.history)
    for section in _ids(file):
        _check_once(section)
    _check_references(file)
    for path, code, known in _codes(file):
        _check_code(path, code, known)
    check_measures(file, "", file.currency)
    check_days(file)
    if catalogue is not None:
        check_answers(file, catalogue)


def _check_currency(currency: str) -> None:
    if currency not in CURRENCIES:
        raise InputError(
            f"the currency `{currency[:20]}` is not known",
            at=Place("", "currency"),
            hint=f"one of {', '.join(sorted(CURRENCIES))}",
            code="currency.unknown",
        )


def _check_claim(file: CaseFile, *, alleged: bool) -> None:
    if alleged and file.kind == "complaint" and not file.allegations:
        raise InputError(
            "a complaint says what is alleged",
            at=Place("", "allegations"),
            hint='add [[allegations]] with a reason, or write kind = "question"',
            code="case.no_allegation",
        )
    if len(file.allegations) > MOST_ALLEGATIONS:
        raise InputError(
            f"{len(file.allegations)} allegations are more than one dispute has",
            at=Place("", "allegations"),
            hint=f"at most {MOST_ALLEGATIONS}; alleged once is enough",
            code="case.allegations",
        )
    if file.kind == "question" and not file.question:
        raise InputError(
            "a question of the shop has its code",
            at=Place("", "kind"),
            hint=f"write question = one of {', '.join(codes('question'))}",
            code="case.no_question",
        )


def _check_history(history: History | None) -> None:
    made, right = (history.complaints, history.complaints_right) if history else (None, None)
    if made is not None and right is not None and right > made:
        raise InputError(
            f"{right} complaints were right, of {made} that were made",
            at=Place("", "history.complaints_right"),
            hint="correct one of the two",
            code="case.count",
        )


def _ids(file: CaseFile) -> Iterator[list[Named]]:
    orders = file.orders or ()
    yield [("id", file.id)]
    yield [(f"orders[{i}].id", order.id) for i, order in enumerate(orders)]
    for i, order in enumerate(orders):
        yield [(f"orders[{i}].lines[{j}].id", line.id) for j, line in enumerate(order.lines or ())]
    yield [
        (f"orders[{i}].promises[{j}].id", promise.id)
        for i, order in enumerate(orders)
        for j, promise in enumerate(order.promises)
        if promise.id
    ]
    for name in ("payments", "refunds", "chargebacks", "shipments", "messages", "calls", "posts"):
        yield [(f"{name}[{i}].id", record.id) for i, record in enumerate(getattr(file, name) or ())]
    for name in ("demands", "losses", "efforts", "publications", "returns", "fees"):
        yield [(f"{name}[{i}].id", record.id) for i, record in enumerate(getattr(file, name) or ()) if record.id]
    if file.history:
        yield [(f"history.cases[{i}].id", past.id) for i, past in enumerate(file.history.cases)]


def _check_once(section: list[Named]) -> None:
    first: dict[str, str] = {}
    for path, name in section:
        if not name:
            raise InputError("the id is empty", at=Place("", path), hint="give it a name", code="case.empty_id")
        if name in first:
            raise InputError(
                f"the id `{name[:60]}` is taken already",
                at=Place("", path),
                hint=f"it stands at {first[name]}; give each its own",
                code="case.duplicate_id",
            )
        first[name] = path


def _check_references(file: CaseFile) -> None:
    _check_payments(file)
    _check_lines(file)
    known = [shipment.id for shipment in file.shipments or ()]
    for i, event in enumerate(file.tracking or ()):
        at = Place("", f"tracking[{i}].shipment")
        if event.shipment and event.shipment not in known:
            hint = f"known: {', '.join(known)}" if known else "there are no shipments in this file"
            raise InputError(f"there is no shipment `{event.shipment[:60]}`", at=at, hint=hint, code="case.reference")
        if not event.shipment and len(known) > 1:
            raise InputError(
                "the event does not say of which shipment",
                at=at,
                hint=f"one of {', '.join(known)}",
                code="case.reference",
            )


def _check_payments(file: CaseFile) -> None:
    """A chargeback that names a payment names one of this file."""
    paid = [payment.id for payment in file.payments or ()]
    for i, dispute in enumerate(file.chargebacks or ()):
        at = Place("", f"chargebacks[{i}].payment")
        if dispute.payment and dispute.payment not in paid:
            hint = f"known: {', '.join(paid)}" if paid else "there are no payments in this file"
            raise InputError(f"there is no payment `{dispute.payment[:60]}`", at=at, hint=hint, code="case.reference")


def _check_lines(file: CaseFile) -> None:
    """Goods and money that went back, and what is alleged, are of lines of an order of this file."""
    known = [line.id for order in file.orders or () for line in order.lines or ()]
    for i, refund in enumerate(file.refunds or ()):
        if refund.line and refund.line not in known:
            more = "; leave it out where it was not for one of them" if known else ""
            raise _no_line(refund.line, f"refunds[{i}].line", ", ".join(known) + more)
    for i, back in enumerate(file.returns or ()):
        for j, line in enumerate(back.lines):
            if line not in known:
                raise _no_line(line, f"returns[{i}].lines[{j}]", ", ".join(known))
    for i, allegation in enumerate(file.allegations):
        if allegation.line and known and allegation.line not in known:
            more = "; leave it out where it is about the whole order"
            raise _no_line(allegation.line, f"allegations[{i}].line", ", ".join(known) + more)


def _no_line(line: str, path: str, known: str) -> InputError:
    return InputError(
        f"there is no order line `{line[:60]}`",
        at=Place("", path),
        hint=f"one of {known}" if known else "there are no order lines in this file",
        code="case.reference",
    )


def _codes(file: CaseFile) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Key path, code, and the codes that are known there."""
    reasons, wants, questions = codes("issue_reason"), codes("desired_outcome"), codes("question")
    for i, allegation in enumerate(file.allegations):
        yield f"allegations[{i}].reason", allegation.reason, reasons
        yield from ((f"allegations[{i}].wants[{j}]", want, wants) for j, want in enumerate(allegation.wants))
    yield from _given([("question", file.question)], questions)
    yield from _given(((f"asks[{i}]", asked) for i, asked in enumerate(file.asks)), questions)
    conduct = (*codes("conduct_category"), *MARKED_IN_MESSAGES)
    for i, message in enumerate(file.messages or ()):
        yield from ((f"messages[{i}].conduct[{j}]", code, conduct) for j, code in enumerate(message.conduct))
    for i, past in enumerate(file.history.cases if file.history else ()):
        yield f"history.cases[{i}].reason", past.reason, reasons
        yield from _given([(f"history.cases[{i}].remedy", past.remedy)], codes("remedy"))


def _given(named: Iterable[Named], known: tuple[str, ...]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    return ((path, code, known) for path, code in named if code)


def _check_code(path: str, code: str, known: tuple[str, ...]) -> None:
    if code in known:
        return
    near = get_close_matches(code, known, 1)
    raise InputError(
        f"the code `{code[:60]}` is not known",
        at=Place("", path),
        hint=(f"did you mean `{near[0]}`? " if near else "") + f"one of {', '.join(known)}",
        code="case.code",
    )
