"""Codes come from the one list of codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from ombud.book.entry import nearest
from ombud.kernel.errors import BookError, OmbudError, Place
from ombud.model.vocabulary import codes
from ombud.rules.checked import Program
from ombud.rules.declare import ExprText, RuleDecl, TableDecl
from ombud.rules.tree import Node, Ref

LISTS: Mapping[str, str] = {
    "remedy": "remedy",
    "finding": "finding",
    "arises": "redress_arises",
    "headline": "headline",
    "measure": "conduct_measure",
    "answer": "question_answer",
    "party": "fault_party",
    "bearer": "fault_party",
    "loss_bearer": "fault_party",
    "basis": "entitlement_basis",
    "outcome": "outcome",
    "waiting": "waiting_on",
    "act": "sweep_act",
    "step": "sweep_step",
}
GUARDS: Mapping[str, str] = {"reason": "issue_reason", "question": "question", "kind": "case_kind"}
REMEDIES = "remedies"
UNRESTRICTING = frozenset({"", "none", "note_on_file", "support_note"})
"""Measures that change nothing for the customer."""
DATED = "_until_date"
ENDS = ("review_days", "until_days")
LONGEST_DAYS = 366
"""A measure lasts a year at most; whoever needs more looks again and decides anew."""
WEIGHT_NAMES = ("party", "weight")
NEEDED: Mapping[str, tuple[str, ...]] = {
    "finding": ("finding",),
    "owed": ("remedy",),
    "bearer": ("bearer",),
    "goodwill": ("remedy",),
    "approval": ("approval",),
    "signature": ("approval",),
    "headline": ("headline",),
    "question": ("answer",),
    "rescue": ("order",),
    "measure": ("measure", "towards"),
    "conduct": ("party",),
    "clock": ("regime", "due", "waiting_on"),
    "silence": ("remedies",),
    "priority": ("rank",),
    "sweep": ("act",),
}
"""What each rule of a table must say, for the rooms that read it."""


def uncoded(tables: Iterable[TableDecl]) -> list[OmbudError]:
    """Reasons, remedies, findings, parties and the like that the vocabulary does not know, or that are not said."""
    found: list[OmbudError] = []
    for table in tables:
        if table.guard in GUARDS:
            known = codes(GUARDS[table.guard])
            for label in table.labels:
                if label not in known:
                    says = f"unknown {table.guard} {label!r}"
                    at = table.at.at("reasons" if table.guard == "reason" else "labels")
                    found.append(BookError(says, at=at, hint=nearest(label, known), code="book.unknown_code"))
        found += [fault for rule in table.rules for fault in _results(table, rule.then, rule.at.at("then"))]
        found += [_unconditional(rule) for rule in table.rules if _hangs(rule) != bool(rule.provided)]
        if table.answers == "fault":
            found += [_blames_nobody(rule) for rule in table.rules if not any(rule.then.values())]
    return found


def _blames_nobody(rule: RuleDecl) -> BookError:
    says, hint = "all the weights of fault are 0", "where nobody is at fault, write then = { nobody = 1 }"
    return BookError(says, at=rule.at.at("then"), hint=hint, code="book.weights")


def _hangs(rule: RuleDecl) -> bool:
    return rule.then.get("answer") == "permitted_if"


def _unconditional(rule: RuleDecl) -> BookError:
    says = 'a "permitted_if" says on what it hangs, and no other result does'
    return BookError(says, at=rule.at.at("provided"), hint='provided = { en = "…", … }', code="book.condition")


def _results(table: TableDecl, then: Mapping[str, object], at: Place) -> list[OmbudError]:
    found: list[OmbudError] = []
    for name in NEEDED.get(table.answers, ()):
        if name not in then:
            says = f"a rule of {table.answers} says nothing of {name!r}"
            found.append(BookError(says, at=at, hint=f"add {name} = …", code="book.missing_output"))
    found += _unending(table, then, at)
    for name, value in then.items():
        found += _owing(name, value, at)
        found += _listed(name, value, at)
        known = codes(LISTS[name]) if name in LISTS else ()
        if known and isinstance(value, str) and value not in known:
            says, hint = f"unknown {name} {value!r}", nearest(value, known)
            found.append(BookError(says, at=at.at(name), hint=hint, code="book.unknown_code"))
        parties = (*codes("fault_party"), *WEIGHT_NAMES)
        if table.answers == "fault" and name not in parties:
            says, hint = f"unknown party {name!r}", nearest(name, parties)
            found.append(BookError(says, at=at.at(name), hint=hint, code="book.unknown_code"))
    return found


def _unending(table: TableDecl, then: Mapping[str, object], at: Place) -> Iterable[OmbudError]:
    """What restricts a customer is looked at again on a set day, and "until a day" says until which."""
    measure = str(then.get("measure") or "")
    if table.answers != "measure" or then.get("towards") != "customer" or measure in UNRESTRICTING:
        return
    wanted = ["review_days", *(["until_days"] if measure.endswith(DATED) else [])]
    for name in wanted:
        if then.get(name) in (None, 0):
            says = f"the measure {measure!r} has no end: nothing says {name!r}"
            yield BookError(says, at=at, hint=f"add {name} = … in then, in days", code="book.unending_measure")
    for name in ENDS:
        days = then.get(name)
        if isinstance(days, int | Decimal) and days > LONGEST_DAYS:
            yield _overlong(measure, name, days, at)


def overlong(program: Program) -> list[OmbudError]:
    """The same of measures whose end is a parameter, whatever it was at any time."""
    found: list[OmbudError] = []
    for table in program.tables.values():
        for rule in table.rules if table.declared.answers == "measure" else ():
            for name in ENDS:
                longest = _longest(rule.outputs.get(name), program)
                if longest > LONGEST_DAYS:
                    at = rule.declared.at.at("then")
                    found.append(_overlong(str(rule.declared.then.get("measure")), name, longest, at))
    return found


def _longest(node: Node | None, program: Program) -> int | Decimal:
    """The greatest value that a parameter ever has; 0 for what is none."""
    param = program.declared.params.get(node.name) if isinstance(node, Ref) else None
    values = [dated.value for dated in (*param.values, *param.pending)] if param else []
    return max((value for value in values if isinstance(value, int | Decimal)), default=0)


def _overlong(measure: str, name: str, days: int | Decimal, at: Place) -> BookError:
    says = f"the measure {measure!r} goes on for longer than anybody would remember why: {name} is {days}"
    hint = f"at most {LONGEST_DAYS} days; then it is looked at again"
    return BookError(says, at=at.at(name), hint=hint, code="book.unending_measure")


def _listed(name: str, value: object, at: Place) -> list[OmbudError]:
    """Each of the remedies that silence may make owed, written with commas between them, is a remedy."""
    if name != REMEDIES:
        return []
    if not isinstance(value, str):
        return [BookError(f"{name!r} is a list of codes", at=at.at(name), code="book.computed_code")]
    wrong = [code for code in (part.strip() for part in value.split(",")) if code not in codes("remedy")]
    return [
        BookError(
            f"unknown remedy {code!r}", at=at.at(name), hint=nearest(code, codes("remedy")), code="book.unknown_code"
        )
        for code in wrong
    ]


def _owing(name: str, value: object, at: Place) -> list[OmbudError]:
    """A code is written out, and no rule gives less than nothing."""
    if name in LISTS and isinstance(value, ExprText):
        return [BookError(f"{name!r} is a code, not an expression", at=at.at(name), code="book.computed_code")]
    negative = isinstance(value, int | Decimal) and value < 0
    if not negative:
        return []
    return [BookError(f"{name} is less than nothing", at=at.at(name), hint="0 or more", code="book.negative")]
