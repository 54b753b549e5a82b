"""The product's fairness, held over data: who you are is not what you are owed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ombud.book.record import SHOP
from ombud.kernel.errors import BookError, OmbudError, Place
from ombud.rules.checked import Program, Table
from ombud.rules.declare import Answers, Declarations, Side
from ombud.rules.reads import nodes_of
from ombud.rules.tree import Fact, Node, Ref, walk

BLIND: tuple[Answers, ...] = ("finding", "owed", "fault", "bearer", "silence")
HIDDEN: tuple[Side, ...] = ("person", "money")


def unfair(program: Program) -> list[OmbudError]:
    """What decides finding, fault or entitlement, or settles a fact, and reads a person or money fact."""
    seeing = _seeing(program)
    return [
        fault
        for label, nodes, at in _blind_parts(program)
        if any(node.name in seeing for top in nodes for node in walk(top) if isinstance(node, Fact | Ref))
        for fault in _peeks(program, label, nodes, at)
    ]


def _seeing(program: Program) -> set[str]:
    """The person and money facts, and the values and parameters through which one of them is read."""
    seeing = {name for name, fact in program.declared.facts.items() if fact.side in HIDDEN}
    # Definitions stand in the program each after those it uses, so one pass finds all.
    for name, definition in program.definitions.items():
        if any(node.name in seeing for node in walk(definition) if isinstance(node, Fact | Ref)):
            seeing.add(name)
    return seeing


def shop_settles_law(program: Program, shop: Place) -> list[OmbudError]:
    """Settle and burden tables of a shop's book over facts that the law reads, also to settle other facts.

    `shop` is the place of the shop's own file.
    """
    folder = Path(shop.file).parent
    read = _read_by_law(program)
    found: list[OmbudError] = []
    for kind, declared in (("settle", program.declared.settles), ("burden", program.declared.burdens)):
        for name, item in declared.items():
            own = [branch for branch in item.branches if Path(branch.at.file).parent == folder]
            if own and name in read:
                says = f"a shop's book cannot {kind} {name!r}, which the law reads"
                found.append(BookError(says, at=own[0].at, hint="leave it to the law", code="shop.settles_law"))
    return found


def left_to_shops(program: Program) -> frozenset[str]:
    """The facts that no law reads: a shop's book may settle them, and another shop's otherwise."""
    return frozenset(program.declared.facts.keys() - _read_by_law(program) - {"asof", "reason"})


def _read_by_law(program: Program) -> set[str]:
    read: set[str] = set()
    queue = [
        node
        for table in program.tables.values()
        if table.declared.origin != SHOP and table.declared.answers in BLIND
        for rule in table.rules
        for node in (rule.condition, *rule.outputs.values())
    ]
    while queue:
        fresh = facts_below(program, queue) - read
        read |= fresh
        settled = [pair for name in fresh & program.settles.keys() for pair in program.settles[name].branches]
        queue = [node for pair in settled for node in pair if node is not None]
        queue += [program.burdens[name] for name in fresh & program.burdens.keys()]
    return read


def facts_below(program: Program, nodes: Sequence[Node]) -> frozenset[str]:
    """The names of all facts that the nodes read, also through derived values and parameters' anchors."""
    return frozenset(path[-1] for path in _paths(program, nodes))


def names_below(program: Program, name: str) -> frozenset[str]:
    """The names of all values, parameters and facts that a value or parameter reads; none for a fact."""
    seen: set[str] = set()
    queue = [name]
    for top in queue:
        if top in program.definitions:
            read = {node.name for node in walk(program.definitions[top]) if isinstance(node, Fact | Ref)} - seen
            seen |= read
            queue += sorted(read)
    return frozenset(seen)


def _blind_parts(program: Program) -> Iterator[tuple[str, list[Node], Place]]:
    for table in program.tables.values():
        if table.declared.answers in BLIND:
            for nodes, at in _table_parts(program, table):
                yield f"a {table.declared.answers} table", nodes, at
    for name, settle in program.settles.items():
        for branch, (when, result) in zip(program.declared.settles[name].branches, settle.branches, strict=True):
            yield "a settle table", [when, *([result] if result else [])], branch.at
    for name, burden in program.burdens.items():
        for branch, parts in zip(program.declared.burdens[name].branches, burden.branches, strict=True):
            yield "a burden table", list(parts), branch.at


def _table_parts(program: Program, table: Table) -> Iterator[tuple[list[Node], Place]]:
    declared = table.declared
    guard = program.declared.facts.get(declared.guard)
    if guard and declared.labels:
        yield [Fact(guard.name, guard.type)], declared.at.at("guard")
    for rule in table.rules:
        yield [rule.condition, *rule.outputs.values()], rule.declared.at


def _peeks(program: Program, label: str, nodes: list[Node], at: Place) -> Iterator[OmbudError]:
    for path in _paths(program, nodes):
        fact = program.declared.facts[path[-1]]
        if fact.side in HIDDEN:
            yield BookError(
                f"{label} reads the {fact.side} fact {fact.name!r}: {' -> '.join(path)}",
                at=at,
                hint="it may read event and contract facts only: who the customer is never changes what is owed",
                code="book.unfair",
            )


def _paths(program: Program, nodes: Sequence[Node]) -> Iterator[tuple[str, ...]]:
    """For each fact read, the shortest chain of names that leads to it."""
    seen: set[str] = set()
    queue: list[tuple[tuple[str, ...], Node]] = [((), node) for node in nodes]
    for path, top in queue:
        for node in walk(top):
            if isinstance(node, Fact | Ref) and node.name not in seen:
                seen.add(node.name)
                if isinstance(node, Fact):
                    yield (*path, node.name)
                else:
                    queue.append(((*path, node.name), program.definitions[node.name]))


def unlawful_levels(declared: Declarations) -> list[OmbudError]:
    """Tables of a shop's book that claim the level of a statute."""
    return [
        BookError(
            "a shop's table cannot stand at the level of a statute",
            at=table.at.at("level"),
            hint='level = "promise" or "individual_promise"',
            code="shop.statute",
        )
        for table in declared.tables.values()
        if table.origin == SHOP and table.level == "statute"
    ]


def shop_sets_law(program: Program, shop: Place) -> list[OmbudError]:
    """A shop's number in the place of a common one that the law's own answers, or how evidence is settled, rest on."""
    folder = Path(shop.file).parent
    own = {name: param for name, param in program.declared.params.items() if param.overrides}
    own = {name: param for name, param in own.items() if Path(param.at.file).parent == folder}
    tables = [table for table in program.tables.values() if table.declared.origin != SHOP]
    nodes = [node for table in tables if table.declared.answers in BLIND for node in nodes_of(table)]
    nodes += [node for settle in program.settles.values() for pair in settle.branches for node in pair if node]
    nodes += program.burdens.values()
    read = {part.name for node in nodes for part in walk(node) if isinstance(part, Ref)}
    read |= {below for name in read for below in names_below(program, name)}
    return [
        BookError(
            f"a shop's book cannot set {name!r}, on which the law's answers rest",
            at=own[name].at.at("overrides"),
            hint="leave it to the law",
            code="shop.sets_law",
        )
        for name in sorted(own.keys() & read)
    ]
