"""The interview on the terminal: one question at a time, then what came of it, short enough to act on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from rich.table import Table
from rich.text import Text

from ombud.cli.view.allegation import fault_rows, owed_rows
from ombud.cli.view.case import HEADLINE_STYLE, show_clocks, show_foot
from ombud.cli.view.page import GOOD, LOUD, QUIET, WARN, Page, held, joined
from ombud.cli.view.unknown import nothing_comes, open_questions
from ombud.cli.words import clean
from ombud.model.interview import NONE, UNKNOWN, Given, Label, Question, Told
from ombud.model.ruling import Ruling
from ombud.public.interview import country_words

IN_ONE_COLUMN = 8


def show_question(page: Page, question: Question) -> None:
    """The question, whom it concerns, and how it may be answered."""
    tongue = page.tongue
    page.line()
    if question.number:
        page.line(tongue.say("ask_question_of", number=question.number, most=question.most), QUIET)
    page.line(asked(page, question), LOUD)
    if question.of == "customer" and question.number:
        page.line(tongue.say("ask_for_customer"), QUIET)
    if question.settled:
        page.line(tongue.say("ask_settled"), QUIET)
    if question.labels:
        _labels(page, question)
    hints = [] if question.kind == "messages" else [tongue.name("answer_form", question.kind)]
    if question.kind == "messages":
        hints.append(tongue.say("ask_paste"))
    if question.none and question.kind != "choice":
        hints.append(tongue.say("ask_none_day"))
    page.line(" · ".join(hints), QUIET)


def asked(page: Page, question: Question) -> str:
    """The question's words; a fact that shares its question with others is asked for by its own name."""
    if question.ask:
        return page.tongue.words(question.ask)
    name = page.tongue.words(question.means)
    return f"{name[:1].upper()}{name[1:]}?"


def _labels(page: Page, question: Question) -> None:
    shown = [f"{i:>2}  {label_name(page, question, label)}" for i, label in enumerate(question.labels, 1)]
    if question.none:
        shown.append(f" 0  {page.tongue.say('ask_none_choice')}")
    columns = 1 if len(shown) <= IN_ONE_COLUMN else 2
    height = -(-len(shown) // columns)
    table = Table.grid(padding=(0, 4, 0, 0))
    for row in range(height):
        table.add_row(*(Text(held(text)) for text in shown[row::height]))
    page.put(table)


def label_name(page: Page, question: Question, label: Label) -> str:
    """A label in words: its own, else the reason's name, else its code in plain letters."""
    return page.tongue.words(label.says) or page.tongue.name(question.kind, label.code)


def country_name(page: Page, code: str) -> str:
    """A country by its name where the interview knows it, else by its two letters."""
    return page.tongue.words(country_words().get("UK" if code == "GB" else code)) or code


def show_why(page: Page, question: Question) -> None:
    """Why it is asked, and what would prove it most cheaply."""
    tongue = page.tongue
    if not question.number:
        page.line(tongue.say("ask_why_first"), QUIET)
        return
    what = ", ".join(tongue.name("change", change) for change in question.changes)
    page.line(tongue.say("ask_why", what=what) if what else tongue.say("ask_why_narrow"), QUIET)
    if question.evidence:
        page.line(tongue.say("ask_proof", record=tongue.name("record", question.evidence)), QUIET)


def show_clash(page: Page, said: Sequence[tuple[str, str]]) -> None:
    """The answers that cannot all be right, each with its question."""
    page.line()
    page.line(page.tongue.say("ask_clash"), WARN)
    for question, answer in said:
        page.put(joined(question, (answer, LOUD)), indent=4)
    page.line(page.tongue.say("ask_again"), WARN)


def answer_words(page: Page, question: Question, told: Told, currency: str) -> str:
    """An answer as it was understood."""
    tongue = page.tongue
    if told == UNKNOWN:
        return tongue.say("not_known")
    if told == NONE:
        return tongue.say("ask_none_choice") if question.kind == "choice" else tongue.say("no")
    if isinstance(told, bool):
        return tongue.say("yes" if told else "no")
    if question.kind == "day":
        return tongue.day(date.fromisoformat(str(told)))
    if question.kind == "sum":
        return tongue.minor(int(Decimal(str(told)).scaleb(2)), currency)
    if label := next((label for label in question.labels if label.code == told), None):
        return label_name(page, question, label)
    return clean(str(told))


def show_verdict(page: Page, ruling: Ruling, note: str) -> None:
    """Who is right, what is owed, what to ask whom by when, the clocks, and a reply to copy."""
    tongue = page.tongue
    code = ruling.headline or "cannot_tell_yet"
    page.heading(tongue.name("headline", code).upper())
    law = f"{tongue.say('law')}: {ruling.law}"
    page.put(joined((law, QUIET), (f"{tongue.say('asof')} {tongue.day(ruling.asof)}", QUIET), (note, QUIET)))
    for one in ruling.allegations:
        verdict = tongue.name("finding", one.finding.verdict)
        finding = joined((verdict, f"bold {HEADLINE_STYLE[code]}".strip()), tongue.words(one.finding.because))
        page.fields([(tongue.say("finding"), finding), *fault_rows(page, one), *owed_rows(page, ruling, one)])
    _goodwill(page, ruling)
    _whom(page, ruling)
    show_clocks(page, ruling)
    show_foot(page, ruling)
    _reply(page, ruling)


def _goodwill(page: Page, ruling: Ruling) -> None:
    tongue = page.tongue
    given = [one for one in ruling.remedies.options if one.kind == "goodwill" and one.recommended]
    rows = [
        ("", joined((f"{tongue.name('remedy', one.remedy)} {tongue.sum(one.amount)}".rstrip(), GOOD))) for one in given
    ]
    if rows:
        page.fields([(tongue.say("goodwill"), rows[0][1]), *rows[1:]])


def _whom(page: Page, ruling: Ruling) -> None:
    tongue = page.tongue
    questions = open_questions(ruling)
    if not questions:
        return
    page.heading(tongue.say("ask_whom"))
    for one in questions:
        by = tongue.say("by_day", day=tongue.day(one.by)) if one.by else ""
        page.put(joined((tongue.words(one.ask) or one.fact, LOUD)))
        page.put(joined((f"{tongue.name('party', one.of)}", WARN), (by, WARN)), indent=4)
    page.put(Text(f"{tongue.say('if_nothing')}: ", style=QUIET).append_text(nothing_comes(page, questions[-1])))


def _reply(page: Page, ruling: Ruling) -> None:
    """Plain text from the left edge, so that copying takes nothing else with it."""
    reply = next((one for one in ruling.replies if one.audience == "private"), None)
    if reply is None:
        return
    page.heading(f"{page.tongue.say('ask_reply')} ({reply.lang})")
    page.out.write("\n" + clean(reply.text).strip() + "\n")
    page.heading("")


def said(page: Page, question: Question, given: Given, currency: str) -> tuple[str, str]:
    """A question in words with its answer in words."""
    return asked(page, question), answer_words(page, question, given.told, currency)
