"""The answers on one allegation, and what they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.text import Text

from ombud.cli.view.granted import granted
from ombud.cli.view.page import BAD, GOOD, LOUD, QUIET, WARN, Page, joined
from ombud.cli.view.unknown import shared
from ombud.cli.words import clean
from ombud.model.entitlement import Redress
from ombud.model.fault import Recovery
from ombud.model.ruling import AllegationRuling, Ruling

VERDICT_STYLE = {
    "substantiated": GOOD,
    "partly_substantiated": WARN,
    "not_substantiated": BAD,
    "inconclusive": WARN,
}


def show_allegation(page: Page, ruling: Ruling, one: AllegationRuling) -> None:
    """The five answers, each with its reason, evidence, clause and articles."""
    tongue = page.tongue
    page.heading(f"{tongue.say('allegation')}: {alleged(page, one)}")
    verdict = joined(
        (tongue.name("finding", one.finding.verdict), f"bold {VERDICT_STYLE[one.finding.verdict]}"),
        tongue.words(one.finding.because),
        clause_text(page, ruling, one.finding.clause),
    )
    rows: list[tuple[str, Text | str]] = [(tongue.say("finding"), verdict)]
    if pointers := _evidence(page, ruling, one.finding.rule):
        rows.append(("", Text(f"{tongue.say('evidence')}: {', '.join(pointers)}", style=QUIET)))
    rows += fault_rows(page, one)
    rows += owed_rows(page, ruling, one)
    if one.by_hand:
        rows.append((tongue.say("by_hand"), _named(page, one, one.by_hand)))
    if one.defaulted:
        rows.append((tongue.say("by_default"), _named(page, one, one.defaulted)))
    if said := granted(page, one):
        rows.append((tongue.say("for_granted"), said))
    page.fields(rows)


def alleged(page: Page, one: AllegationRuling) -> str:
    """What is alleged, and of which thing where there are several."""
    return " · ".join(part for part in (page.tongue.name("reason", one.reason), clean(one.thing)) if part)


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
        shares = shared(page, [(share.party, share.share) for share in fault.shares])
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


def owed_rows(page: Page, ruling: Ruling, one: AllegationRuling) -> Iterator[tuple[str, Text | str]]:
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
        clause = clause_text(page, ruling, item.clause) if item.clause != one.finding.clause else ""
        yield label, _redress(page, item, clause, bullet=bool(item.choose) and groups[item.choose] > 1)
        label = ""


def _redress(page: Page, item: Redress, clause: str, *, bullet: bool) -> Text:
    tongue = page.tongue
    due = tongue.say("by_day", day=tongue.day(item.due)) if item.due else tongue.say("promptly")
    how = tongue.say("automatic" if item.arises == "automatic" else "demanded" if item.demanded else "on_demand")
    return joined(
        (f"{'◦ ' if bullet else ''}{tongue.name('remedy', item.remedy)} {tongue.sum(item.amount)}".rstrip(), LOUD),
        tongue.name("basis", item.basis),
        how,
        due if item.due or item.promptly else "",
        tongue.words(item.because),
        clause,
        (", ".join(item.cites), QUIET),
        (tongue.say("verify"), WARN) if item.to_be_verified else None,
        None if item.certain else (tongue.say("open"), WARN),
    )


def clause_text(page: Page, ruling: Ruling, clause: str) -> str:
    """A clause in its own words; "" for none."""
    words = page.tongue.words(ruling.named.get(clause))
    return page.tongue.say("our_terms", text=words.rstrip(".")) if words else ""
