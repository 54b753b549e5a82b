"""Rules and branches that can never be chosen: proved, never guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from ombud.book.checks.interval import Span, Term, Terms
from ombud.book.record import SHOP
from ombud.kernel.errors import BookError, OmbudError, Place
from ombud.rules.checked import Program, Rule
from ombud.rules.declare import Branch, FactDecl
from ombud.rules.reads import facts_of
from ombud.rules.tree import Case, Node


def unreachable(program: Program) -> list[OmbudError]:
    """Rules and branches proved never to be chosen.

    A condition is constant false when each of its terms is contradictory; under hit policy `first` a rule is also
    unreachable when each of its terms implies an earlier rule.
    """
    # A parameter is there to be changed: that today's number shuts a branch out is no fault of the branch.
    fixed = {name: node for name, node in program.definitions.items() if name not in program.declared.params}
    terms = _terms(program, fixed)
    found: list[OmbudError] = []
    for table in program.tables.values():
        rules = [(rule.declared.id, rule.condition, rule.declared.at) for rule in table.rules]
        found += hidden(rules, terms, first=table.declared.hit == "first")
    for rules in _branch_lists(program):
        found += hidden(rules, terms, first=True)
    return found


def _terms(program: Program, definitions: Mapping[str, Node]) -> Terms:
    facts = program.declared.facts.values()
    bounds = {fact.name: found for fact in facts if (found := _bounds(fact))}
    return Terms({fact.name: fact.labels for fact in facts}, definitions, bounds)


def _bounds(fact: FactDecl) -> Span | None:
    """The numbers that a fact can be."""
    low, high = ((Decimal(end), True) if isinstance(end, int | Decimal) else None for end in (fact.low, fact.high))
    return Span(low, high, fact.type == "int") if low or high else None


def switched_off(program: Program) -> list[OmbudError]:
    """Rules of a shop that the parameters, as they stand, keep from ever holding: nothing wrong, and worth knowing.

    A condition of parameters alone (`coupon > 0.00`) is a switch: off, it does what it is there for.
    """
    always = {(one.at.file, one.at.key) for one in unreachable(program)}
    terms = _terms(program, program.definitions)
    found: list[OmbudError] = []
    for table in program.tables.values():
        if table.declared.origin == SHOP:
            switches = {
                rule.declared.at.at("when") for rule in table.rules if _is_switch(rule, table.declared.guard, program)
            }
            rules = [(rule.declared.id, rule.condition, rule.declared.at) for rule in table.rules]
            for one in hidden(rules, terms, first=table.declared.hit == "first"):
                if one.at not in switches and (one.at.file, one.at.key) not in always:
                    one.says = f"table {table.declared.name!r}, as its parameters stand: {one.says}"
                    found.append(one)
    return found


def _is_switch(rule: Rule, guard: str, program: Program) -> bool:
    """Does a condition of parameters alone stand beside one of facts other than the table's own guard?"""
    reads = [facts_of((part,), program.definitions).keys() for part in rule.conjuncts]
    return any(facts - {guard} for facts in reads) and not all(reads)


def hidden(rules: Sequence[tuple[str, Node, Place]], terms: Terms, *, first: bool) -> list[OmbudError]:
    """The rules (id, condition, place) of one list that can never be chosen."""
    earlier: list[tuple[str, list[Term]]] = []
    found: list[OmbudError] = []
    for name, condition, at in rules:
        own = [term for term in terms.of(condition) if not term.impossible]
        if not own:
            says, hint = (
                f"rule {name!r} can never hold: its condition is always false",
                "look for two bounds that exclude each other",
            )
            found.append(BookError(says, at=at.at("when"), hint=hint, code="rule.never"))
        elif first and (covers := _covering(own, earlier)):
            says, hint = (
                f"rule {name!r} can never be reached: {covers} always comes first",
                "put the narrower rule first",
            )
            found.append(BookError(says, at=at.at("when"), hint=hint, code="rule.hidden"))
        earlier.append((name, own))
    return found


def _covering(own: list[Term], earlier: list[tuple[str, list[Term]]]) -> str:
    names: list[str] = []
    for term in own:
        cover = next((name for name, terms in earlier if any(term.implies(other) for other in terms)), None)
        if cover is None:
            return ""
        if repr(cover) not in names:
            names.append(repr(cover))
    return " or ".join(names)


def _branch_lists(program: Program) -> list[list[tuple[str, Node, Place]]]:
    """The branches of values, settling and burden. A more specific pack may hide a more general one's branches."""
    found = []
    for name, value in program.declared.values.items():
        definition = program.definitions[name]
        if isinstance(definition, Case):
            found.append(_listed(name, value.branches, [when for when, _ in definition.branches]))
    weighed = [
        *((n, program.declared.settles[n].branches, s.branches) for n, s in program.settles.items()),
        *((n, program.declared.burdens[n].branches, b.branches) for n, b in program.burdens.items()),
    ]
    for name, declared, checked in weighed:
        found += [
            list(group)
            for _, group in groupby(_listed(name, declared, [w for w, _ in checked]), key=lambda item: item[2].file)
        ]
    return found


def _listed(name: str, branches: Sequence[Branch], conditions: Sequence[Node]) -> list[tuple[str, Node, Place]]:
    return [
        (f"{name}[{i}]", condition, branch.at)
        for i, (branch, condition) in enumerate(zip(branches, conditions, strict=True), 1)
    ]
