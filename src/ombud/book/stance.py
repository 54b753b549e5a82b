"""A stance: how far a house goes beyond what is owed. It is laid over a shop's book and touches nothing owed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from ombud.book.entry import Entry, nearest
from ombud.book.merging import Layer
from ombud.book.pack import entry_of
from ombud.book.record import SHOP, Stance
from ombud.book.topic import Topic, read_topic
from ombud.kernel.errors import BookError, Place
from ombud.rules.declare import Answers

STANCES = Path(__file__).parent.parent / "shops" / "stances"
HOUSE: tuple[Answers, ...] = ("goodwill", "approval", "priority", "rescue", "measure", "conduct")
"""What a house decides for itself. All else is owed, by law or by promise, and no stance speaks of it."""
SECTIONS = ("stance", "param", "value", "table")


def stance_files(folder: Path = STANCES) -> list[Path]:
    """The files of the stances that come with ombud, by name."""
    return sorted(folder.glob("*.toml"))


def stance_file(name: str, folder: Path = STANCES) -> Path:
    """The file of a stance by its name, or a path to one of one's own.

    Raises:
        BookError: there is no such stance.
    """
    path = Path(name)
    if path.suffix == ".toml" and path.is_file():
        return path
    known = [one.stem for one in stance_files(folder)]
    if name not in known:
        raise BookError(f"there is no stance {name[:60]!r}", at=Place("", "--stance"), hint=nearest(name, known))
    return folder / f"{name}.toml"


def read_stance(path: Path, faults: list[BookError]) -> tuple[Stance, Layer]:
    """The stance and what it declares; whatever it may not hold is a fault."""
    file = entry_of(path, faults)
    for section in ("settle", "burden"):
        for name in file.child(section).data if file.has(section) else ():
            _refuse(file, f"{section}.{name}", f"a stance cannot {section} facts")
    rest = Entry({key: data for key, data in file.data.items() if key not in ("settle", "burden")}, file.at, faults)
    head = rest.only(*SECTIONS).child("stance").only("name", "says", "replaces")
    topic = _only_house(read_topic(Entry({**rest.data, "stance": {}}, file.at, faults), SHOP, "house"), faults)
    spoken = dict.fromkeys(table.answers for table in topic.tables.values())
    named = [answers for answers in HOUSE if answers in (*head.texts("replaces"), *spoken)]
    for wrong in set(head.texts("replaces")) - set(HOUSE):
        head.refuse("replaces", f"a stance cannot replace {wrong!r}", nearest(wrong, HOUSE), "stance.floor")
    layer = Layer("stance", {"stance": file.data})
    layer.topics.append(topic)
    return Stance(
        path.stem, head.words("name", plain=True), head.words("says", plain=True), tuple(named), file.at
    ), layer


def _refuse(file: Entry, key: str, says: str) -> None:
    file.refuse(key, says, "a stance goes beyond what is owed, never below it", "stance.floor")


def _only_house(topic: Topic, faults: list[BookError]) -> Topic:
    """Without the tables that would speak of what is owed, each of them a fault."""
    kept = {}
    for name, table in topic.tables.items():
        if table.answers in HOUSE:
            kept[name] = table
            continue
        of = f" for {', '.join(table.labels)}" if table.labels else ""
        says = f"a stance cannot hold a table of {table.answers!r}{of}: what is owed is the same under every stance"
        hint = f"one of {', '.join(HOUSE)}"
        faults.append(BookError(says, at=table.at.at("answers"), hint=hint, code="stance.floor"))
    return replace(topic, tables=kept)


def laid_over(shop: Layer | None, stance: Layer, replaces: Collection[Answers]) -> Layer:
    """The shop's layer with the stance's tables instead of its own of those kinds; all else stays the shop's."""
    own = shop or Layer(SHOP, {})
    kept = Layer(SHOP, {**own.content, **stance.content})
    kept.topics.extend(_without(own.topics, replaces))
    kept.topics.extend(stance.topics)
    return kept


def _without(topics: Iterable[Topic], replaces: Collection[Answers]) -> Iterable[Topic]:
    for topic in topics:
        tables = {name: table for name, table in topic.tables.items() if table.answers not in replaces}
        yield replace(topic, tables=tables)
