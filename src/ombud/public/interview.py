"""The interview: a first true verdict from nothing but a country, a reason and at most six answers.

Pure: no terminal and no clock is in it, so that the command line and the desk ask the same. Country, messages and
reason come first and are not counted; each question about a fact is, "I don't know" included.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import cast, get_args

from ombud.book.interview import interview_words, reasons
from ombud.book.opening import GENERIC, open_book
from ombud.book.record import Book
from ombud.decide.candidates import Candidate, expanded
from ombud.decide.narrowing import Next, next_question, told
from ombud.facts.contradiction import clashing
from ombud.kernel.digest import digest
from ombud.kernel.errors import InputError
from ombud.kernel.lang import Lang, Words
from ombud.model.case_file import Allegation, CaseFile, Complainant, Message
from ombud.model.interview import NONE, UNKNOWN, Answers, Given, Label, Question, QuestionKind, Told
from ombud.model.residence import Residence
from ombud.model.ruling import Ruling
from ombud.public.rulings import law_of, rule
from ombud.public.starters import STARTER, starter_for
from ombud.rules.declare import FactDecl

__all__ = [
    "MOST", "NONE", "UNKNOWN", "Answers", "Given", "Label", "Question", "QuestionKind", "Told", "ask", "book_for",
    "case_of", "countries", "country_words", "label_words", "reply_language",
]  # fmt: skip

MOST = 6
"""Questions about facts."""
KINDS: dict[str, QuestionKind] = {
    "bool": "yes_no", "date": "day", "money": "sum", "int": "number", "rate": "rate", "text": "choice",
}  # fmt: skip
LANGUAGES: dict[str, Lang] = {"RU": "ru", "BY": "ru", "KZ": "ru", "UA": "uk", "PL": "pl"}
MARK = 6
PASTED = 100_000
"""Characters of a pasted text that are kept."""


def ask(answers: Answers, book: Book, *, asof: date) -> Question | Ruling:
    """The next question, or the ruling once nothing more would change it, six were asked, or `enough` was said.

    Contradicting answers give the last question again, with `clash`: replace its answer (or an earlier one).
    """
    words = interview_words()
    if not answers.country:
        return Question("country", "country", words.ask["country"], {}, labels=_labels(words.countries))
    if answers.messages is None:
        return Question("messages", "messages", words.ask["messages"], {})
    facts = book.program.declared.facts
    if not answers.reason:
        labels = tuple(Label(code, {}) for code in reasons(facts))
        return Question("reason", "reason", words.ask["reason"], {}, of="customer", labels=labels)
    try:
        return _next(answers, book, asof)
    except InputError:
        if not answers.given:
            raise
        return _again(answers, book, asof)


def _next(answers: Answers, book: Book, asof: date) -> Question | Ruling:
    file = case_of(answers, book, asof=asof)
    asked = [one.question for one in answers.given]
    if len(asked) < MOST and not answers.enough:
        found = next_question(file, book, asof=asof, asked=asked)
        if found is not None:
            return _question(found, book, number=len(asked) + 1)
    return rule(file, book, asof=asof)


def _again(answers: Answers, book: Book, asof: date) -> Question:
    """The last question once more, with the answers that cannot all be right."""
    last = answers.given[-1]
    facts = book.program.declared.facts
    fact = facts.get(last.question)
    none = bool(fact is None or fact.present_if)
    found = Next(Candidate(last.question, (), 0, none), (), settled=False)
    given = {name: one for one in answers.given for name, _ in expanded(one, facts)}
    names = clashing(case_of(answers, book, asof=asof), book.program, asof)
    clash = tuple(dict.fromkeys(given[name] for name in names if name in given)) or _of_one_kind(answers, last, facts)
    return _question(found, book, number=len(answers.given), clash=clash)


def _of_one_kind(answers: Answers, last: Given, facts: Mapping[str, FactDecl]) -> tuple[Given, ...]:
    """The last answer, with those it may be at odds with by what follows from them: days with days, sums with sums."""
    kind = facts[last.question].type if last.question in facts else ""
    like = (one for one in answers.given if one.question in facts and facts[one.question].type == kind)
    return tuple(like) if kind in ("date", "money") else (last,)


def _question(found: Next, book: Book, *, number: int, clash: tuple[Given, ...] = ()) -> Question:
    name = found.candidate.name
    words = interview_words()
    facts = book.program.declared.facts
    if group := words.together.get(name):
        one = facts[next(iter(group.one))]
        kind: QuestionKind = "choice"
        ask_, means, labels = group.ask, group.means, _labels(group.one)
    else:
        one = facts[name]
        kind = KINDS[one.type]
        known = words.labels.get(name, {})
        own = words.facts.get(name, one.ask if _is_own(one, facts) else {})
        ask_, means, labels = own, one.means, tuple(Label(code, known.get(code, {})) for code in one.labels)
    return Question(
        name=name,
        kind=kind,
        ask=ask_,
        means=means,
        of=one.of,
        evidence=one.evidence,
        labels=labels,
        none=found.candidate.none,
        changes=found.changes,
        settled=found.settled,
        number=number,
        most=MOST,
        clash=clash,
        ahead=name in words.ahead,
    )


def _is_own(fact: FactDecl, facts: dict[str, FactDecl] | object) -> bool:
    """Is the catalogue's question this fact's alone? One request for a record finds out several facts."""
    others = cast("dict[str, FactDecl]", facts).values()
    return sum(other.ask == fact.ask for other in others) == 1


def _labels(words: object) -> tuple[Label, ...]:
    return tuple(Label(code, says) for code, says in cast("dict[str, Words]", words).items())


def countries() -> tuple[str, ...]:
    """Every code by which a country may be told."""
    return tuple(code for code in get_args(Residence) if code)


def country_words() -> Mapping[str, Words]:
    """The countries that are offered by name."""
    return interview_words().countries


def label_words() -> Mapping[str, Mapping[str, Words]]:
    """The names of labels, by fact."""
    return interview_words().labels


def reply_language(country: str, otherwise: Lang) -> Lang:
    """The language in which a customer of that country is answered, where it is one of the four."""
    return LANGUAGES.get(country, "en" if country in ("UK", "GB") else otherwise)


def book_for(answers: Answers, shop: Path | None, *, known_on: date) -> tuple[Book, str]:
    """The book that speaks for these answers, and what a case file calls its shop's part ("" where there is none).

    Without a shop's book a starter book stands in, in the money of the country; with another currency none does.
    """
    residence = "" if answers.country in ("", UNKNOWN) else answers.country
    probe = CaseFile(
        version=1,
        id="-",
        currency=answers.currency or "EUR",
        opened_on=known_on,
        complainant=Complainant(residence=cast(Residence, residence)),
    )
    law = law_of(probe)
    if shop is not None:
        return open_book(law, shop, known_on=known_on), str(shop)
    starter, folder = starter_for(law or GENERIC)
    book = open_book(law or GENERIC, folder, known_on=known_on)
    if answers.currency and book.shop and answers.currency != book.shop.currency:
        return open_book(law or GENERIC, None, known_on=known_on), ""
    return book, f"{STARTER}{starter}"


def case_of(answers: Answers, book: Book, *, asof: date, shop: str = "") -> CaseFile:
    """The case file that holds these answers; `shop` is what it calls its shop's book.

    Raises:
        InputError: a country, reason or answer that cannot be one.
    """
    currency = answers.currency or (book.shop.currency if book.shop else "EUR")
    file = CaseFile(
        version=1,
        id=f"ask-{asof.isoformat()}-{_mark(answers)}",
        book=shop,
        currency=currency,
        opened_on=asof,
        asof=asof,
        complainant=Complainant(
            residence=cast(Residence, "" if answers.country == UNKNOWN else answers.country), lang=answers.lang
        ),
        allegations=(Allegation(reason=answers.reason),),
        messages=_messages(answers.messages or "", asof),
    )
    return told(file, answers.given, book, asof)


def _mark(answers: Answers) -> str:
    """What tells two interviews of one day apart: the same answers give the same mark."""
    return digest(
        [answers.country, answers.messages, answers.reason, [[one.question, one.told] for one in answers.given]]
    )[:MARK]


def _messages(text: str, asof: date) -> tuple[Message, ...] | None:
    """What was pasted, kept as evidence; nothing is read out of it."""
    kept = text.strip()[:PASTED]
    if not kept:
        return None
    return (Message(id="m1", at=datetime.combine(asof, time(), UTC), sender="customer", text=kept),)
