"""Several allegations about one order: what is owed for it is owed once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

import ombud
from ombud.kernel.money import Money
from ombud.model.case_file import Allegation
from ombud.model.ruling import Ruling
from ombud.public.books import open_book
from ombud.public.rulings import law_of, read_case, rule, shop_of

DOCKET = Path(ombud.__file__).parent / "shops" / "demo" / "docket"


@dataclass(frozen=True)
class Alleged:
    """A case of the docket, with other reasons alleged."""

    case: str
    reasons: tuple[str, ...]

    def ruled(self) -> Ruling:
        path = DOCKET / f"{self.case}.toml"
        file = read_case(path)
        first = file.allegations[0]
        alleged = tuple(
            Allegation(reason=reason, wants=first.wants, denies_delivery=first.denies_delivery)
            for reason in self.reasons
        )
        assert file.asof
        book = open_book(law_of(file), shop_of(file, path), known_on=file.asof)
        return rule(msgspec.structs.replace(file, allegations=alleged), book, asof=file.asof)


@pytest.mark.parametrize(
    ("case", "reasons"),
    [
        ("D01", ("threshold_near_miss", "wrong_amount", "promise_not_kept")),
        ("D01b", ("threshold_near_miss", "wrong_amount", "promise_not_kept")),
        ("D04", ("not_received", "late", "not_received")),
        ("D05", ("late", "late", "not_received")),
    ],
)
def test_what_is_owed_given_and_booked_does_not_grow_with_the_allegations(case: str, reasons: tuple[str, ...]) -> None:
    one, several = Alleged(case, reasons[:1]).ruled(), Alleged(case, reasons).ruled()
    assert several.postings == one.postings
    assert [option.remedy for option in several.remedies.options] == [option.remedy for option in one.remedies.options]
    assert several.remedies.exposure == one.remedies.exposure


def test_each_allegation_still_tells_what_is_owed_for_it() -> None:
    ruling = Alleged("D01b", ("threshold_near_miss", "wrong_amount")).ruled()
    owed = [[item.amount for item in one.entitlement.redress] for one in ruling.allegations]
    assert owed == [[Money(9000, "RUB")], [Money(9000, "RUB")]]
