"""Many layers, one book: the jurisdiction's law before what it extends, the shop's last; a name means one thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from ombud.book.entry import Entry, nearest
from ombud.book.reading import with_line
from ombud.book.record import SHOP, Pack
from ombud.book.topic import Topic
from ombud.kernel.errors import BookError, OmbudError, Place
from ombud.rules.declare import BurdenDecl, Declarations, FactDecl, ParamDecl, SettleDecl, TableDecl, ValueDecl


@dataclass(frozen=True, slots=True)
class Layer:
    """One pack's or the shop's files. `content` is their plain data, by which the book is digested."""

    origin: str
    content: dict[str, Any]
    topics: list[Topic] = field(default_factory=list)

    def add(self, entry: Entry, topic: Topic) -> None:
        """One more file: its data joins the content by section, so that the order of files does not matter."""
        self.topics.append(topic)
        for section, data in entry.data.items():
            if isinstance(data, dict):
                self.content.setdefault(section, {}).update(data)

    def params(self) -> dict[str, ParamDecl]:
        """All parameters of the layer."""
        return {name: param for topic in self.topics for name, param in topic.params.items()}


class Declared(Protocol):
    """Anything that knows its place."""

    @property
    def at(self) -> Place:
        """Where it stands."""


Item = TypeVar("Item", bound=Declared)
Weighing = TypeVar("Weighing", SettleDecl, BurdenDecl)


def merged(
    facts: Mapping[str, FactDecl],
    constraints: tuple[str, ...],
    packs: tuple[Pack, ...],
    layers: Sequence[Layer],
    faults: list[BookError],
) -> Declarations:
    """The declarations of all layers, overridden rules removed; clashes are put into `faults`."""
    _refuse_overrides(layers, faults)
    topics = [topic for layer in layers for topic in layer.topics]
    scope: dict[str, Declared] = dict(facts)
    params: dict[str, ParamDecl] = _named(_own_params(layers), scope, faults)
    values: dict[str, ValueDecl] = _named([topic.values for topic in topics], scope, faults)
    tables: dict[str, TableDecl] = _named([topic.tables for topic in topics], {}, faults)
    return Declarations(
        facts=facts,
        params=params,
        values=values,
        settles=_weighed([[topic.settles for topic in layer.topics] for layer in layers], facts, faults),
        burdens=_weighed([[topic.burdens for topic in layer.topics] for layer in layers], facts, faults),
        tables=_overridden(tables, [layer.origin for layer in layers], faults),
        constraints=constraints,
        holidays=frozenset().union(*(pack.holidays for pack in packs)),
        working=frozenset().union(*(pack.working for pack in packs)),
    )


def _own_params(layers: Sequence[Layer]) -> list[dict[str, ParamDecl]]:
    """The parameters, without those that a more specific pack says it replaces."""
    replaced = {
        (param.overrides, name) for layer in layers for name, param in layer.params().items() if param.overrides
    }
    return [
        {name: param for name, param in topic.params.items() if (layer.origin, name) not in replaced}
        for layer in layers
        for topic in layer.topics
    ]


def _named(parts: Iterable[Mapping[str, Item]], scope: dict[str, Declared], faults: list[BookError]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for part in parts:
        for name, item in part.items():
            if name in scope:
                faults.append(_clash(name, item.at, scope[name].at))
            else:
                scope[name] = found[name] = item
    return found


def _clash(name: str, at: Place, first: Place) -> BookError:
    other = with_line(OmbudError("", at=first)).at
    return BookError(
        f"the name {name!r} is already taken at {other}",
        at=at,
        hint="a name means one thing in a book",
        code="book.clash",
    )


def _weighed(
    layers: Sequence[Sequence[Mapping[str, Weighing]]], facts: Mapping[str, FactDecl], faults: list[BookError]
) -> dict[str, Weighing]:
    """How facts are settled: the branches of a layer come before those of the more general ones."""
    found: dict[str, Weighing] = {}
    for parts in layers:
        scope: dict[str, Declared] = {}
        for name, item in _named(parts, scope, faults).items():
            if name not in facts:
                faults.append(
                    BookError(f"unknown fact {name!r}", at=item.at, hint=nearest(name, facts), code="book.unknown_fact")
                )
            before = found.get(name)
            found[name] = replace(before, branches=before.branches + item.branches) if before else item
    return found


def _overridden(tables: Mapping[str, TableDecl], order: Sequence[str], faults: list[BookError]) -> dict[str, TableDecl]:
    """The tables without the rules that a more specific pack's rule overrides."""
    known = {f"{table.origin}.{table.name}.{rule.id}": table for table in tables.values() for rule in table.rules}
    gone: set[str] = set()
    for table in tables.values():
        for rule in table.rules:
            for name in rule.overrides:
                says, hint = _override_fault(name, table.origin, known, order)
                if says:
                    faults.append(BookError(says, at=rule.at.at("overrides"), hint=hint, code="rule.overrides"))
                gone.add(name)
    return {
        name: replace(table, rules=rules)
        for name, table in tables.items()
        if (rules := tuple(rule for rule in table.rules if f"{table.origin}.{name}.{rule.id}" not in gone))
    }


def _refuse_overrides(layers: Sequence[Layer], faults: list[BookError]) -> None:
    """Parameters replace those of a more general pack; a shop's own number only a default of the house, never law."""
    for i, layer in enumerate(layers):
        shop = layer.origin == SHOP
        others = layers if shop else layers[i + 1 :]
        general = {other.origin: other.params() for other in others if other.origin != SHOP}
        for name, param in layer.params().items():
            replaced = general.get(param.overrides, {}).get(name)
            if param.overrides and (replaced is None or (shop and not _of_the_house(replaced))):
                says = f"{param.overrides!r} has no parameter {name!r} that this one could override"
                hint = "a shop cannot override law" if shop else "only a more specific pack overrides"
                faults.append(BookError(says, at=param.at.at("overrides"), hint=hint, code="rule.overrides"))


def _of_the_house(param: ParamDecl) -> bool:
    """Our own default for how a shop works: no statute's number, and none that a customer is told."""
    return param.visibility == "house" and all(dated.confidence == "P" for dated in param.values)


def _override_fault(name: str, origin: str, known: Mapping[str, TableDecl], order: Sequence[str]) -> tuple[str, str]:
    if origin == SHOP:
        return "a shop's rule cannot override law", "amend the promise, or choose another stance beyond the floor"
    if name not in known:
        return f"overrides the unknown rule {name!r}", nearest(name, known) or 'write "pack.table.rule"'
    if order.index(known[name].origin) <= order.index(origin):
        return f"{name!r} is not in a pack that {origin!r} extends", "only a more specific pack overrides"
    return "", ""
