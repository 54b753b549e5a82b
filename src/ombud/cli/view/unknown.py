"""What we do not know: each question once, what may come of the case in a few lines, and what would decide it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from rich.text import Text

from ombud.cli.view.page import LOUD, QUIET, WARN, Page, joined
from ombud.cli.words import clean
from ombud.kernel.money import MINOR_DIGITS
from ombud.kernel.scalar import Value
from ombud.model.ruling import AllegationRuling, IfDue, OpenQuestion, Possibility, Ruling
from ombud.public.interview import label_words

FEW = 3
"""Outcomes that are told one by one, each with what leads to it; more are told together, by finding."""
OPEN_VERDICT = "inconclusive"
UNTOLD = "cannot_tell_yet"


def asked_once(questions: Sequence[OpenQuestion]) -> list[OpenQuestion]:
    """Several facts that one request finds out are asked for once (who said what in one recording, an event and its
    day).
    """
    names = {one.fact for one in questions}
    questions = [one for one in questions if one.asked_with not in names]
    found = {_request(one): one for one in reversed(questions)}
    return list(reversed(found.values()))


def _request(one: OpenQuestion) -> tuple[object, ...]:
    return (one.of, one.by, tuple(one.ask.items()) or one.fact)


def open_questions(ruling: Ruling) -> list[OpenQuestion]:
    """The questions that decide the case; where no single one does, all that matter."""
    found = [item for one in ruling.allegations if not one.decided for item in one.unknown]
    return asked_once([item for item in found if item.deciding] or found)


def show_deciding(page: Page, ruling: Ruling) -> None:
    """Under an open headline: what to ask whom by when, and what holds otherwise."""
    questions = open_questions(ruling)
    if not questions:
        page.put(joined((page.tongue.say("no_rule"), LOUD), page.tongue.say("stays_open")))
    _asked(page, questions)


def show_unknown(page: Page, ruling: Ruling, one: AllegationRuling) -> None:
    """What was not asked under the headline already, and what may come of it."""
    if not (one.unknown or one.if_due):
        return
    tongue, left = page.tongue, _left(ruling, one)
    ways = one.outcomes if len(one.outcomes) > 1 else ()
    if not (left or one.if_due or ways):
        return
    of = " · ".join(part for part in (tongue.name("reason", one.reason), clean(one.thing)) if part)
    page.heading(f"{tongue.say('unknown' if left else 'outcomes')}: {of}")
    _asked(page, left)
    means = {name: tongue.words(words) for name, words in one.named.items()}
    means |= {question.fact: tongue.words(question.means) for question in one.unknown}
    for due in one.if_due:
        page.put(_if_due(page, due, means))
    if ways and left:
        page.line(tongue.say("outcomes"), QUIET)
    if ways:
        _outcomes(page, one, means, ruling.currency)


def _left(ruling: Ruling, one: AllegationRuling) -> list[OpenQuestion]:
    """The questions on an allegation that do not stand under the headline."""
    above = open_questions(ruling) if ruling.headline == UNTOLD else []
    said, facts = {_request(item) for item in above}, {item.fact for item in above}
    left = [item for item in one.unknown if _request(item) not in said and item.asked_with not in facts]
    return asked_once(sorted(left, key=lambda item: not item.deciding))


def _asked(page: Page, questions: Sequence[OpenQuestion]) -> None:
    """Questions to one party by one day, of which the same holds otherwise, stand together."""
    groups: dict[str, list[OpenQuestion]] = {}
    for one in questions:
        groups.setdefault(repr((one.of, one.by, one.if_nothing)), []).append(one)
    for asked in groups.values():
        _together(page, asked)


def _together(page: Page, asked: Sequence[OpenQuestion]) -> None:
    tongue, last = page.tongue, asked[-1]
    for one in asked:
        page.put(Text("? ", style=WARN).append_text(_question(page, one)))
    by = tongue.say("by_day", day=tongue.day(last.by)) if last.by else ""
    page.put(joined(f"{tongue.say('ask_of')}: {tongue.name('party', last.of)}", by), indent=4)
    page.put(Text(f"{tongue.say('if_nothing')}: ").append_text(nothing_comes(page, last)), indent=4)


def _question(page: Page, one: OpenQuestion) -> Text:
    """The question, what would answer it, and why it is open where nobody was merely silent."""
    tongue = page.tongue
    return joined(
        (tongue.words(one.ask) or tongue.words(one.means) or one.fact, LOUD),
        (tongue.name("record", one.evidence), QUIET),
        (tongue.name("unknown_kind", one.kind) if one.kind != "missing" else "", QUIET),
        (tongue.say("deciding"), WARN) if one.deciding else None,
    )


def nothing_comes(page: Page, one: OpenQuestion) -> Text:
    """What holds when no answer comes in time. What stays open then is for a person."""
    held = one.if_nothing
    if held is None:
        return Text(page.tongue.say("stays_open"))
    if held.finding != OPEN_VERDICT:
        return _verdict(page, held)
    said = joined(page.tongue.say("stays_open"))
    if held.remedies or held.open:
        return said.append(" · ", style=QUIET).append_text(_verdict(page, replace(held, finding="")))
    return said


def _if_due(page: Page, one: IfDue, means: Mapping[str, str]) -> Text:
    tongue = page.tongue
    when = tongue.say("if_due", day=tongue.day(one.on))
    remedies = ", ".join(tongue.name("remedy", remedy) for remedy in one.remedies) or tongue.say("nothing_due")
    name = means.get(one.fact) or one.fact
    what = f"{name}: {tongue.value(one.value)}" if one.value is not None else name
    return joined(f"{when} ({what})", tongue.name("finding", one.finding), (remedies, LOUD))


def _outcomes(page: Page, one: AllegationRuling, means: Mapping[str, str], currency: str) -> None:
    """Few outcomes one by one; of many how many there are, what they come to by finding, and what would decide."""
    tongue, count = page.tongue, len(one.outcomes)
    if count <= FEW:
        claimed = {question.fact: question.claimed for question in one.unknown}
        for outcome in one.outcomes:
            given = "; ".join(_given(page, outcome, means, claimed, currency))
            head = Text(f"{given} → " if given else "• ", style=QUIET)
            page.put(head.append_text(_verdict(page, outcome)), indent=4)
        return
    page.line(tongue.say("outcomes_short", n=count), QUIET, indent=4)
    for outcomes in _by_finding(one.outcomes):
        page.put(Text("• ", style=QUIET).append_text(_in_short(page, outcomes)), indent=4)
    page.line(_decides(page, one, means), QUIET, indent=4)


def _given(
    page: Page,
    one: Possibility,
    means: Mapping[str, str],
    claimed: Mapping[str, Sequence[Value]],
    currency: str,
) -> list[str]:
    """What leads to an outcome. A number or a day that nobody claims is one of many, and said as an example."""
    asked = {name: value for name, value in one.given.items() if name in means} or one.given
    found = []
    for name, value in asked.items():
        text = _value(page, name, value, currency)
        many = isinstance(value, int | Decimal | date) and not isinstance(value, bool)
        if many and value not in claimed.get(name, ()):
            text = page.tongue.say("for_example", value=text)
        found.append(f"{means.get(name) or name}: {text}")
    return found


def _value(page: Page, name: str, value: Value | None, currency: str) -> str:
    """A fact's value: a label by its name, a sum with its currency."""
    if isinstance(value, str):
        return page.tongue.words(label_words().get(name, {}).get(value)) or page.tongue.value(value)
    if isinstance(value, Decimal) and value.as_tuple().exponent == -MINOR_DIGITS:  # a sum; rates have four places
        return page.tongue.minor(int(value.scaleb(MINOR_DIGITS)), currency)
    return page.tongue.value(value)


