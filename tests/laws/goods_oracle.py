"""The least that is owed for goods that are not right: plain Python, read from the statutes alone.

Nothing here knows the rulebook. From `law/entitlements.yaml`: RU-DEFECT, RU-TECHCOMPLEX, RU-REPAIR, RU-REPLACE,
RU-REFUND-DEFECT, RU-PENALTY-23, RU-WRONG-INFO; UA-DEFECT, UA-REFUND; PL-CONFORMITY and EU-CONFORMITY with the two weeks
of withdrawal, and PL-COMPLAINT; UK-REJECT, UK-QTY; the generic defaults. Money is in minor units. Sums that the law
leaves open (how much the price goes down) are 0 here: this is a floor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from tests.laws.goods_dispute import UNFIT
from tests.laws.goods_dispute import Goods as Goods
from tests.laws.goods_dispute import Right as Right


def floor(case: Goods) -> tuple[Right, ...]:
    """The least that is owed, each remedy once."""
    fit = not _not_right(case) or case.misuse
    merits = [] if fit or not (case.consumer or case.residence == "") else STATUTES[case.residence](case)
    found: dict[str, Right] = {}
    for right in [*merits, *_unanswered(case, merits)]:
        kept = found.get(right.remedy)
        if kept is None or kept.minor < right.minor:
            found[right.remedy] = replace(right, demanded=right.demanded or (kept is not None and kept.demanded))
    return tuple(found.values())


def _not_right(case: Goods) -> bool:
    """A parcel that was full on both scales lacks nothing; whatever else is alleged has its photo here."""
    if case.reason in ("missing_parts", "empty_parcel"):
        return not (case.whole_at_hand_over and case.whole_at_pick_up)
    return True


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def _rights(case: Goods, *remedies: str, pays: int | None = None, term: int = 0) -> list[Right]:
    """Each with its demand; `pays` is what goes back, `term` the days from the demand until it has to."""
    asked = {"refund_with_return": "refund", "refund_without_return": "refund"}
    found = []
    for remedy in remedies:
        day = case.demanded(asked.get(remedy, remedy))
        money = pays if remedy in asked and pays is not None else 0
        due = day + _days(term) if day and term and remedy in asked else None
        found.append(Right(remedy, money, due, demanded=day is not None))
    return found


def _refund(case: Goods) -> str:
    return "refund_without_return" if case.reason == "empty_parcel" else "refund_with_return"


def _russia(case: Goods) -> list[Right]:
    """Free choice at once; technically complex goods: 15 days, later only for a grave defect or a repair overdue."""
    wrong = case.reason not in ("damaged", "defective")
    free = (
        wrong
        or not case.technically_complex
        or case.told_on <= case.received_on + _days(15)
        or case.serious
        or _over_repair(case) > 0
    )
    found: list[Right] = []
    if case.reason in UNFIT:
        found += _repair(case) + _rights(case, "price_reduction", "expense_reimbursement")
    if case.reason == "missing_parts":
        found += _rights(case, "price_reduction")
    if case.reason in ("missing_parts", "empty_parcel") and not case.demanded("refund"):
        found += [Right("missing_part_sent")]
    if free and case.reason not in ("missing_parts", "empty_parcel"):
        found += _replacement(case)
    if free:
        money = case.with_delivery if wrong else case.price
        found += _rights(case, _refund(case), pays=money, term=10)
    over = _over(case, free=free)
    if over:
        found.append(Right("penalty_by_statute", min(_half_up(case.price * over, 100), _cap(case))))
    if case.repair_on and case.loaner_given_on is None:
        day = case.demanded("loaner")
        found.append(Right("loaner", 0, day + _days(3) if day else None, demanded=day is not None))
    return [*found, Right("loss_compensation")]


def _repair(case: Goods) -> list[Right]:
    day, agreed = case.repair_on, case.agreed_days
    due = day + _days(min(agreed, 45)) if day and agreed is not None else None
    return [Right("repair", 0, due, demanded=day is not None)]


def _replacement(case: Goods) -> list[Right]:
    """Something else than was bought leaves the right item owed, unless the money was asked back."""
    day = case.demanded("replacement")
    if case.reason == "wrong_item" and case.demanded("refund") and not day:
        return []
    return [Right("replacement", 0, day + _days(7) if day else None, demanded=day is not None)]


def _over_repair(case: Goods) -> int:
    day = case.repair_on
    if day is None:
        return 0
    due = day + _days(45 if case.agreed_days is None else min(case.agreed_days, 45))
    later = [other for kind in ("refund", "replacement") if (other := case.demanded(kind)) and other >= day]
    return max(0, (min([case.asof, *later]) - due).days)


def _over(case: Goods, *, free: bool) -> int:
    """Days beyond the terms of art. 20, 21 and 22 and beyond that for the loaner."""
    over = _over_repair(case)
    money, swap, lent = case.demanded("refund"), case.demanded("replacement"), case.demanded("loaner")
    if swap and free and case.reason not in ("missing_parts", "empty_parcel"):
        end = min(case.asof, money) if money and money >= swap else case.asof
        over += max(0, (end - swap).days - 7)
    cheaper = case.demanded("price_reduction") if case.reason in (*UNFIT, "missing_parts") else None
    paid_by = money if money and free else cheaper
    if paid_by:
        over += max(0, (case.asof - paid_by).days - 10)
    if lent and case.repair_on:
        over += max(0, ((case.loaner_given_on or _repair_ends(case)) - lent).days - 3)
    return over


def _repair_ends(case: Goods) -> date:
    """The repair is not done in these cases; a later demand takes its place."""
    day = case.repair_on or case.asof
    later = [other for kind in ("refund", "replacement") if (other := case.demanded(kind)) and other >= day]
    return min([case.asof, *later])


def _cap(case: Goods) -> int:
    """The highest of the three bases that are disputed since February 2026."""
    return max(case.price, case.price + case.other_price + case.delivery)


def _half_up(over: int, under: int) -> int:
    return (2 * over + under) // (2 * under)


def _ukraine(case: Goods) -> list[Right]:
    """An ordinary defect: repair, a lower price; essential (also a repair over 14 days): a new one or the money."""
    repair = case.repair_on
    later = case.demanded("refund")
    end = later if repair and later and later >= repair else case.asof
    long = repair is not None and (end - repair).days > 14
    found: list[Right] = []
    if case.reason in UNFIT:
        found += _rights(case, "repair", "price_reduction", "expense_reimbursement")
    if case.reason == "missing_parts":
        found += _rights(case, "price_reduction")
    if case.reason in ("missing_parts", "empty_parcel") and not later:
        found.append(Right("missing_part_sent"))
    grave = case.serious or long or case.reason not in ("damaged", "defective")
    if grave and case.reason not in ("missing_parts", "empty_parcel") and not (case.reason == "wrong_item" and later):
        found += _rights(case, "replacement")
    if grave:
        bought = case.reason in ("damaged", "defective")
        found += _rights(case, _refund(case), pays=case.price if bought else case.with_delivery, term=7)
    elif case.asof <= case.received_on + _days(14):
        found.append(Right("refund_with_return", case.with_delivery))
    return [*found, *_under_repair(case, repair, end)]


def _under_repair(case: Goods, repair: date | None, end: date) -> list[Right]:
    """A loaner while it lasts, and one percent of the price for each day beyond the term."""
    if repair is None:
        return []
    over = (end - repair).days - (14 if case.agreed_days is None else case.agreed_days)
    found = [Right("penalty_by_statute", _half_up(case.price * over, 100))] if over > 0 else []
    return found + (_rights(case, "loaner") if case.loaner_given_on is None else [])


def _directive(case: Goods) -> list[Right]:
    """Repair or replacement; the money at once if serious or refused; two years; two weeks to send it back."""
    found: list[Right] = []
    second = case.serious or case.refused
    money = case.demanded("refund")
    back = case.price if case.other_price else case.price + min(case.delivery, case.cheapest)
    if case.reason == "empty_parcel":
        sent = [] if money else [Right("missing_part_sent")]
        return _rights(case, "refund_without_return", pays=back, term=14) + sent
    if case.told_on <= _months(case.received_on, 24):
        found += _conformity(case, ended=money is not None and second, second=second)
    if case.asof <= case.received_on + _days(14):
        found.append(Right("refund_with_return", back))
    return found


def _conformity(case: Goods, *, ended: bool, second: bool) -> list[Right]:
    found: list[Right] = []
    if case.reason in UNFIT:
        found += _rights(case, "repair")
    if case.reason in (*UNFIT, "counterfeit") or (case.reason == "wrong_item" and not ended):
        found += _rights(case, "replacement")
    if case.reason == "missing_parts" and not ended:
        found.append(Right("missing_part_sent"))
    if second:
        found += _rights(case, "refund_with_return", pays=case.price)
        found += _rights(case, "price_reduction") if case.reason in (*UNFIT, "missing_parts") else []
    return found


def _unanswered(case: Goods, merits: list[Right]) -> list[Right]:
    """Poland, UPK 7a: nobody answers these complaints; after 14 days what they asked for counts as accepted.

    Whether it was true or not. The money without a sum is that for the thing; with nothing else bought, all that was
    paid.
    """
    if case.residence != "PL" or not case.consumer or case.asof <= case.told_on + _days(14):
        return []
    asked = [kind for kind, day in case.demands if day <= case.told_on]
    found = [Right(kind, demanded=True) for kind in asked if kind in ("repair", "replacement", "price_reduction")]
    if "refund" in asked:
        named = [right.remedy for right in merits if right.remedy.startswith("refund")]
        found.append(Right(named[0] if named else "refund_with_return", case.with_delivery, demanded=True))
    return found


def _months(day: date, count: int) -> date:
    """That many months later; these cases begin early in a month, so that the day is always there."""
    year, month = divmod(day.month - 1 + count, 12)
    return date(day.year + year, month + 1, day.day)


def _kingdom(case: Goods) -> list[Right]:
    """Reject in 30 days; else one repair or replacement first; after six months the fault has to be shown."""
    found: list[Right] = []
    shown = case.reason not in ("damaged", "defective") or case.told_on <= _months(case.received_on, 6) or case.inherent
    if not shown:
        return found
    money = case.demanded("refund")
    rejects = case.reason == "empty_parcel" or (money or case.asof) <= case.received_on + _days(30) or case.refused
    given_up = money is not None and rejects
    if case.reason in UNFIT:
        found += _rights(case, "repair")
    if case.reason in (*UNFIT, "counterfeit") or (case.reason == "wrong_item" and not given_up):
        found += _rights(case, "replacement")
    if case.reason in ("missing_parts", "empty_parcel") and not given_up:
        found.append(Right("missing_part_sent"))
    if rejects:
        found += _rights(case, _refund(case), pays=case.with_delivery)
    if case.reason == "missing_parts" or (case.refused and case.reason in UNFIT):
        found += _rights(case, "price_reduction")
    return found


def _generic(case: Goods) -> list[Right]:
    """The goods again or the money, ten days from the demand."""
    found = _rights(case, _refund(case), pays=case.with_delivery, term=10)
    if case.reason in (*UNFIT, "counterfeit") or (case.reason == "wrong_item" and not case.demanded("refund")):
        found += _rights(case, "replacement")
    if case.reason in ("missing_parts", "empty_parcel") and not case.demanded("refund"):
        found.append(Right("missing_part_sent"))
    return found


STATUTES: dict[str, Callable[[Goods], list[Right]]] = {
    "RU": _russia,
    "UA": _ukraine,
    "PL": _directive,
    "EU": _directive,
    "UK": _kingdom,
    "": _generic,
}
