"""What the sum of a rule rests on."""

from __future__ import annotations

from ombud.book.record import Book
from ombud.rules.checked import Rule
from ombud.rules.reads import facts_of

CONCERNED = "concerned"
KEPT = "kept"
SUMS = ("amount", "most", "unnamed")


def rule_of(name: str, book: Book) -> Rule | None:
    """A rule by its full name (`table.rule`)."""
    table = book.program.tables.get(name.rpartition(".")[0])
    return next((rule for rule in table.rules if rule.id == name.rpartition(".")[2]), None) if table else None


def sums_of(name: str, book: Book) -> frozenset[str]:
    """The facts that the sums of a rule rest on; none where there is no such rule."""
    rule = rule_of(name, book)
    nodes = [rule.outputs[one] for one in SUMS if one in rule.outputs] if rule else []
    return frozenset(facts_of(nodes, book.program.definitions))


def is_of_goods_going_back(name: str, book: Book) -> bool:
    """Is the sum of a rule for the lines that a change of mind is about, rather than for those complained of?"""
    sources = (book.program.declared.facts[fact].source for fact in sums_of(name, book))
    return any(source is not None and source.where == KEPT for source in sources)