def _by_finding(outcomes: Sequence[Possibility]) -> list[list[Possibility]]:
    """Together what has one finding; what no rule decides comes last."""
    groups: dict[str, list[Possibility]] = {}
    for one in sorted(outcomes, key=lambda one: one.finding == OPEN_VERDICT):
        groups.setdefault(one.finding, []).append(one)
    return list(groups.values())


def _in_short(page: Page, outcomes: Sequence[Possibility]) -> Text:
    """One finding, what is owed with it in every case and what perhaps, and whose fault it may be."""
    tongue = page.tongue
    sure = [name for name in dict.fromkeys(outcomes[0].remedies) if all(name in one.remedies for one in outcomes)]
    maybe = dict.fromkeys(name for one in outcomes for name in (*one.remedies, *one.open) if name not in sure)
    return joined(
        tongue.name("finding", outcomes[0].finding),
        (_owed(page, [tongue.name("remedy", name) for name in sure], maybe), LOUD),
        _perhaps(page, maybe),
        _faults(page, outcomes),
    )


def _faults(page: Page, outcomes: Sequence[Possibility]) -> str:
    """Whose fault it may be, one beside the other; "" where nobody can tell yet."""
    known = [one.fault for one in outcomes if one.fault]
    if len(set(known)) == 1:
        return _fault(page, known[0])
    parties = dict.fromkeys(shared(page, [(party, Decimal(part)) for party, part in fault]) for fault in known)
    return page.tongue.say("guilty", party=f" {page.tongue.say('either')} ".join(parties)) if parties else ""


