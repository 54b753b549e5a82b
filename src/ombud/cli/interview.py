"""`ombud ask`: a first verdict from at most six answers, typed or piped in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from ombud.cli import INTERRUPTED
from ombud.cli.clock import today
from ombud.cli.keeping import check_free, write_new
from ombud.cli.language import of_terminal
from ombud.cli.ruling import code_of, print_json
from ombud.cli.typist import Typist
from ombud.cli.view.interview import answer_words, country_name, said, show_clash, show_question, show_verdict, show_why
from ombud.cli.view.page import QUIET, WARN, Page
from ombud.cli.words import Tongue, clean
from ombud.kernel.errors import InputError, Place
from ombud.kernel.lang import LANGS, Lang
from ombud.kernel.money import CURRENCIES
from ombud.model.interview import UNKNOWN, Answers, Given, Question
from ombud.model.ruling import Ruling
from ombud.public.interview import MOST, ask, book_for, case_of, countries, reply_language
from ombud.public.rulings import Book, check_currency
from ombud.public.spoken import TO_COME, TWO_WAYS, chosen, heard, wished
from ombud.public.written import case_toml

PROMPT = "  › "
SHOWN = 200
"""Signs of an answer that are repeated."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the command line sets before the first question."""

    country: str = ""
    currency: str = ""
    lang: Lang | None = None
    book: Path | None = None
    asof: date | None = None
    out: Path | None = None
    json: bool = False


def interview(start: Start) -> int:
    """Ask, rule, show, and write only where `out` says so."""
    if start.out:
        check_free(start.out)
    page = Page(Tongue(start.lang or of_terminal()), sys.stderr if start.json else sys.stdout)
    session = _Session(page, Typist(), start)
    try:
        ruling = session.run()
    except (EOFError, KeyboardInterrupt):
        page.line()
        page.line(page.tongue.say("ask_left"), QUIET)
        return INTERRUPTED
    if start.out:
        write_new(start.out, session.file())
    if start.json:
        print_json(ruling)
    else:
        note = page.tongue.say("ask_by_law" if not session.shop else "ask_by_starter") if not start.book else ""
        show_verdict(page, ruling, note or page.tongue.words(ruling.shop_name))
    if start.out:
        page.line(page.tongue.say("ask_written", path=start.out), QUIET)
    return code_of(ruling)


@cache
def _book(country: str, currency: str, shop: Path | None, known_on: date) -> tuple[Book, str]:
    return book_for(Answers(country=country, currency=currency), shop, known_on=known_on)


class _Session:
    """One interview: the answers so far, the way back, and the page that it is held on."""

    def __init__(self, page: Page, typist: Typist, start: Start) -> None:
        self.page, self.typist, self.start = page, typist, start
        self.asof = start.asof or today()
        self.answers = Answers(country=_country(start.country), currency=_currency(start.currency))
        self.past: list[Answers] = []
        self.shown: dict[str, Question] = {}

    @property
    def book(self) -> Book:
        """The book for the country that was told."""
        return _book(self.answers.country, self.answers.currency, self.start.book, self.asof)[0]

    @property
    def shop(self) -> str:
        """What a case file calls the shop's book; empty where there is none."""
        return _book(self.answers.country, self.answers.currency, self.start.book, self.asof)[1]

    @property
    def currency(self) -> str:
        """The money of the case."""
        shop = self.book.shop
        return self.answers.currency or (shop.currency if shop else "EUR")

    def file(self) -> str:
        """The case file of what was answered."""
        shop = str(self.start.book.resolve()) if self.start.book else self.shop
        return case_toml(case_of(self.answers, self.book, asof=self.asof, shop=shop))

    def run(self) -> Ruling:
        """Ask until there is a ruling.

        Raises:
            EOFError: the person left, or a pipe ended before there was anything to rule on.
        """
        if self.start.book and self.answers.currency:
            check_currency(case_of(self.answers, self.book, asof=self.asof), self.book, given="--currency")
        self.page.line(self.page.tongue.say("ask_hello", most=MOST))
        if self.typist.at_terminal:
            self.page.line(self.page.tongue.say("ask_keys"), QUIET)
        if self.answers.country:
            self.tell_country()
        while True:
            lang = reply_language(self.answers.country, self.page.tongue.lang)
            found = ask(replace(self.answers, lang=lang), self.book, asof=self.asof)
            self.answers = replace(self.answers, lang=lang)
            if isinstance(found, Ruling):
                return found
            self.put(found)

    def tell_country(self) -> None:
        """Which country was understood, by its name: `uk` is a country and a language."""
        if self.answers.country != UNKNOWN:
            self.page.line(f"→ {country_name(self.page, self.answers.country)}", QUIET, indent=4)

    def put(self, question: Question) -> None:
        """Put one question until it is answered, or the person goes back."""
        self.shown[question.name] = question
        if question.clash:
            known = [one for one in question.clash if one.question in self.shown]
            show_clash(self.page, [said(self.page, self.shown[one.question], one, self.currency) for one in known])
            question = replace(question, clash=())
        show_question(self.page, question)
        while not self.answered(question):
            pass

    def answered(self, question: Question) -> bool:
        """Take one line (or a paste). False asks for another."""
        self.page.out.write(PROMPT)
        self.page.out.flush()
        try:
            text = self.typist.paste() if question.kind == "messages" else self.typist.line()
        except EOFError:
            return self.ended(question)
        text = clean(text)
        if not self.typist.at_terminal:
            self.page.out.write(text[:SHOWN].partition("\n")[0] + "\n")
        wish = wished(text) if question.kind != "messages" or "\n" not in text else None
        if wish:
            return self.granted(wish, question)
        return _TAKE.get(question.kind, _take_fact)(self, question, text)

    def ended(self, question: Question) -> bool:
        """A pipe that ends says no more: the rest is unknown. A person who ends it leaves."""
        if self.typist.at_terminal or not self.answers.reason:
            if self.typist.at_terminal:
                raise EOFError
            raise InputError(
                f"the answers end before the {question.name}",
                at=Place("standard input"),
                hint="one answer a line: country, messages and an empty line, reason, then the facts",
                code="ask.ended",
            )
        self.page.out.write("\n")
        self.rule_now(question)
        return True

    def rule_now(self, question: Question) -> None:
        """Nothing more is said. An answer that was asked for again, for it clashed with others, counts as unknown."""
        given = tuple(one for one in self.answers.given if one.question != question.name)
        self.keep(replace(self.answers, given=given, enough=True))

    def granted(self, wish: str, question: Question) -> bool:
        """Go back, explain, or rule now."""
        tongue = self.page.tongue
        if wish == "back":
            if self.past:
                self.answers = self.past.pop()
                return True
            self.page.line(tongue.say("ask_no_way_back"), WARN)
        elif wish == "enough" and self.answers.reason:
            self.rule_now(question)
            return True
        elif wish == "help":
            self.page.line(tongue.say("ask_keys"), QUIET)
        else:
            show_why(self.page, question)
        return False

    def keep(self, answers: Answers) -> None:
        """Remember the way back, and go on."""
        self.past.append(self.answers)
        self.answers = answers

    def refused(self, question: Question) -> bool:
        """Say that it was not understood, and how it may be said."""
        tongue = self.page.tongue
        self.page.line(f"{tongue.say('ask_not_understood')} {tongue.name('answer_form', question.kind)}", WARN)
        return False


