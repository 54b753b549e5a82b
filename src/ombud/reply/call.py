"""The call script: short lines that an employee can read out, under a heading each."""

from __future__ import annotations

from collections.abc import Sequence

from ombud.kernel.lang import word
from ombud.reply.acts import act_lines, ask_lines, need_lines
from ombud.reply.private import answer_by, checking, final_lines, reason_lines, refused_lines, understood, verdict
from ombud.reply.voice import Voice


def call_text(voice: Voice) -> str:
    """Opening, acknowledgement, what we found, what we will and will not do, closing."""
    notice = voice.notice
    checks = notice.outcome == "checking"
    found = [checking(voice), *ask_lines(voice), answer_by(voice)] if checks else [verdict(voice), *reason_lines(voice)]
    will = [*act_lines(voice), *need_lines(voice)]
    parts = [
        voice.say("call.before", hour=notice.call_by) if notice.call_by else "",
        _part("call.opening", _opening(voice), voice),
        _part("call.acknowledge", [understood(voice), voice.say("call.unpleasant")], voice),
        _part("call.checking" if checks else "call.found", found, voice),
        _part("call.will", will, voice),
        _part("call.will_not", refused_lines(voice), voice),
        _part("call.closing", _closing(voice), voice),
    ]
    return "\n\n".join(part for part in parts if part)


def _part(heading: str, lines: Sequence[str], voice: Voice) -> str:
    said = [f"— {line}" for line in lines if line]
    return "\n".join([voice.say(heading), *said]) if said else ""


def _opening(voice: Voice) -> list[str]:
    shop = word(voice.notice.shop, voice.lang) or word(voice.notice.signed, voice.lang)
    return [voice.greeting("call.greeting"), voice.say("call.hello", shop=shop)]


def _closing(voice: Voice) -> list[str]:
    lines = [*final_lines(voice), voice.say("call.anything_else"), voice.say("call.goodbye")]
    if voice.notice.reason == "staff_conduct":
        lines.insert(0, voice.say("call.calm"))
    return lines