def _decides(page: Page, one: AllegationRuling, means: Mapping[str, str]) -> str:
    """The answers that would decide together, the shortest way first; or that no few would."""
    tongue = page.tongue
    sets = [" + ".join(means.get(name) or name for name in chosen) for chosen in one.deciding[:FEW]]
    return tongue.say("turns_on", facts=f" {tongue.say('either')} ".join(sets)) if sets else tongue.say("turns_on_all")


def _verdict(page: Page, one: Possibility) -> Text:
    tongue = page.tongue
    amounts = [tongue.sum(amount) for amount in one.amounts] + [""] * len(one.remedies)
    remedies = [
        f"{tongue.name('remedy', remedy)} {amount}".strip()
        for remedy, amount in zip(one.remedies, amounts, strict=False)
    ]
    return joined(
        tongue.name("finding", one.finding) if one.finding else "",
        (_owed(page, remedies, one.open), LOUD),
        _fault(page, one.fault),
        _perhaps(page, one.open),
    )


def _owed(page: Page, remedies: Sequence[str], perhaps: Sequence[str] | Mapping[str, None]) -> str:
    """What is owed; "" where something only may be: then nobody can say that nothing is."""
    return ", ".join(remedies) or ("" if perhaps else page.tongue.say("nothing_due"))


def _perhaps(page: Page, names: Sequence[str] | Mapping[str, None]) -> str:
    said = ", ".join(page.tongue.name("remedy", name) for name in names)
    return page.tongue.say("perhaps", what=said) if said else ""


def _fault(page: Page, shares: Sequence[tuple[str, str]]) -> str:
    """Whose fault it is, in words; "" where that is open."""
    tongue = page.tongue
    if [party for party, _ in shares] == ["nobody"]:
        return tongue.say("nobody_guilty")
    parties = shared(page, [(party, Decimal(share)) for party, share in shares])
    return tongue.say("guilty", party=parties) if parties else ""


def shared(page: Page, shares: Sequence[tuple[str, Decimal]]) -> str:
    """Who it is, each with a share where there are several."""
    names = [page.tongue.name("party", party) for party, _ in shares]
    if len(names) == 1:
        return names[0]
    return ", ".join(f"{name} {_percent(share)}" for name, (_, share) in zip(names, shares, strict=True))


def _percent(share: Decimal) -> str:
    return f"{share:.2%}".replace(".00%", " %").replace("%", " %").replace("  ", " ")
