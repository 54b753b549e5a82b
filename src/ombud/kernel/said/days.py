"""Days in a text: dates, ordinals, weekdays, and lengths of time that name no day, in four languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import Literal, TypeAlias

from ombud.kernel.said.amounts import in_figures, in_words, spoken
from ombud.kernel.said.data import table
from ombud.kernel.said.found import Day

Measure: TypeAlias = Literal["days", "times", "other"]
Reader = Callable[[re.Match[str]], Day | None]
LAST_DAY, MONTHS, CENTURY = 31, 12, 2000
IN_DAYS = {1: "days", 7: "weeks", 30: "months"}
DAY = r"(?P<d>\d{1,2})"
ENDS = r"(?= ?(?:[.,;:!?)]|$|\n| числ| dnia))"
ROMAN = "i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii"
YEAR = r"(?:,? (?P<y>(?:19|20)\d\d)(?!\d|[.,]\d))?"
ORDINAL = r"(?:st|nd|rd|th|-?(?:го|ого|го|му|go|ego|tego|stego|ym))?"


def days(text: str) -> list[Day]:
    """All days of a folded text, in its order, none inside another."""
    found: list[Day] = []
    for pattern, read in _search():
        found += [day for match in pattern.finditer(text) if (day := read(match))]
    apart: list[Day] = []
    for day in sorted(found, key=lambda each: (each.start, -each.end)):
        if not apart or day.start >= apart[-1].end:
            apart.append(day)
    return apart


def lengths(text: str) -> Iterator[tuple[int, int, Decimal, Measure]]:
    """Lengths of time in a folded text: where, how many days, and "days"; how often something happens as "times".

    A week has seven days and a month thirty; one month or week alone is no number. Other units (hours, years) are
    given as they are, with "other".
    """
    for match in _measured().finditer(text):
        number = in_words(match["words"]) if match["words"] else in_figures(match["n"])
        size = next((size for size, name in IN_DAYS.items() if match[name]), 0)
        unit: Measure = "times" if match["times"] else "days" if size and (size == 1 or number > 1) else "other"
        yield match.start(), match.end(), number * (size or 1), unit


@cache
def _measured() -> re.Pattern[str]:
    units = {name: "|".join(words) for name, words in table("days")["length"].items()}
    named = "|".join(rf"(?P<{name}>{words})" for name, words in units.items())
    number = rf"(?:(?<![\w.,:/№#+-])(?P<n>\d+(?:[.,]\d)?)|(?P<words>{spoken()}))"
    return re.compile(rf"{number}[ -]{{0,2}}(?:{named})(?!\w)")


@cache
def _search() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    words = {name: "|".join(listed) for name, listed in table("days")["words"].items()}
    month = "|".join(rf"(?P<m{n}>{'|'.join(names)})" for n, names in table("days")["month"].items())
    weekday = "|".join(rf"(?P<w{n}>{'|'.join(names)})" for n, names in table("days")["weekday"].items())
    ordinal = "|".join(rf"(?P<o{n}>{'|'.join(names)})" for n, names in table("days")["ordinal"].items())
    number = rf"(?:\d+ ?|(?:a couple of|a few|an?|several|{spoken()}) )"
    both = rf"(?:\d+ ?[-–—] ?\d+ ?|{spoken()}(?:[-–—]| (?:to|or|до|или|або|чи|do|lub|albo) ){spoken()} )"
    least = rf"(?:(?:{words['about']}) )?(?:{both}|{number})?"
    return (
        (re.compile(rf"(?<![\w.,]){DAY}{ORDINAL} (?:of )?(?:{month})\.?(?!\w){YEAR}"), _named),
        (re.compile(rf"(?<!\w)(?:{ordinal}) (?:(?:day )?of )?(?:{month})\.?(?!\w){YEAR}"), _named),
        (re.compile(rf"(?<!\w)(?:{month})\.? (?:the )?{DAY}(?:st|nd|rd|th)?(?![\w.,]?\d){YEAR}"), _named),
        (re.compile(r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?P<by>[-/.])(?P<m>\d\d)(?P=by)(?P<d>\d\d)(?!\d)"), _numeric),
        (re.compile(r"(?<![\w./-])(?P<d>\d{1,2})-(?P<m>\d\d)-(?P<y>(?:19|20)\d\d)(?![\w-])"), _numeric),
        (re.compile(rf"(?<![\w.,])(?P<d>\d{{1,2}}) (?P<roman>{ROMAN})(?!\w){YEAR}"), _roman),
        (re.compile(r"(?<![\d.,/-])(?P<d>\d{1,2})\.(?P<m>\d\d)(?:\.(?P<y>\d{4}|\d\d))?(?![\d%]|[.,]\d)"), _numeric),
        (re.compile(r"(?<![\d.,/-])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}|\d\d))?(?![\d/])"), _numeric),
        (
            re.compile(rf"(?<![\w.,])(?:the )?{DAY}(?:(?:st|nd|rd|th)(?!\w)|-?(?:го|ого|go|ego|tego)(?!\w)| числа)"),
            _alone,
        ),
        (
            re.compile(rf"(?<!\w)(?:{words['until']}) (?:the )?(?:{ordinal}){ENDS}"),
            _ordinal,
        ),
        (re.compile(rf"(?<!\w)(?:{words['until']}) (?:{weekday})(?!\w)"), _weekday),
        (re.compile(rf"(?<!\w)(?:{words['soon']})(?!\w)"), _length),
        (re.compile(rf"(?<!\w)(?:{words['within']}) {least}(?:{words['unit']})(?!\w)"), _length),
        (re.compile(rf"(?<![\w.,]){both}(?:{words['unit']})(?!\w)"), _length),
        (re.compile(rf"(?<![\w.,]){number}(?:{words['unit']}) (?:{words['ago']})(?!\w)"), _length),
        (re.compile(rf"(?<!\w)(?:{words['whole']})(?!\w)"), _length),
        (re.compile(rf"(?<!\w)(?:{words['part']})(?:{month})(?!\w|\.? (?:the )?\d)"), _length),
    )


def _named(match: re.Match[str]) -> Day | None:
    found = {name[0]: int(name[1:]) for name, value in match.groupdict().items() if value and name[1:]}
    return _day(match, found["o"] if "o" in found else int(match["d"]), found["m"], match["y"])


def _numeric(match: re.Match[str]) -> Day | None:
    return _day(match, int(match["d"]), int(match["m"]), match["y"])


def _roman(match: re.Match[str]) -> Day | None:
    """One letter alone is a month only beside a year: „2 i 3” counts, „2 I 2026” is a day."""
    month = match["roman"]
    sure = len(month) > 1 or match["y"]
    return _day(match, int(match["d"]), ROMAN.split("|").index(month) + 1, match["y"]) if sure else None


def _ordinal(match: re.Match[str]) -> Day:
    number = next(int(name[1:]) for name, value in match.groupdict().items() if name[0] == "o" and value)
    return Day(match.start(), match.end(), number)


def _alone(match: re.Match[str]) -> Day | None:
    number = int(match["d"])
    return Day(match.start(), match.end(), number) if 1 <= number <= LAST_DAY else None


def _weekday(match: re.Match[str]) -> Day:
    weekday = next(int(name[1:]) for name, value in match.groupdict().items() if value)
    return Day(match.start(), match.end(), weekday=weekday)


def _length(match: re.Match[str]) -> Day:
    return Day(match.start(), match.end(), relative=True)


def _day(match: re.Match[str], day: int, month: int, year: str | None) -> Day | None:
    if not (1 <= day <= LAST_DAY and 1 <= month <= MONTHS):
        return None
    full = None if year is None else int(year) + (CENTURY if len(year) == len("26") else 0)
    return Day(match.start(), match.end(), day, month, full)
