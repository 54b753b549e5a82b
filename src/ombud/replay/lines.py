"""What a book gives, remedy by remedy, as columns: held or not, the sum, and whether one may choose among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from ombud.model.entitlement import APART
from ombud.promise.owed import COMPLAINED_GOES_BACK
from ombud.replay.codes import Codes
from ombud.replay.printed import Printed
from ombud.rules.checked import Rule, Table
from ombud.rules.sql.tables import flat
from ombud.rules.tree import Const, Fact, Node

SUM = "DECIMAL(18,2)"
"""A row's sum of money over all its remedies."""
NOTHING = f"CAST(0 AS {SUM})"


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that gives a remedy: columns for its truth and its sum, and whether it is due without being asked for.

    `sure` says that the truth is never unknown; `amount` is empty for a remedy without a sum.
    """

    truth: str
    sure: bool
    amount: str
    priced: bool
    now: str
    choose: str


@dataclass(frozen=True, slots=True)
class Line:
    """All rules that give one remedy. The best counts: the most money, and what is owed outright before a choice."""

    number: int
    hits: tuple[Hit, ...]
    held: str
    amount: str

    @property
    def group(self) -> str:
        """The choice that the remedy is one of, for one rule at least."""
        return next((hit.choose for hit in self.hits if hit.choose), "")

    @property
    def outright(self) -> str:
        """Is it given other than as a choice?"""
        return _any(_surely(hit) for hit in self.hits if not hit.choose)

    @property
    def now(self) -> str:
        """Is it due without being asked for, or asked for already?"""
        return _any(
            hit.now if hit.now == "TRUE" and len(self.hits) == 1 else f"({_surely(hit)} AND {hit.now})"
            for hit in self.hits
        )


def _surely(hit: Hit) -> str:
    return hit.truth if hit.sure else f"COALESCE({hit.truth}, FALSE)"


def _any(parts: Iterable[str]) -> str:
    found = list(dict.fromkeys(parts))
    if "TRUE" in found:
        return "TRUE"
    found = [part for part in found if part != "FALSE"]
    return found[0] if len(found) == 1 else f"({' OR '.join(found)})" if found else "FALSE"


@dataclass(frozen=True, slots=True)
class Lines:
    """The remedies of some tables, by name; one for other goods than those complained of stands apart (`best` too)."""

    by_remedy: dict[str, Line] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        tables: Sequence[Table],
        printed: Printed,
        codes: Codes,
        *,
        besides: Lines | None = None,
        going_back: Callable[[str], bool] = lambda _rule: False,
    ) -> Lines:
        """The lines of these tables. What is owed by `besides` is given no second time; rules of which `going_back`
        says so are about other goods than those complained of, where these do not go back themselves.
        """
        hits: dict[str, list[Hit]] = {}
        for table in tables:
            for rule, truth, sure in _truths(table, printed):
                found = _hit(rule, truth, printed, sure=sure)
                if not going_back(f"{table.name}.{rule.id}"):
                    hits.setdefault(_remedy(rule), []).append(found)
                    continue
                own, apart = _told_apart(found, printed)
                hits.setdefault(_remedy(rule), []).append(own)
                hits.setdefault(_remedy(rule) + APART, []).append(apart)
        return cls(
            {
                name: _line(codes.of(_remedy_of(name)), found, printed, besides.held(name) if besides else "")
                for name, found in hits.items()
            }
        )

    def held(self, name: str) -> str:
        """Is the remedy given, for whatever goods?"""
        return _any(one.held for thing, one in self.by_remedy.items() if _remedy_of(thing) == _remedy_of(name))

    def mask(self) -> str:
        """The remedies given, one bit each, by their codes."""
        numbers = {one.number: name for name, one in self.by_remedy.items()}
        bits = [f"CASE WHEN {self.held(name)} THEN {1 << (number - 1)} ELSE 0 END" for number, name in numbers.items()]
        return f"CAST({' + '.join(bits)} AS BIGINT)" if bits else "CAST(0 AS BIGINT)"

    def money(self, *, now: bool = False) -> str:
        """The sum of all remedies; of those among which one chooses, the dearest."""
        parts: list[str] = []
        groups: dict[str, list[str]] = {}
        for one in self.by_remedy.values():
            if one.amount == NOTHING:
                continue
            amount = (
                f"CASE WHEN {one.now} THEN {one.amount} ELSE {NOTHING} END" if now and one.now != "TRUE" else one.amount
            )
            if not one.group:
                parts.append(amount)
                continue
            if one.outright != "FALSE":
                parts.append(f"CASE WHEN {one.outright} THEN {amount} ELSE {NOTHING} END")
                amount = f"CASE WHEN {one.outright} THEN {NOTHING} ELSE {amount} END"
            groups.setdefault(one.group, []).append(amount)
        parts += [found[0] if len(found) == 1 else f"GREATEST({', '.join(found)})" for found in groups.values()]
        return f"CAST({' + '.join(f'({part})' for part in parts)} AS {SUM})" if parts else NOTHING

    def doubts(self) -> list[str]:
        """Conditions under which something here is unknown."""
        found: dict[str, None] = {}
        for one in self.by_remedy.values():
            for hit in one.hits:
                if not hit.sure:
                    found[f"{hit.truth} IS NULL"] = None
                if hit.priced:
                    found[f"({_surely(hit)} AND {hit.amount} IS NULL)"] = None
        return list(found)


def _truths(table: Table, printed: Printed) -> Iterable[tuple[Rule, str, bool]]:
    """Each rule with a column for its truth: of a first-hit table only the first that holds is true."""
    if table.declared.hit == "collect":
        for rule in table.rules:
            found = printed.put(rule.condition)
            yield rule, found.text, found.sure
        return
    coded = [(rule.number, rule.condition) for rule in table.rules]
    for _, node in coded:
        printed.sql(node)
    which = printed.column(flat(coded, printed.printer))
    for rule in table.rules:
        yield rule, printed.column(f"CASE WHEN {which} < 0 THEN NULL ELSE {which} = {rule.number} END"), False


def _remedy(rule: Rule) -> str:
    node = rule.outputs["remedy"]
    if not isinstance(node, Const):
        raise TypeError(f"{rule.id}: the remedy is no literal")
    return str(node.value)


def _told_apart(hit: Hit, printed: Printed) -> tuple[Hit, Hit]:
    """The hit where the goods complained of go back, and where only others do (`promise.owed` tells them apart so)."""
    fact = printed.sql(Fact(COMPLAINED_GOES_BACK, "bool")).text
    own = replace(hit, truth=printed.column(f"({hit.truth} AND {fact} IS NOT FALSE)"))
    choose = (hit.choose or "main") + APART
    return own, replace(hit, truth=printed.column(f"({hit.truth} AND {fact} IS FALSE)"), choose=choose)


def _remedy_of(thing: str) -> str:
    return thing.removesuffix(APART)


def _hit(rule: Rule, truth: str, printed: Printed, *, sure: bool) -> Hit:
    priced = "amount" in rule.outputs
    amount = printed.column(f"CAST({printed.sql(rule.outputs['amount']).text} AS {SUM})") if priced else NOTHING
    return Hit(
        truth, sure, amount, priced and not _is_given(rule.outputs["amount"]), _now(rule, printed), rule.declared.choose
    )


def _is_given(node: Node) -> bool:
    return isinstance(node, Const) and node.value is not None


def _now(rule: Rule, printed: Printed) -> str:
    arises = rule.outputs.get("arises")
    if arises is None or (isinstance(arises, Const) and arises.value == "automatic"):
        return "TRUE"
    if "demanded" not in rule.outputs:
        return "FALSE"
    demanded = printed.sql(rule.outputs["demanded"])
    return demanded.text if demanded.sure else f"COALESCE({demanded.text}, FALSE)"


def _line(number: int, hits: list[Hit], printed: Printed, owed: str) -> Line:
    """The remedy is held where one of its rules holds for certain; a sum below nothing is no remedy."""
    held = [f"({_surely(hit)} AND COALESCE({hit.amount}, 0) >= 0)" if hit.priced else _surely(hit) for hit in hits]
    sums = [hit.amount for hit in hits if hit.amount != NOTHING]
    told = [
        f"CASE WHEN {truth} THEN COALESCE({hit.amount}, {NOTHING}) ELSE {NOTHING} END"
        for truth, hit in zip(held, hits, strict=True)
        if hit.amount != NOTHING
    ]
    most = (told[0] if len(told) == 1 else f"GREATEST({', '.join(told)})") if sums else NOTHING
    given = _any(held)
    if owed and owed != "FALSE":
        given = f"({given} AND NOT {owed})"
        most = f"CASE WHEN {owed} THEN {NOTHING} ELSE {most} END" if sums else NOTHING
    return Line(number, tuple(hits), printed.column(given), printed.column(most) if sums else NOTHING)
