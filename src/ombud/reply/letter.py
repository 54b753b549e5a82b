"""The notice to a customer: what the shop does from now on, what stays as it is, and when it is looked at again."""

from __future__ import annotations

from collections.abc import Sequence

from ombud.kernel.lang import word
from ombud.model.reply import Letter
from ombud.reply.private import signature
from ombud.reply.voice import Voice

NO_LIMIT = frozenset({"pickup_reminder", "taken_down"})
"""Letters that limit nothing: there is no right to reassure of, and nothing to lift."""

SAME_WORDS = {"relationship_ended_with_notice": "farewell"}


def letter_text(voice: Voice) -> str:
    """The whole letter, short and without argument, paragraphs apart by an empty line."""
    letters = voice.notice.letters
    limits = [one for one in letters if one.code not in NO_LIMIT]
    after = _review(limits, voice)
    paragraphs = [
        voice.greeting(f"greeting.{voice.notice.register}"),
        *(_body(one, voice) for one in letters),
        voice.say("letter.rights") if limits else "",
        f"{after} {voice.say('letter.object')}".strip() if limits else "",
        signature(voice),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _body(letter: Letter, voice: Voice) -> str:
    """What is said of one measure or step, with its last day where it has one."""
    key = f"letter.{SAME_WORDS.get(letter.code, letter.code)}"
    if letter.until and f"{key}.until" in voice.words:
        return voice.say(f"{key}.until", day=voice.day(letter.until))
    who = word(voice.notice.signed, voice.lang)
    if f"{key}.plain" in voice.words and not who:
        return voice.say(f"{key}.plain")
    return voice.say(key, who=who)


def _review(limits: Sequence[Letter], voice: Voice) -> str:
    """When we look at it again: the earliest day; "" where none was set."""
    days = [one.review_on for one in limits if one.review_on]
    kinds = {SAME_WORDS.get(one.code, one.code) for one in limits}
    key = f"letter.review.{kinds.pop()}" if len(kinds) == 1 else "letter.review"
    return voice.say(key if key in voice.words else "letter.review", day=voice.day(min(days))) if days else ""
