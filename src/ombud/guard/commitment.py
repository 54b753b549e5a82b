"""The commitment gate: every sum, percentage, day and promised act in a text must be an approved one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from ombud.guard.objection import objection
from ombud.guard.patterns import compiled
from ombud.guard.promises import promises, stands_for
from ombud.guard.taken import Taken
from ombud.kernel.lang import Lang
from ombud.kernel.money import Money
from ombud.kernel.said.amounts import FIGURES, LEAST_SAID, amounts, in_figures, in_words, spoken
from ombud.kernel.said.days import days
from ombud.kernel.said.folded import Folded, fold
from ombud.kernel.said.found import Amount, Day
from ombud.model.entitlement import MoneyRange, Sum
from ombud.model.reply import Notice, Objection

HUNDRED = 100
BARE = re.compile(rf"(?<![\w.,№#-])(?P<n>{FIGURES})(?![\w%/-])")
NUMBERED = re.compile(r"(?:№|#|no\.?|nr|номер\w*|number|order|заказ\w*|замовлен\w*|zamówien\w*) ?$")
COUNTED = re.compile(
    r" ?(?:times?|pcs|items?|шт|раза?|рази|razy|sztuk\w*|дн\w+|дня|день|days?|dni|годин\w*|час\w*|hours?)"
)
ABBREVIATED = re.compile(r" ?р(?:\.|(?!\w))")
"""The short form of a Ukrainian year, which is that of a rouble too."""
REACH = 40
SENTENCE_END = re.compile(r"[!?\n]|\.(?= |$)")
CREDIT = "instead"
MONEY_ACTS = ("refund", "pay", "compensate", "waive", "voucher", "discount")


@dataclass(frozen=True, slots=True)
class Approved:
    """What a text may promise: sums, ranges, days, remedies; and what the notice's own words mention."""

    sums: frozenset[tuple[int, str]]
    ranges: tuple[MoneyRange, ...]
    days: frozenset[date]
    remedies: frozenset[str]
    credits: tuple[Sum, ...]
    said_amounts: tuple[Amount, ...]
    said_days: tuple[Day, ...]
    said: str

    def amount(self, found: Amount, words: str = "") -> bool:
        """Whether this sum, percentage or share is approved or stands in the notice's own words."""
        if found.unit == "share":
            return self.says(words)
        said = ((each.minor, each.currency, each.unit) for each in self.said_amounts)
        if any(m == found.minor and u == found.unit and _same(c, found.currency) for m, c, u in said):
            return True
        if found.unit != "money":
            return False
        if any(minor == found.minor and _same(currency, found.currency) for minor, currency in self.sums):
            return True
        return any(_within(found, each) for each in self.ranges)

    def day(self, found: Day, words: str) -> bool:
        """Whether this day is approved or stands in the notice's own words."""
        if self.says(words) or any(found.is_on(day) for day in self.days):
            return True
        return any(found.may_be(day) for day in self.said_days)

    def says(self, words: str) -> bool:
        """Whether the notice's own words hold these, whole: "2 March" does not stand in "12 March"."""
        return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", self.said) is not None


def approved(notice: Notice) -> Approved:
    """What the notice approves: its acts, the days on which it answers or asks, and its own words."""
    own = [*notice.because.values(), *notice.clause.values(), *notice.values.values(), notice.call_by]
    for one in notice.things:
        own += [*one.because.values(), *one.values.values()]
    said = fold("\n".join([*own, *(text for ask in notice.asks for text in ask.words.values())])).text
    sums = [act.amount for act in notice.acts]
    dates = [act.due for act in notice.acts] + [ask.by for ask in notice.asks] + [notice.answer_on, notice.review_on]
    dates += [day for letter in notice.letters for day in (letter.until, letter.review_on)]
    ranges = tuple(each for each in sums if isinstance(each, MoneyRange) and not each.is_any)
    ends = [(end, each.currency) for each in ranges for end in (each.low, each.high) if end is not None]
    return Approved(
        sums=frozenset([(each.minor, each.currency) for each in sums if isinstance(each, Money)] + ends),
        ranges=ranges,
        days=frozenset(day for day in dates if day),
        remedies=frozenset(act.remedy for act in notice.acts),
        credits=tuple(act.amount for act in notice.acts if act.remedy in stands_for(CREDIT)),
        said_amounts=tuple(amounts(said)),
        said_days=tuple(days(said)),
        said=said,
    )


def commitments(folded: Folded, notice: Notice, langs: tuple[Lang, ...]) -> Iterator[Objection]:
    """Everything in the text that promises more, less or other than what was approved."""
    allowed = approved(notice)
    cited = _cited_spans(folded, notice)
    named = days(folded.text)
    no_sums = Taken.of(cited + _years(folded, named))
    found = [each for each in amounts(folded.text) if not no_sums.touches(each.start, each.end)]
    spans = [(each.start, each.end) for each in found] + cited
    sums = Taken.of(spans)  # a sum is not a day
    dates = [day for day in named if not sums.touches(day.start, day.end) and not _told(folded.text, day, langs)]
    for each in found:
        if not allowed.amount(each, folded.text[each.start : each.end]):
            yield objection(folded, "commitment", "sum" if each.unit == "money" else "percent", (each.start, each.end))
    for day in dates:
        if not allowed.day(day, folded.text[day.start : day.end]):
            yield objection(folded, "commitment", "length" if day.relative else "day", (day.start, day.end))
    taken = Taken.of(spans + [(day.start, day.end) for day in dates] + _order_spans(folded, notice))
    for lang in langs:
        yield from _acts(folded, allowed, lang)
        yield from _shares(folded, allowed, taken, lang)
        yield from _bare_sums(folded, allowed, taken, lang)


