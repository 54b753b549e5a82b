"""Goodwill: the book's offers, each weighed, ranked by worth, with what would flip the advice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ombud.book.record import Book
from ombud.kernel.money import Money
from ombud.model.facts import Facts
from ombud.model.remedy import ChosenBy, Option, RunnerUp
from ombud.model.stakes import Stakes
from ombud.remedy.approval import role_of
from ombud.remedy.flips import Lead, break_even, flips
from ombud.remedy.gain import Inputs
from ombud.remedy.worth import Worth, known_inputs, minor, worth
from ombud.rules.answer import Answer, collect

NOTHING_MORE = "nothing_more"


@dataclass(frozen=True, slots=True)
class Weighing:
    """What an offer is weighed with. `bare`: something is owed, so it is weighed against what is owed alone."""

    facts: Facts
    book: Book
    known: Inputs
    bare: bool
    threat: bool

    @classmethod
    def of(cls, facts: Facts, stakes: Stakes, book: Book, *, bare: bool) -> Weighing:
        """The inputs of a case by name."""
        return cls(facts, book, known_inputs(stakes), bare, stakes.threat)

    def worth(self, remedy: str, amount: Money | None) -> Worth:
        """What an offer costs and gains."""
        return worth(remedy, amount, self.known, self.facts.currency, bare=self.bare, threat=self.threat)

    def lead(self, one: Worth, other: Worth | None) -> Lead | None:
        """By how much one leads the other, or doing no more than is owed; None where that is not known."""
        if one.gain is None or (other and other.gain is None):
            return None
        return Lead(one.gain, other.gain if other else None, self.known)


@dataclass(frozen=True, slots=True)
class Offer:
    """An option with its worth, before it is ranked."""

    option: Option
    worth: Worth
    always: bool = False
    """The house gives it whatever it is worth."""


def goodwill(weighing: Weighing, *, besides: Collection[str]) -> list[Option]:
    """The book's offers, ranked. `besides` are the remedies that are owed, and so are no goodwill."""
    offers = [one for one in _offers(weighing) if one.option.remedy not in besides]
    valued = all(one.worth.gain for one in offers if one.option.amount is not None)
    offers.sort(key=lambda one: (one.option.amount is None, _order(one, valued=valued), one.option.remedy))
    taken = _taken(offers)
    return [
        advised(
            one,
            weighing,
            recommended=_wanted(one, taken),
            rivals=offers,
            by="preference" if one.always and one.worth.mean <= 0 else "",
        )
        for one in offers
    ]


def _order(offer: Offer, *, valued: bool) -> Decimal:
    """By worth, the greatest first; without a margin by cost, the least first."""
    return -offer.worth.mean if valued and offer.worth.gain else Decimal(offer.worth.cost.minor)


def _taken(offers: Sequence[Offer]) -> Mapping[str, Offer]:
    """Of the offers that exclude each other, the first in rank."""
    return {one.option.instead_of: one for one in reversed(offers) if one.option.instead_of}


def _wanted(offer: Offer, taken: Mapping[str, Offer]) -> bool:
    """Advise what is worth more than it costs, and what the house always gives; what costs nothing is worth saying.

    Where no margin is known there is nothing to weigh: the house's own table has said what it gives.
    """
    if offer.option.instead_of and taken[offer.option.instead_of] is not offer:
        return False
    return offer.always or offer.worth.cost.minor == 0 or offer.worth.gain is None or offer.worth.mean > 0


def advised(
    offer: Offer, weighing: Weighing, *, recommended: bool, rivals: Sequence[Offer], by: ChosenBy = ""
) -> Option:
    """The option with its runner-up, its break-even, and what would flip the advice."""
    option, best = offer.option, _runner_up(offer, rivals)
    if option.amount is None:
        return replace(option, recommended=recommended)
    lead = weighing.lead(offer.worth, best.worth if best else None)
    ahead = minor(lead.now) if lead else None
    alone = weighing.lead(offer.worth, None)
    return replace(
        option,
        recommended=recommended,
        chosen_by=by or ("value" if lead else "cost"),
        runner_up=RunnerUp(best.option.remedy if best else NOTHING_MORE, ahead),
        break_even=break_even(alone) if alone else None,
        flips=tuple(flips(lead)) if lead else (),
    )


def _runner_up(offer: Offer, rivals: Sequence[Offer]) -> Offer | None:
    """The best of what excludes it; None where to do no more than is owed is better than that."""
    group = offer.option.instead_of
    others = [one for one in rivals if group and one is not offer and one.option.instead_of == group]
    best = max(others, key=lambda one: one.worth.mean if one.worth.gain else -one.worth.cost.decimal, default=None)
    return best if best and best.worth.mean >= 0 else None


def _offers(weighing: Weighing) -> Iterator[Offer]:
    facts, book = weighing.facts, weighing.book
    for answer in collect(book.program, book.tables_for("goodwill"), facts.row):
        amount = answer.outputs.get("amount")
        taken_back = isinstance(amount, Decimal | int) and amount < 0
        if answer.sure and not taken_back:
            yield _offer(answer, weighing)


def _offer(answer: Answer, weighing: Weighing) -> Offer:
    value = answer.outputs.get("amount")
    amount = Money.of(value, weighing.facts.currency) if isinstance(value, Decimal | int) else None
    remedy, declared = str(answer.outputs["remedy"]), answer.rule.declared
    offer = offer_of(remedy, amount, weighing, rule=answer.name, because=declared.because, instead_of=declared.choose)
    option = replace(offer.option, meanwhile=answer.outputs.get("meanwhile") is True)
    return replace(offer, option=option, always=answer.outputs.get("always") is True)


def offer_of(remedy: str, amount: Money | None, weighing: Weighing, **more: object) -> Offer:
    """An offer that is not ranked yet. `more` are fields of the option."""
    weighed = weighing.worth(remedy, amount)
    option = Option(
        remedy=remedy,
        kind="goodwill",
        amount=amount,
        cost=weighed.cost,
        rank=0,
        recommended=False,
        rule="",
        value=weighed.value,
        approval=role_of(remedy, amount, weighed.cost, weighing.facts, weighing.book),
        inputs=weighed.inputs,
        origin=weighed.origin,
        arises="goodwill",
    )
    return Offer(replace(option, **more), weighed)  # type: ignore[arg-type]
