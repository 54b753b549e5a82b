"""What a topic of law, a promise or a house rule declares in the rule language, still as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias, get_args

from ombud.book.entry import TYPES, Entry
from ombud.rules.declare import (
    Answers,
    Branch,
    BurdenDecl,
    Confidence,
    DatedValue,
    ExprText,
    Hit,
    Level,
    Output,
    ParamDecl,
    RuleDecl,
    SettleDecl,
    TableDecl,
    Type,
    Value,
    ValueDecl,
)

SECTIONS = ("param", "value", "settle", "burden", "table")
PARAM_KEYS = "type labels anchor favours visibility values is conf source unsettled means overrides".split()
DATED_KEYS = "since is conf source unsettled".split()
TABLE_KEYS = "answers level hit reasons labels guard yields rule".split()
LEVELLED: tuple[Answers, ...] = ("owed", "silence")
RULE_KEYS = "id when unless requires choose then cites because provided told overrides confidence clause".split()
MARKS: tuple[Confidence, ...] = ("T", "S", "W", "K", "P", "C")
Visibility: TypeAlias = Literal["public", "house"]
VISIBILITIES: tuple[Visibility, ...] = get_args(Visibility)
PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Topic:
    """The declarations of one file or, merged, of one pack or shop."""

    params: dict[str, ParamDecl] = field(default_factory=dict)
    values: dict[str, ValueDecl] = field(default_factory=dict)
    settles: dict[str, SettleDecl] = field(default_factory=dict)
    burdens: dict[str, BurdenDecl] = field(default_factory=dict)
    tables: dict[str, TableDecl] = field(default_factory=dict)


def read_topic(file: Entry, origin: str, visibility: Visibility) -> Topic:
    """The declarations of one file. `visibility` is that of its parameters unless they say otherwise."""
    return Topic(
        params={name: _param(name, e.only(*PARAM_KEYS), visibility) for name, e in file.children("param").items()},
        values={name: ValueDecl(name, _branches(e), e.at) for name, e in file.children("value").items()},
        settles={name: SettleDecl(name, _rules(e.only("rule")), e.at) for name, e in file.children("settle").items()},
        burdens={name: BurdenDecl(name, _rules(e.only("rule")), e.at) for name, e in file.children("burden").items()},
        tables={name: _table(name, e.only(*TABLE_KEYS), origin) for name, e in file.children("table").items()},
    )


def _param(name: str, entry: Entry, visibility: Visibility) -> ParamDecl:
    kind, labels = entry.choice("type", TYPES), entry.texts("labels")
    if (kind == "text") != bool(labels):
        entry.refuse("labels", "a text parameter has labels, and only a text parameter")
    dated, pending = _dated_values(entry, kind, labels)
    if not dated and not pending:
        entry.refuse("", "the parameter has no value", "write is = …, or values = [{ since = …, is = … }]")
    return ParamDecl(
        name=name,
        type=kind,
        anchor=_anchor(entry),
        values=dated,
        favours=entry.choice("favours", ("high", "low", ""), ""),
        visibility=entry.choice("visibility", VISIBILITIES, visibility),
        labels=labels,
        pending=pending,
        means=entry.words("means"),
        overrides=entry.text("overrides"),
        at=entry.at,
    )


def _anchor(entry: Entry) -> str:
    anchor = entry.text("anchor")
    if entry.has("values") and not anchor:
        entry.refuse("", "dated values need an anchor", 'anchor = "placed_on" names the fact whose day chooses')
    if entry.has("is") and anchor:
        entry.refuse("anchor", "an undated value has no anchor", "date it: values = [{ since = …, is = … }]")
    return anchor


def _dated_values(
    entry: Entry, kind: Type, labels: tuple[str, ...]
) -> tuple[tuple[DatedValue, ...], tuple[DatedValue, ...]]:
    if entry.has("is") or entry.has("unsettled"):
        if entry.has("values"):
            entry.refuse("is", "a parameter has either one value or dated values")
        return (_dated(entry, kind, labels),), ()
    dated: list[DatedValue] = []
    pending: list[DatedValue] = []
    for item in entry.each("values"):
        waits = item.data.get("since") == PENDING
        if not waits and not item.has("since"):
            item.refuse("since", "since is missing", code="book.missing_key")
        (pending if waits else dated).append(_dated(item.only(*DATED_KEYS), kind, labels, waits=waits))
    return tuple(dated), tuple(pending)


def _dated(entry: Entry, kind: Type, labels: tuple[str, ...], *, waits: bool = False) -> DatedValue:
    if entry.flag("unsettled") == entry.has("is"):
        entry.refuse("is", "a value is either given or unsettled", "write is = …, or unsettled = true")
    return DatedValue(
        since=None if waits else entry.day("since"),
        value=entry.value("is", kind, labels),
        confidence=entry.choice("conf", MARKS) if entry.has("conf") else "",
        source=entry.text("source"),
    )


def _branches(entry: Entry) -> tuple[Branch, ...]:
    entry.only("is", "rule")
    if not entry.has("is"):
        return _rules(entry)
    if entry.has("rule"):
        entry.refuse("is", "a value is either one expression or a list of rules")
    return (Branch("TRUE", entry.text("is", None), entry.at),)


def _rules(entry: Entry) -> tuple[Branch, ...]:
    rules = entry.each("rule")
    if not rules:
        entry.refuse("rule", "there is no rule", "write [[…rule]] with when and is")
    return tuple(Branch(rule.only("when", "is").text("when", None), rule.text("is", None), rule.at) for rule in rules)


def _table(name: str, entry: Entry, origin: str) -> TableDecl:
    answers = entry.choice("answers", get_args(Answers))
    if answers in LEVELLED and not entry.has("level"):
        entry.refuse("level", "a table of what is owed needs its level", 'level = "statute" or level = "promise"')
    rules = tuple(_rule(rule.only(*RULE_KEYS)) for rule in entry.each("rule"))
    seen: set[str] = set()
    for i, rule in enumerate(rules, 1):
        if rule.id in seen:
            entry.refuse(f"rule[{i}].id", f"the table has two rules {rule.id!r}", code="book.clash")
        seen.add(rule.id)
    if not rules:
        entry.refuse("rule", "the table has no rule")
    return TableDecl(
        name=name,
        answers=answers,
        hit=entry.choice("hit", get_args(Hit)),
        rules=rules,
        level=entry.choice("level", get_args(Level), "none"),
        guard=entry.text("guard", "reason"),
        labels=(*entry.texts("reasons"), *entry.texts("labels")),
        origin=origin,
        yields=entry.flag("yields"),
        at=entry.at,
    )


def _rule(entry: Entry) -> RuleDecl:
    return RuleDecl(
        id=entry.text("id", None),
        when=entry.text("when", None),
        then=_outputs(entry.child("then")),
        unless=entry.text("unless"),
        requires=entry.text("requires"),
        choose=entry.text("choose"),
        cites=entry.texts("cites", one=True),
        because=entry.words("because"),
        provided=entry.words("provided"),
        told=entry.words("told"),
        overrides=entry.texts("overrides", one=True),
        confidence=entry.choice("confidence", MARKS) if entry.has("confidence") else "",
        clause=entry.text("clause"),
        at=entry.at,
    )


def _outputs(entry: Entry) -> Mapping[str, Output]:
    found: dict[str, Output] = {}
    for name, value in entry.data.items():
        if isinstance(value, dict):
            found[name] = ExprText(entry.child(name).only("expr").text("expr", None))
        else:
            literal = _literal(entry, name, value)
            if literal is not None:
                found[name] = literal
    if not found:
        entry.refuse("", "the rule has no result", 'then = { remedy = "…" }')
    return found


def _literal(entry: Entry, name: str, value: object) -> Value | None:
    """A label, a number, a day, or an amount or rate in quotes: "90.00" is money, "0.0050" a rate."""
    if isinstance(value, str):
        whole, dot, places = value.removeprefix("-").partition(".")
        if dot and whole.isdecimal() and places.isdecimal():
            return Decimal(value) if len(places) in (2, 4) else entry.value(name, "money")
        return entry.text(name)
    if isinstance(value, bool):
        return entry.value(name, "bool")
    return entry.value(name, "int" if isinstance(value, int | float) else "date")
