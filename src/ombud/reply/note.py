"""The note to the shop on a question of its own: the question, the answer with its reason, what may be done instead."""

from __future__ import annotations

from collections.abc import Sequence

from ombud.reply.private import footnote
from ombud.reply.voice import Voice, sentence


def note_text(voice: Voice) -> str:
    """The whole note, paragraphs apart by an empty line; greeted and signed by nobody."""
    review = voice.notice.review_on
    asked = f"note.question.{voice.notice.reason}"
    paragraphs = [
        voice.say(asked if asked in voice.words else "note.question.other"),
        _answer(voice),
        _instead(voice),
        _keeps(voice),
        voice.say("note.review", day=voice.day(review)) if review else "",
        footnote(voice),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _answer(voice: Voice) -> str:
    """Yes, yes on a condition, or no, and why; or that a person has to decide."""
    notice = voice.notice
    if not notice.answer:
        return voice.say("note.open")
    condition = voice.own(notice.condition).rstrip(".")
    answer = voice.say(f"note.answer.{notice.answer}")
    if condition:
        answer = sentence(voice.say("note.answer.permitted_if.named", condition=condition[0].lower() + condition[1:]))
    return " ".join(part for part in (answer, sentence(voice.own(notice.because))) if part)


def _instead(voice: Voice) -> str:
    """What may be done instead, one line each; "" where there is nothing."""
    head = "note.instead" if voice.notice.answer == "refused" else "note.milder"
    return _listed(head, [f"note.alternative.{code}" for code in voice.notice.alternatives], voice)


def _keeps(voice: Voice) -> str:
    """What stays untouched whatever the answer; "" where nothing is said of it."""
    return _listed("note.keeps", [f"note.keeps.{code}" for code in voice.notice.keeps], voice)


def _listed(head: str, keys: Sequence[str], voice: Voice) -> str:
    ways = [voice.say(key) for key in keys]
    lines = [voice.say("say.option", act=way[0].upper() + way[1:]) for way in ways]
    return "\n".join([voice.say(head), *lines]) if lines else ""
