"""The note to the shop on a question of its own: the question, the answer with its reason, what may be done instead."""

from __future__ import annotations

from ombud.reply.private import footnote
from ombud.reply.voice import Voice, sentence


def note_text(voice: Voice) -> str:
    """The whole note, paragraphs apart by an empty line; greeted and signed by nobody."""
    asked = f"note.question.{voice.notice.reason}"
    paragraphs = [
        voice.say(asked if asked in voice.words else "note.question.other"),
        _answer(voice),
        _instead(voice),
        footnote(voice),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _answer(voice: Voice) -> str:
    """Yes, yes on a condition, or no, and why; or that a person has to decide."""
    notice = voice.notice
    if not notice.answer:
        return voice.say("note.open")
    said = (
        voice.say(f"note.answer.{notice.answer}"),
        *(sentence(voice.own(w)) for w in (notice.condition, notice.because)),
    )
    return " ".join(part for part in said if part)


def _instead(voice: Voice) -> str:
    """What may be done instead, one line each; "" where there is nothing."""
    ways = [voice.say(f"note.alternative.{code}") for code in voice.notice.alternatives]
    lines = [voice.say("say.option", act=way[0].upper() + way[1:]) for way in ways]
    return "\n".join([voice.say("note.instead"), *lines]) if lines else ""
