"""The answers on one allegation, and what we do not know about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from rich.text import Text

from ombud.cli.view.page import BAD, GOOD, LOUD, QUIET, WARN, Page, joined
from ombud.model.entitlement import Redress
from ombud.model.fault import Recovery
from ombud.model.ruling import AllegationRuling, IfDue, OpenQuestion, Possibility, Ruling

VERDICT_STYLE = {
    "substantiated": GOOD,
    "partly_substantiated": WARN,
    "not_substantiated": BAD,
    "inconclusive": WARN,
}


def show_allegation(page: Page, ruling: Ruling, one: AllegationRuling) -> None:
    """The five answers, each with its reason, evidence, clause and articles."""
    tongue = page.tongue
    page.heading(f"{tongue.say('allegation')}: {tongue.name('reason', one.reason)}")
    verdict = joined(
        (tongue.name("finding", one.finding.verdict), f"bold {VERDICT_STYLE[one.finding.verdict]}"),
        tongue.words(one.finding.because),
        one.finding.clause,
    )
    rows: list[tuple[str, Text | str]] = [(tongue.say("finding"), verdict)]
    if pointers := _evidence(page, ruling, one.finding.rule):
        rows.append(("", Text(f"{tongue.say('evidence')}: {', '.join(pointers)}", style=QUIET)))
    rows += fault_rows(page, one)
    rows += owed_rows(page, one)
    if one.by_hand:
        rows.append((tongue.say("by_hand"), _named(page, one, one.by_hand)))
    if one.defaulted:
        rows.append((tongue.say("by_default"), _named(page, one, one.defaulted)))
    if one.assumed:
        rows.append((tongue.say("for_granted"), _named(page, one, one.assumed)))
    page.fields(rows)


def _named(page: Page, one: AllegationRuling, facts: Sequence[str]) -> str:
    """Facts by what they mean, else by their code."""
    return ", ".join(page.tongue.words(one.named.get(fact)) or fact for fact in facts)


def _evidence(page: Page, ruling: Ruling, rule: str) -> list[str]:
    found = [
        page.tongue.pointer(pointer.pointer)
        for step in ruling.trace
        if step.room == "finding" and step.hit and step.rule == rule
        for pointer in step.evidence
        if pointer.weight != "default"
    ]
    return list(dict.fromkeys(found))


def fault_rows(page: Page, one: AllegationRuling) -> Iterator[tuple[str, Text | str]]:
    """Who caused it, who bears it, and what can be claimed back."""
    tongue, fault = page.tongue, one.fault
    if not fault.open:
        shares = ", ".join(f"{tongue.name('party', share.party)} {_percent(share.share)}" for share in fault.shares)
        yield tongue.say("fault"), joined((shares, LOUD), tongue.words(fault.because))
    if fault.loss_bearer and _something_lost(one):
        yield tongue.say("loss_bearer"), tongue.name("party", fault.loss_bearer)
    for back in fault.recoveries:
        cap = _cap(page, back) if back.cap is not None else ""
        by = tongue.say("by_day", day=tongue.day(back.claim_by)) if back.claim_by else ""
        who = tongue.words(back.name) or tongue.name("party", back.of)
        yield tongue.say("recovery"), joined(who, tongue.name("claim", back.kind), cap, by)


def _something_lost(one: AllegationRuling) -> bool:
    """Is there anything to bear? A shop that owes nothing, and from which nothing was taken, has lost nothing."""
    redress = any(item.certain for item in one.entitlement.redress)
    return redress or bool(one.fault.recoveries) or one.fault.loss_bearer == "customer"


def _cap(page: Page, one: Recovery) -> str:
    pays = one.cap is not None and one.cap.minor > 0
    return page.tongue.say("up_to", sum=page.tongue.sum(one.cap)) if pays else page.tongue.say("pays_nothing")


def owed_rows(page: Page, one: AllegationRuling) -> Iterator[tuple[str, Text | str]]:
    """What is owed, a line each; choices of the customer together."""
    tongue = page.tongue
    label, group = tongue.say("owed"), ""
    if not one.entitlement.redress:
        yield label, (tongue.say("nothing_owed") if one.decided else tongue.say("open"))
    groups = Counter(item.choose for item in one.entitlement.redress)
    for item in one.entitlement.redress:
        if item.choose and item.choose != group and groups[item.choose] > 1:
            yield label, Text(tongue.say("choose"), style=QUIET)
            label = ""
        group = item.choose
        yield label, _redress(page, item, bullet=bool(item.choose) and groups[item.choose] > 1)
        label = ""


def _redress(page: Page, item: Redress, *, bullet: bool) -> Text:
    tongue = page.tongue
    due = tongue.say("by_day", day=tongue.day(item.due)) if item.due else tongue.say("promptly")
    how = tongue.say("automatic" if item.arises == "automatic" else "demanded" if item.demanded else "on_demand")
    return joined(
        (f"{'◦ ' if bullet else ''}{tongue.name('remedy', item.remedy)} {tongue.sum(item.amount)}".rstrip(), LOUD),
        tongue.name("basis", item.basis),
        how,
        due if item.due or item.promptly else "",
        tongue.words(item.because),
        item.clause,
        (", ".join(item.cites), QUIET),
        (tongue.say("verify"), WARN) if item.to_be_verified else None,
        None if item.certain else (tongue.say("open"), WARN),
    )


def show_unknown(page: Page, one: AllegationRuling) -> None:
    """What to ask, of whom, by when, what holds if nothing comes, and what may come of it."""
    if not (one.unknown or one.if_due):
        return
    tongue = page.tongue
    page.heading(f"{tongue.say('unknown')}: {tongue.name('reason', one.reason)}")
    for question in asked_once(sorted(one.unknown, key=lambda item: not item.deciding)):
        _question(page, question)
    means = {name: tongue.words(words) for name, words in one.named.items()}
    means |= {question.fact: tongue.words(question.means) for question in one.unknown}
    for due in one.if_due:
        page.put(_if_due(page, due, means))
    if len(one.outcomes) > 1:
        page.line(tongue.say("outcomes"), QUIET)
        for outcome in one.outcomes:
            page.put(_outcome(page, outcome, means), indent=4)


def asked_once(questions: Sequence[OpenQuestion]) -> list[OpenQuestion]:
    """Several facts that one request finds out are asked for once (who said what in one recording, an event and its
    day).
    """
    names = {one.fact for one in questions}
    questions = [one for one in questions if one.asked_with not in names]
    found = {(one.of, one.by, tuple(one.ask.items()) or one.fact): one for one in reversed(questions)}
    return list(reversed(found.values()))


def _question(page: Page, one: OpenQuestion) -> None:
    tongue = page.tongue
    head = Text("? ", style=WARN).append(tongue.words(one.ask) or one.fact, LOUD)
    if one.deciding:
        head.append(f" ({tongue.say('deciding')})", WARN)
    page.put(head)
    by = tongue.say("by_day", day=tongue.day(one.by)) if one.by else ""
    ask = joined(f"{tongue.say('ask_of')}: {tongue.name('party', one.of)}", by, tongue.name("record", one.evidence))
    rows: list[tuple[str, Text | str]] = [(tongue.name("unknown_kind", one.kind), ask)]
    rows.append((tongue.say("if_nothing"), nothing_comes(page, one)))
    page.fields(rows, indent=4, width=22)


def nothing_comes(page: Page, one: OpenQuestion) -> Text:
    """What holds when no answer comes in time. What stays open then is for a person."""
    held = one.if_nothing
    if held is None:
        return Text(page.tongue.say("stays_open"))
    if held.finding != "inconclusive":
        return _verdict(page, held)
    said = joined(page.tongue.say("stays_open"))
    if held.remedies:
        return said.append(" · ", style=QUIET).append_text(_verdict(page, replace(held, finding="")))
    perhaps = ", ".join(page.tongue.name("remedy", remedy) for remedy in held.open)
    return joined(said.plain, f"{page.tongue.say('open')}: {perhaps}" if perhaps else "")


def _if_due(page: Page, one: IfDue, means: Mapping[str, str]) -> Text:
    tongue = page.tongue
    when = tongue.say("if_due", day=tongue.day(one.on))
    remedies = ", ".join(tongue.name("remedy", remedy) for remedy in one.remedies) or tongue.say("nothing_owed")
    name = means.get(one.fact) or one.fact
    what = f"{name}: {tongue.value(one.value)}" if one.value is not None else name
    return joined(f"{when} ({what})", tongue.name("finding", one.finding), (remedies, LOUD))


def _outcome(page: Page, one: Possibility, means: Mapping[str, str]) -> Text:
    asked = {name: value for name, value in one.given.items() if name in means} or one.given
    given = ", ".join(f"{means.get(name) or name}: {page.tongue.value(value)}" for name, value in asked.items())
    return Text(f"{given} → " if given else "• ", style=QUIET).append_text(_verdict(page, one))


def _verdict(page: Page, one: Possibility) -> Text:
    tongue = page.tongue
    amounts = [tongue.sum(amount) for amount in one.amounts] + [""] * len(one.remedies)
    remedies = [
        f"{tongue.name('remedy', remedy)} {amount}".strip()
        for remedy, amount in zip(one.remedies, amounts, strict=False)
    ]
    perhaps = ", ".join(tongue.name("remedy", remedy) for remedy in one.open)
    return joined(
        tongue.name("finding", one.finding) if one.finding else "",
        (", ".join(remedies) or tongue.say("nothing_owed"), LOUD),
        ", ".join(f"{tongue.name('party', party)} {_percent(share)}" for party, share in one.fault),
        f"{tongue.say('open')}: {perhaps}" if perhaps else "",
    )


def _percent(share: str | Decimal) -> str:
    return f"{Decimal(share):.2%}".replace(".00%", " %").replace("%", " %").replace("  ", " ")