def _country(given: str) -> str:
    """A country by its code, in whatever letters.

    Raises:
        InputError: it is none.
    """
    code = given.upper()
    if code and code not in countries():
        raise InputError(
            f"`{given[:20]}` is no country",
            at=Place("", "--country"),
            hint="two letters: ua is Ukraine, uk is the United Kingdom, pl is Poland",
        )
    return code


def _currency(given: str) -> str:
    code = given.upper()
    if code and code not in CURRENCIES:
        raise InputError(
            f"`{given[:20]}` is no currency known here", at=Place("", "--currency"), hint=", ".join(sorted(CURRENCIES))
        )
    return code


def _take_country(session: _Session, question: Question, text: str) -> bool:
    word = text.strip()
    code = UNKNOWN if word in ("", "?") else chosen(word, question.labels)
    if code is None and word.upper() in countries():
        code = word.upper()
    if code is None:
        return session.refused(question)
    session.keep(replace(session.answers, country=code))
    session.tell_country()
    return True


def _take_messages(session: _Session, _question: Question, text: str) -> bool:
    session.keep(replace(session.answers, messages=text))
    if text.strip():
        session.page.line(session.page.tongue.say("ask_kept", n=len(text)), QUIET)
    return True


def _take_reason(session: _Session, question: Question, text: str) -> bool:
    names = session.page.tongue
    labels = [
        replace(one, says={lang: Tongue(lang).name("reason", one.code) for lang in LANGS}) for one in question.labels
    ]
    code = chosen(text, labels, lang=names.lang) or chosen(text, labels)
    if code is None:
        return session.refused(question)
    session.keep(replace(session.answers, reason=code))
    return True


def _take_fact(session: _Session, question: Question, text: str) -> bool:
    tongue = session.page.tongue
    try:
        told = heard(text, question, asof=session.asof, currency=session.currency)
    except InputError as error:
        if error.code == TO_COME:
            session.page.line(tongue.say("ask_to_come", day=tongue.day(session.asof)), WARN)
        elif error.code == TWO_WAYS:
            session.page.line(tongue.name("row", "amount_two_ways").format(text=text.strip()[:SHOWN]), WARN)
        else:
            session.page.line(tongue.say("ask_other_money", currency=session.currency), WARN)
        return False
    if told is None:
        return session.refused(question)
    if question.kind in ("day", "sum") and told != UNKNOWN:
        session.page.line(f"→ {answer_words(session.page, question, told, session.currency)}", QUIET, indent=4)
    others = tuple(one for one in session.answers.given if one.question != question.name)
    session.keep(replace(session.answers, given=(*others, Given(question.name, told))))
    return True


_TAKE: dict[str, Callable[[_Session, Question, str], bool]] = {
    "country": _take_country,
    "messages": _take_messages,
    "reason": _take_reason,
}
