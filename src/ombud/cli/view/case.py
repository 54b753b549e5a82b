"""A whole ruling, as the person reads it who must act on it."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from ombud.cli.view.allegation import show_allegation
from ombud.cli.view.bank import show_bank
from ombud.cli.view.offers import show_offers
from ombud.cli.view.page import BAD, GOOD, LOUD, QUIET, WARN, Page, joined
from ombud.cli.view.timeline import SIGNS, Row, rows
from ombud.cli.view.unknown import show_deciding, show_unknown
from ombud.cli.words import catalogue
from ombud.model.conduct import Measure
from ombud.model.marks import VERIFY
from ombud.model.ruling import Refusal, Ruling, Unverified

HEADLINE_STYLE = {
    "customer_right": GOOD,
    "shop_right": GOOD,
    "both_in_part": WARN,
    "rule_at_fault": WARN,
    "nobody_at_fault": "",
    "cannot_tell_yet": f"{WARN}",
    "permitted": GOOD,
    "permitted_if": WARN,
    "refused": BAD,
}
DIGEST_SHOWN = 12


def show_ruling(page: Page, ruling: Ruling) -> None:
    """Headline, what happened, the answers, what we do not know, what to do, by when, and what is booked."""
    _head(page, ruling)
    _timeline(page, ruling)
    for one in ruling.allegations:
        show_allegation(page, ruling, one)
    for one in ruling.allegations:
        show_unknown(page, ruling, one)
    show_offers(page, ruling)
    _conduct(page, ruling)
    show_clocks(page, ruling)
    show_bank(page, ruling)
    if ruling.refused:
        page.heading(page.tongue.say("refused"))
    for refusal in ruling.refused:
        show_refusal(page, refusal)
    _postings(page, ruling)
    _replies(page, ruling)
    show_foot(page, ruling)


def _head(page: Page, ruling: Ruling) -> None:
    tongue = page.tongue
    page.heading(" · ".join(part for part in (ruling.case, ruling.title) if part))
    code = ruling.answer.answer if ruling.answer else ruling.headline or "cannot_tell_yet"
    headline = tongue.name("answer" if ruling.answer else "headline", code)
    page.put(Text(headline.upper(), style=f"bold {HEADLINE_STYLE[code]}".strip()))
    law = f"{tongue.say('law')}: {ruling.law}"
    stance = f"{tongue.say('stance')}: {ruling.stance}" if ruling.stance else ""
    asof = f"{tongue.say('asof')} {tongue.day(ruling.asof)}"
    page.put(
        joined((tongue.words(ruling.shop_name) or ruling.shop, QUIET), (law, QUIET), (stance, QUIET), (asof, QUIET))
    )
    if ruling.headline == "cannot_tell_yet":
        show_deciding(page, ruling)
    if ruling.answer:
        show_refusal(page, ruling.answer)


def _timeline(page: Page, ruling: Ruling) -> None:
    shown = list(rows(ruling.timeline, ruling.asof))
    if not shown:
        return
    page.heading(page.tongue.say("happened"))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style=QUIET)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for row in shown:
        table.add_row(page.tongue.day(row.on), _track(row), _label(page, ruling, row))
    page.put(table)


def _track(row: Row) -> Text:
    style = BAD if row.late else {"due": WARN, "event": LOUD, "today": QUIET}[row.mark]
    return Text(row.track, style=QUIET).append(row.over, BAD).append(SIGNS[row.mark], style)


def _label(page: Page, ruling: Ruling, row: Row) -> Text:
    tongue = page.tongue
    late = (tongue.say("days_over", n=row.late), f"bold {BAD}") if row.late else None
    if row.moment is None:
        return joined((tongue.say("ruled_on"), QUIET), late)
    moment = row.moment
    name = tongue.name("moment", moment.what) + (f" ×{row.times}" if row.times > 1 else "")
    known = tongue.words(ruling.named.get(moment.note))
    note = tongue.name("note", moment.note) if moment.note in catalogue()["note"] else tongue.noted(moment.note)
    return joined((name, LOUD if row.mark == "due" else ""), late, known or note, (moment.pointer, QUIET))


def show_refusal(page: Page, one: Refusal) -> None:
    """A question or a wish with the answer of the law, its condition, and what is lawful instead."""
    tongue = page.tongue
    style = HEADLINE_STYLE[one.answer]
    page.put(
        joined(
            tongue.name("question", one.question),
            (tongue.name("answer", one.answer), f"bold {style}"),
            tongue.words(one.because),
            f"{tongue.say('condition')}: {tongue.words(one.condition)}" if one.condition else "",
            tongue.say("review_on", day=tongue.day(one.review_on)) if one.review_on else "",
            (", ".join(one.cites), QUIET),
            (tongue.say("verify"), WARN) if one.mark in VERIFY else None,
        )
    )
    for head, codes in (("instead", one.alternatives), ("keeps", one.keeps)):
        if codes:
            said = ", ".join(_alternative(page, code) for code in codes)
            page.line(f"{tongue.say(head)}: {said}", QUIET, indent=4)


def _alternative(page: Page, code: str) -> str:
    group = next((name for name in ("alternative", "conduct_measure") if code in catalogue()[name]), "remedy")
    return page.tongue.name(group, code)


def _conduct(page: Page, ruling: Ruling) -> None:
    tongue, conduct = page.tongue, ruling.conduct
    if not (conduct.sides or conduct.measures or conduct.record):
        return
    page.heading(tongue.say("conduct"))
    if before := conduct.record:
        counted = tongue.say("right_of", right=before.right, made=before.made)
        page.put(joined((tongue.say("complaints_before"), LOUD), counted, by=": "))
    judged = {True: (tongue.say("cleared"), GOOD), False: (tongue.say("not_cleared"), BAD), None: None}
    for side in conduct.sides:
        seen = ", ".join(tongue.name("conduct_category", code) for code in side.categories)
        page.put(
            joined(
                (" ".join(part for part in (tongue.name("party", side.party), side.who) if part), LOUD),
                seen,
                judged[side.cleared],
                tongue.words(side.because),
                (", ".join(tongue.pointer(pointer.pointer) for pointer in side.pointers), QUIET),
            )
        )
    for one in conduct.measures:
        _measure(page, one)


def _measure(page: Page, one: Measure) -> None:
    tongue = page.tongue
    head = f"{tongue.say('measure')}: {tongue.name('conduct_measure', one.code)}"
    lawful = (tongue.say("forbidden_by_law"), BAD) if one.stopped else tongue.name("answer", one.lawful)
    page.put(
        joined(
            (head, LOUD),
            tongue.say("grade", n=one.grade) if one.grade else "",
            lawful,
            tongue.say("until", day=tongue.day(one.until)) if one.until else "",
            tongue.say("review_on", day=tongue.day(one.review_on)) if one.review_on else "",
            tongue.say("liftable") if one.liftable and one.grade and not one.stopped else "",
            tongue.words(one.legal) if one.stopped else tongue.words(one.because),
            f"{tongue.say('condition')}: {tongue.words(one.condition)}" if one.condition else "",
            (", ".join(one.cites), QUIET),
            (tongue.say("verify"), WARN) if one.to_be_verified else None,
        )
    )
    if one.alternatives:
        instead = ", ".join(_alternative(page, code) for code in one.alternatives)
        page.line(f"{tongue.say('instead')}: {instead}", QUIET, indent=4)


def show_clocks(page: Page, ruling: Ruling) -> None:
    """The running clocks: by when, whose turn, and what silence means."""
    if not ruling.clocks:
        return
    tongue = page.tongue
    page.heading(tongue.say("clocks"))
    for one in sorted(ruling.clocks, key=lambda clock: clock.due):
        page.put(
            joined(
                (tongue.day(one.due), f"bold {BAD}" if one.overdue else LOUD),
                (tongue.say("overdue"), BAD) if one.overdue else None,
                tongue.name("regime", one.regime),
                (tongue.say("clock_open"), WARN) if one.open else None,
                f"{tongue.say('waits_for')}: {tongue.name('party', one.waiting_on)}",
                f"{tongue.say('silence')}: {tongue.words(one.silence_means)}",
                (", ".join(one.cites), QUIET),
                (tongue.say("verify"), WARN) if one.to_be_verified else None,
            )
        )


def _postings(page: Page, ruling: Ruling) -> None:
    if not ruling.postings:
        return
    page.heading(page.tongue.say("postings"))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(style=QUIET)
    table.add_column(justify="right", no_wrap=True)
    for posting in ruling.postings:
        what = booked(page, posting.what)
        for entry in posting.entries:
            table.add_row(what, entry.account, page.tongue.sum(entry.amount))
            what = ""
    page.put(table)


def booked(page: Page, what: str) -> str:
    """What is booked: a cost, a claim and what it is for, or a remedy."""
    whose, sign, kind = what.partition(":")
    if sign:
        return f"{page.tongue.name('posting', whose)}: {page.tongue.name('claim', kind)}"
    group = next((name for name in ("posting", "reason") if what in catalogue()[name]), "remedy")
    return page.tongue.name(group, what)


def _replies(page: Page, ruling: Ruling) -> None:
    tongue = page.tongue
    for reply in ruling.replies:
        reader = "to_shop" if ruling.kind == "question" and reply.audience == "private" else reply.audience
        head = joined(f"{tongue.say('replies')} {tongue.say(reader)} ({reply.lang})", reply.subject, by=": ")
        page.heading(head.plain)
        page.quote(reply.text)


def show_foot(page: Page, ruling: Ruling) -> None:
    """What is to be verified, the book, and that this is no legal advice."""
    tongue = page.tongue
    page.line()
    if ruling.to_verify:
        unsure = "; ".join(dict.fromkeys(_unverified(page, one) for one in ruling.to_verify))
        page.put(joined((tongue.say("verify"), WARN), unsure, by=": "))
    digest = f"{tongue.say('book')} {ruling.book_digest[:DIGEST_SHOWN]}"
    page.put(Text(f"{digest} · ombud {ruling.engine} · {tongue.say('advice')}", style=QUIET))


def _unverified(page: Page, one: Unverified) -> str:
    """What rests on law that nobody has verified, and on which."""
    name = page.tongue.name("question", one.question) if one.question else page.tongue.name("remedy", one.remedy)
    return f"{name} ({', '.join(one.cites)})" if one.cites else name
