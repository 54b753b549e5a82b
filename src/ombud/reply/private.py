"""The private reply: what we understood, what we do and by when, what the reader does, why, and who answers."""

from __future__ import annotations

from collections.abc import Mapping

from ombud.kernel.lang import word
from ombud.model.reply import Outcome, Thing
from ombud.reply.acts import PLAIN, act_lines, ask_lines, need_lines
from ombud.reply.voice import Voice, inside, sentence

SAID: Mapping[Outcome, str] = {"right": "sorry", "in_part": "sorry", "not_confirmed": "checked"}
"""How the verdict on one of several things is put."""

REASON_FIRST = frozenset({"not_due_yet"})
"""Asked when it comes, we say when; what else may be had comes after."""

INVITING = frozenset({"not_due_yet", "called_off"})
"""What remains open for these invites the reader already."""


def private_text(voice: Voice) -> str:
    """The whole letter, paragraphs apart by an empty line.

    Where nothing was confirmed, what we do all the same comes first and the verdict stands with its reason.
    """
    refused = voice.notice.outcome == "not_confirmed"
    reason = " ".join([verdict(voice), *reason_lines(voice)] if refused else reason_lines(voice))
    first = refused and voice.notice.reason in REASON_FIRST
    paragraphs = [
        voice.greeting(f"greeting.{voice.notice.register}"),
        understood(voice),
        reason if first else "",
        *answer_lines(voice),
        " ".join(need_lines(voice)),
        "" if first else reason,
        " ".join(refused_lines(voice)),
        " ".join(line for line in invite_lines(voice) if line) if refused else "",
        " ".join(final_lines(voice)),
        signature(voice),
        footnote(voice),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def understood(voice: Voice) -> str:
    """Thanks, the order where it is known, and what we understood: each thing by its name, or as one thing more."""
    order = voice.notice.order
    thanks = voice.say("thanks.order", order=order) if order else voice.say("thanks")
    if voice.only:
        thanks = voice.say("thanks.order.thing", order=order, thing=voice.only)
    said = [(one.title, voice.about("understood", one.reason)) for one in voice.notice.things]
    if not said:
        return f"{thanks} {voice.about('understood')}"
    more = [
        voice.of(title, text) if title and not voice.only else voice.say("understood.also", said=inside(text))
        for title, text in said[1:]
    ]
    apart = "\n" if len(said) > 1 and said[0][0] and not voice.only else " "
    return "\n".join(dict.fromkeys([f"{thanks}{apart}{voice.of(*said[0])}", *more]))


def verdict(voice: Voice) -> str:
    """The verdict in the reader's words; "" where there is none to give."""
    if len(voice.notice.things) > 1:
        return _verdicts(voice)
    if voice.notice.outcome in ("right", "in_part"):
        return f"{voice.say(f'verdict.{voice.notice.outcome}')} {voice.about('sorry')}"
    if voice.notice.outcome == "not_confirmed":
        return voice.about("checked", voice.notice.verdict)
    return ""


def _verdicts(voice: Voice) -> str:
    """Of several things the verdict on each, where all is known; before them the whole, where anything was right."""
    notice = voice.notice
    if notice.outcome not in ("right", "in_part", "not_confirmed"):
        return ""
    whole = voice.say(f"verdict.{notice.outcome}") if notice.outcome != "not_confirmed" else ""
    each = [_verdict_on(one, voice) for one in notice.things if one.outcome in SAID]
    if whole and each and (voice.only or not notice.things[0].title):
        whole, each = f"{whole} {each[0]}", each[1:]
    return "\n".join(dict.fromkeys(line for line in [whole, *each] if line))


def _verdict_on(one: Thing, voice: Voice) -> str:
    return voice.of(one.title, voice.about(SAID[one.outcome], one.verdict or one.reason))


def _known(voice: Voice) -> str:
    """What is clear already while the rest of it is not: each verdict with its reason."""
    clear = [one for one in voice.notice.things if one.outcome in SAID]
    if not clear or len(voice.notice.things) == 1:
        return ""
    lines = [f"{_verdict_on(one, voice)} {_why(one, voice)}".strip() for one in clear]
    return "\n".join([voice.say("checking.known"), *lines])


def _why(one: Thing, voice: Voice) -> str:
    """The reason of one thing, what is told of it, and that nothing more follows, where nothing does."""
    own = voice.with_values(one.values)
    said = [sentence(own.own(one.because)), sentence(own.own(one.told))]
    gift = any(act.goodwill and act.remedy not in PLAIN for act in voice.notice.acts)
    if one.outcome in ("right", "in_part") and not one.given and not gift and len(voice.notice.things) > 1:
        said.append(voice.say("say.no_more"))
    return " ".join(part for part in said if part)


def answer_lines(voice: Voice) -> list[str]:
    """The verdict and what is done by when; while we are still finding out, whom we ask and when we answer."""
    acts = act_lines(voice)
    if voice.notice.outcome == "checking":
        return [_known(voice), checking(voice), *ask_lines(voice), *acts, answer_by(voice)]
    if voice.notice.outcome == "not_confirmed":
        return [*acts, *ask_lines(voice)]
    return [verdict(voice), *acts, *ask_lines(voice)]


def checking(voice: Voice) -> str:
    """That we do not know yet, that finding out is our job, and how many questions are open."""
    asks = len({ask.fact if ask.of == "customer" else ask.evidence for ask in voice.notice.asks})
    count = f" {voice.words.count('checking.count', asks)}" if asks > 1 else ""
    return voice.say("checking.rest" if _known(voice) else "checking.open") + count


def answer_by(voice: Voice) -> str:
    """By when we answer."""
    day = voice.notice.answer_on
    return voice.say("checking.answer_on", day=voice.day(day)) if day else voice.say("checking.answer")


def reason_lines(voice: Voice) -> list[str]:
    """The reason in one sentence, its days and sums in another, and at most one clause in plain words."""
    lines = [sentence(voice.own(voice.notice.because)), sentence(voice.own(voice.notice.told))]
    if voice.notice.because and len(voice.notice.things) > 1:
        whys = [(one.title, _why(one, voice)) for one in voice.notice.things]
        alike = len({why for _, why in whys}) == 1
        lines = list(dict.fromkeys(why if alike else voice.of(title, why) for title, why in whys if why))
    clause = voice.own(voice.notice.clause)
    if clause:
        lines.append(voice.say("clause", clause=clause.strip('“”«»„"').rstrip(".")))
    return [line for line in lines if line]


def refused_lines(voice: Voice) -> list[str]:
    """One civil sentence on each wish that is declined. The shop's own questions are not the reader's business."""
    keys = [f"refused.{wish}" for wish in voice.notice.refused]
    return [voice.say(key) for key in dict.fromkeys(keys) if key in voice.words]


def invite_lines(voice: Voice) -> list[str]:
    """What the reader can still do: what stays open to them for this reason, and to tell us what we have missed."""
    remains = f"remains.{voice.notice.reason}"
    return [
        voice.say(remains) if remains in voice.words else "",
        "" if voice.notice.final or voice.notice.reason in INVITING else voice.say("invite"),
    ]


def final_lines(voice: Voice) -> list[str]:
    """That the answer is final, and who else can help."""
    lines = [voice.say("final.answer")] if voice.notice.final else []
    names = [word(body, voice.lang) for body in voice.notice.bodies]
    if names:
        lines.append(voice.say("final.bodies", bodies=", ".join(names)))
    return lines


def signature(voice: Voice) -> str:
    """Who answers."""
    signed, shop = word(voice.notice.signed, voice.lang), word(voice.notice.shop, voice.lang)
    names = [signed, "" if shop in signed else shop]
    return "\n".join([voice.say(f"close.{voice.notice.register}"), *(name for name in names if name)])


def footnote(voice: Voice) -> str:
    """The articles, for who wants to look them up."""
    return (
        voice.say("footnote", cites="; ".join(word(cite, voice.lang) for cite in voice.notice.cites))
        if voice.notice.cites
        else ""
    )
