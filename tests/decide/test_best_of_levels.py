"""What several levels give: per remedy the most money, the earliest day, the better terms of both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ombud.kernel.money import Money
from ombud.model.entitlement import MoneyRange, Redress, Sum
from ombud.promise.best import best
from tests import drawn

LINE = Redress("store_credit", None, "statute", "on_demand", "t.r")
SUMS = st.one_of(
    st.none(),
    st.integers(0, 9).map(lambda minor: Money(minor, "PLN")),
    st.integers(0, 9).map(lambda low: MoneyRange(low, None, "PLN")),
)
LINES = st.builds(
    Redress,
    remedy=st.sampled_from(("store_credit", "apology")),
    amount=SUMS,
    basis=st.sampled_from(("statute", "individual_promise", "promise")),
    arises=st.sampled_from(("automatic", "on_demand")),
    rule=st.just("t.r"),
    due=st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 1, 5))),
    promptly=st.booleans(),
    choose=st.sampled_from(("", "main")),
    certain=st.booleans(),
)


def _low(amount: Sum) -> int:
    return -1 if amount is None else amount.minor if isinstance(amount, Money) else amount.low


def _high(amount: Sum) -> float:
    if isinstance(amount, MoneyRange):
        return float("inf") if amount.high is None else amount.high
    return _low(amount)


@settings(max_examples=drawn.examples(80))
@given(st.lists(LINES, max_size=5))
def test_no_line_is_worse_than_any_of_the_lines_it_was_made_of(hits: list[Redress]) -> None:
    for line in (one for one in best(hits) if one.certain):
        for hit in (one for one in hits if one.certain and one.remedy == line.remedy):
            assert _low(line.amount) >= _low(hit.amount)
            assert _high(line.amount) >= _high(hit.amount)
            assert line.promptly or (not hit.promptly and (hit.due is None or line.due is not None))
            assert line.due is None or hit.due is None or line.due <= hit.due
            assert line.arises == "automatic" or hit.arises == "on_demand"
            assert not line.choose or hit.choose


@settings(max_examples=drawn.examples(80))
@given(st.lists(LINES, max_size=5), st.data())
def test_whatever_comes_true_of_what_may_be_owed_was_announced(hits: list[Redress], data: st.DataObject) -> None:
    came = [data.draw(st.booleans()) for _ in hits]
    whole = [replace(one, certain=True) for one, true in zip(hits, came, strict=True) if true or one.certain]
    before, after = best(hits), best(whole)
    sure = {one.remedy: one for one in before if one.certain}
    perhaps = {one.remedy for one in before if not one.certain}
    for line in after:
        assert line.remedy in sure or line.remedy in perhaps
        if line.remedy not in perhaps:
            known = sure[line.remedy]
            assert (line.basis, line.arises, line.choose) == (known.basis, known.arises, known.choose)
    assert set(sure) <= {one.remedy for one in after}


def test_a_promise_of_more_stands_above_the_statute_and_keeps_its_earlier_day() -> None:
    statute = replace(LINE, amount=Money(500, "PLN"), due=date(2026, 1, 3), cites=("Law 1",))
    promise = replace(LINE, amount=Money(900, "PLN"), basis="promise", due=date(2026, 1, 9))
    (line,) = best([statute, promise])
    assert (line.amount, line.due, line.cites) == (Money(900, "PLN"), date(2026, 1, 3), ("Law 1",))
