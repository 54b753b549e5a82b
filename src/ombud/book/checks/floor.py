"""What stands below the floor is refused by the name of the article that it would go below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ombud.book.record import SHOP
from ombud.kernel.errors import BookError, OmbudError, RuleError
from ombud.rules.declare import Declarations, ExprText, RuleDecl, TableDecl, ValueDecl
from ombud.rules.parse import parse
from ombud.rules.syntax import Name, Operation, Syntax

WORD = re.compile(r"[a-z_][a-z0-9_]*")
BELOW = frozenset({"stance.floor", "rule.overrides", "book.clash", "shop.settles_law", "shop.statute"})
MOST_NAMED = 4
REFUSES = "relationship_ended_with_notice"
ALLOWED = "sale_may_be_refused"
QUESTION = "refuse_future_sales"


def with_articles(faults: Sequence[OmbudError], declared: Declarations) -> None:
    """Add the articles to the faults of a house that reaches for the floor: a fault's last name is what it reached."""
    for fault in faults:
        if fault.code in BELOW and "the law has it" not in fault.hint:
            names = set(WORD.findall(f"{fault.at.key} {fault.says}"))
            found = ", ".join(articles(declared, names)[:MOST_NAMED])
            if found:
                fault.hint = f"{fault.hint}; the law has it: {found}" if fault.hint else f"the law has it: {found}"


def articles(declared: Declarations, names: Iterable[str]) -> tuple[str, ...]:
    """The articles of the law's rules that stand on a parameter, a fact, a table or a reason of that name.

    Those that name it themselves come before those that read it through values, the nearest first.
    """
    wanted = set(names)
    known = declared.params.keys() | declared.facts.keys() | declared.values.keys() | declared.tables.keys()
    wanted &= known | {label for table in declared.tables.values() for label in table.labels}
    below = {name: words for name, value in declared.values.items() if (words := _read(value))}
    found: dict[str, int] = {}
    for table in declared.tables.values():
        for rule in table.rules if table.origin != SHOP else ():
            reached = _reached(table, rule, below) if rule.cites else {}
            near = [reached[name] for name in wanted & reached.keys()]
            for cite in rule.cites if near else ():
                found[cite] = min([*near, found.get(cite, near[0])])
    return tuple(sorted(found, key=lambda cite: found[cite]))


def _reached(table: TableDecl, rule: RuleDecl, below: Mapping[str, set[str]]) -> dict[str, int]:
    """What a rule stands on, with the number of values in between."""
    said = [
        rule.when,
        rule.unless,
        rule.requires,
        *(out.text for out in rule.then.values() if isinstance(out, ExprText)),
    ]
    names = {word: 0 for text in said for word in WORD.findall(text)} | dict.fromkeys((table.name, *table.labels), 0)
    queue = list(names)
    for name in queue:
        fresh = below.get(name, set()) - names.keys()
        names |= dict.fromkeys(fresh, names[name] + 1)
        queue += fresh
    return names


def _read(value: ValueDecl) -> set[str]:
    return {word for one in value.branches for word in WORD.findall(f"{one.when} {one.result}")}


def below_the_floor(declared: Declarations, stance: str) -> list[BookError]:
    """Goodwill that would take instead of giving, and a stance (its file) that refuses sales unasked."""
    found: list[BookError] = []
    for table in declared.tables.values():
        for rule in table.rules if table.answers == "goodwill" else ():
            amount = rule.then.get("amount")
            if isinstance(amount, Decimal | int) and amount < 0:
                says, hint = "goodwill gives and never takes", "what is owed is not lowered by an offer"
                found.append(BookError(says, at=rule.at.at("then.amount"), hint=hint, code="house.floor"))
        for rule in table.rules if table.answers == "measure" and table.at.file == stance else ():
            if rule.then.get("measure") == REFUSES and not _demanded(rule):
                found.append(_unasked(rule, declared))
    return found


def _demanded(rule: RuleDecl) -> bool:
    """Does the rule hold only where a sale may be refused? The word alone is not enough: it must not be got round."""
    try:
        asked = [part for text in (rule.requires, rule.when) if text for part in _parts(parse(text))]
    except RuleError:
        return True  # told where expressions are checked
    return any(isinstance(part, Name) and part.text == ALLOWED for part in asked)


def _parts(tree: Syntax) -> list[Syntax]:
    """What all must hold."""
    if isinstance(tree, Operation) and tree.op == "AND":
        return [part for item in tree.items for part in _parts(item)]
    return [tree]


def _unasked(rule: RuleDecl, declared: Declarations) -> BookError:
    cites = [
        cite
        for table in declared.tables.values()
        if table.answers == "question"
        for asked in table.rules
        if QUESTION in asked.when and asked.then.get("answer") != "permitted"
        for cite in asked.cites
    ]
    hint = f"write `AND {ALLOWED}` into its condition"
    if cites:
        hint += f"; the law has it: {', '.join(dict.fromkeys(cites))}"
    says = "a sale may not be refused where the law binds a shop to sell"
    return BookError(says, at=rule.at.at("when"), hint=hint, code="stance.floor")
