"""Stances: which there are, and one case under each of them, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ombud.book.opening import open_book
from ombud.book.record import Stance
from ombud.book.stance import read_stance, stance_file, stance_files
from ombud.decide import decide
from ombud.kernel.errors import BookError
from ombud.kernel.money import Money
from ombud.model.case_file import CaseFile
from ombud.model.conduct import Measure
from ombud.model.remedy import Option
from ombud.model.ruling import Ruling

__all__ = ["Side", "Stance", "as_data", "compared", "owed_by", "same_owed", "stance_file", "stances"]


@dataclass(frozen=True, slots=True)
class Side:
    """A case under one stance; `stance` None: under the house's own rules."""

    stance: Stance | None
    ruling: Ruling

    @property
    def goodwill(self) -> tuple[Option, ...]:
        """What it would give beyond what is owed."""
        return tuple(one for one in self.ruling.remedies.options if one.kind == "goodwill" and one.recommended)

    @property
    def cost(self) -> Money:
        """What that costs the shop."""
        return Money(sum(one.cost.minor for one in self.goodwill if one.cost), self.ruling.currency)

    @property
    def approvals(self) -> tuple[str, ...]:
        """The roles that must agree, each once."""
        return tuple(dict.fromkeys(one.approval for one in self.goodwill if one.approval))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that it would propose."""
        return self.ruling.conduct.measures


def stances() -> tuple[Stance, ...]:
    """The stances that come with ombud.

    Raises:
        BookError: one of them cannot be right.
    """
    return tuple(_read(path) for path in stance_files())


def _read(path: Path) -> Stance:
    faults: list[BookError] = []
    stance, _ = read_stance(path, faults)
    if faults:
        raise faults[0]
    return stance


def compared(file: CaseFile, law: str, shop: Path | None, *, asof: date) -> Iterator[Side]:
    """The case under the house's own rules, then under every stance."""
    own = open_book(law, shop, known_on=asof)
    yield Side(None, decide(file, own, asof=asof))
    for path in stance_files():
        book = open_book(law, shop, known_on=asof, stance=path)
        yield Side(book.stance, decide(file, book, asof=asof))


def owed_by(ruling: Ruling) -> tuple[object, ...]:
    """All that no stance may touch: findings, faults, what is owed, clocks, and the law's answers."""
    answers = ((one.reason, one.finding, one.fault, one.entitlement, one.decided) for one in ruling.allegations)
    redress = ((one.remedy, one.amount, one.due) for one in ruling.remedies.options if one.kind == "redress")
    asked = tuple((one.fact, one.by, one.if_nothing) for item in ruling.allegations for one in item.unknown)
    return (
        ruling.headline, tuple(answers), tuple(redress), ruling.remedies.exposure, ruling.clocks, ruling.refused,
        ruling.answer, asked,
    )  # fmt: skip


def same_owed(sides: Sequence[Side]) -> bool:
    """Is the same owed on every side?"""
    first = owed_by(sides[0].ruling)
    return all(owed_by(side.ruling) == first for side in sides[1:])


def as_data(sides: Sequence[Side]) -> dict[str, object]:
    """The comparison as plain data; sums in minor units."""
    return {
        "case": sides[0].ruling.case,
        "owed_is_the_same": same_owed(sides),
        "stances": [
            {
                "stance": side.stance.code if side.stance else "",
                "name": side.stance.name if side.stance else {},
                "goodwill": [
                    {"remedy": one.remedy, "cost": one.cost.minor if one.cost else 0, "approval": one.approval}
                    for one in side.goodwill
                ],
                "cost": {"minor": side.cost.minor, "currency": side.cost.currency},
                "approvals": list(side.approvals),
                "measures": [one.code for one in side.measures],
            }
            for side in sides
        ],
    }