def _acts(folded: Folded, allowed: Approved, lang: Lang) -> Iterator[Objection]:
    for start, end, kind in promises(folded.text, lang):
        approved_ = stands_for(kind) & allowed.remedies and not (
            kind == CREDIT and _more_credit(folded.text, allowed, start, end)
        )
        if not approved_ and folded.text[start:end] not in allowed.said:
            yield objection(folded, "commitment", "dismissal" if kind == "dismiss" else "act", (start, end))


def _more_credit(text: str, allowed: Approved, start: int, end: int) -> bool:
    """Whether the sentence of a promised credit names a sum that was approved, if at all, as money."""
    first = max((stop.end() for stop in SENTENCE_END.finditer(text, 0, start)), default=0)
    stop = SENTENCE_END.search(text, end)
    last = stop.start() if stop else len(text)
    credits = {amount.minor for amount in allowed.credits if isinstance(amount, Money)}
    return bool(credits) and not any(each.minor in credits for each in amounts(text[first:last]))


def _told(text: str, day: Day, langs: tuple[Lang, ...]) -> bool:
    """Whether a day is no promise: that of an order, the one since when somebody waits, the hours of a shop."""
    first = max(0, day.start - REACH)
    for lang in langs:
        past, hours = compiled("told", "past", lang), compiled("told", "open", lang)
        if past and not day.relative and past.search(text[first : day.start]):
            return True
        if hours and hours.search(text[first : day.end]):
            return True
    return False


def _shares(folded: Folded, allowed: Approved, taken: Taken, lang: Lang) -> Iterator[Objection]:
    """A half or a third after a verb of paying: „Oddamy połowę”."""
    pattern = compiled("payments", "share", lang)
    for match in pattern.finditer(folded.text) if pattern else ():
        pays = _pays(folded.text, match.start(), lang)
        if pays and not taken.touches(*match.span()) and not allowed.says(match.group()):
            yield objection(folded, "commitment", "percent", match.span())


def _pays(text: str, start: int, lang: Lang) -> bool:
    """Whether a verb of paying stands before, in the same sentence."""
    before = re.split(r"[.!?\n]", text[max(0, start - REACH) : start])[-1]
    return any((verb := compiled("promises", kind, lang)) and verb.search(before) for kind in MONEY_ACTS)


def _bare_sums(folded: Folded, allowed: Approved, taken: Taken, lang: Lang) -> Iterator[Objection]:
    """Numbers without a currency that follow a verb of paying or the name of a payment: "we will refund 500"."""
    for found in _numbers(folded.text):
        start, end = found.start, found.end
        before = re.split(r"[.!?\n]", folded.text[max(0, start - REACH) : start])[-1]
        pays = _pays(folded.text, start, lang)
        named = (name := compiled("payments", "name", lang)) and name.search(before)
        free = not taken.touches(start, end)
        counted = NUMBERED.search(before) or COUNTED.match(folded.text, end)
        if (pays or named) and free and not counted and not allowed.amount(found):
            yield objection(folded, "commitment", "sum", (start, end))


@cache
def _spoken_sum() -> re.Pattern[str]:
    return re.compile(rf"(?P<n>{spoken()})(?= ?(?:[.,;:!?)]|$|\n))")


def _numbers(text: str) -> Iterator[Amount]:
    """Numbers in figures, and greater ones in words with nothing after them that they could count."""
    for match in BARE.finditer(text):
        yield Amount(*match.span("n"), int(in_figures(match["n"]) * HUNDRED))
    for match in _spoken_sum().finditer(text):
        if (value := in_words(match["n"])) >= LEAST_SAID:
            yield Amount(*match.span("n"), int(value * HUNDRED))


def _years(folded: Folded, named: list[Day]) -> list[tuple[int, int]]:
    """The year of a day that is named whole: «12 березня 2026 р.» is no sum of 2026 roubles."""
    whole = (day for day in named if day.year and ABBREVIATED.match(folded.text, day.end))
    return [(day.end - len("2026"), day.end) for day in whole]


def _order_spans(folded: Folded, notice: Notice) -> list[tuple[int, int]]:
    order = fold(notice.order).text
    return [match.span() for match in re.finditer(re.escape(order), folded.text)] if order else []


def _cited_spans(folded: Folded, notice: Notice) -> list[tuple[int, int]]:
    """Where the text names an article that the notice cites: a year in its name is neither a sum nor a day."""
    names = {fold(name).text for words in notice.cites for name in words.values()}
    return [match.span() for name in names if name for match in re.finditer(re.escape(name), folded.text)]


def _same(one: str, other: str) -> bool:
    return not one or not other or one == other


def _within(found: Amount, each: MoneyRange) -> bool:
    low_enough = each.high is None or found.minor <= each.high
    return found.minor >= each.low and low_enough and _same(found.currency, each.currency)
