"""A notice in, a drafted reply out."""

from __future__ import annotations

from ombud.kernel.lang import Lang
from ombud.model.reply import Notice, Reply
from ombud.reply.call import call_text
from ombud.reply.letter import letter_text
from ombud.reply.note import note_text
from ombud.reply.private import private_text
from ombud.reply.public import public_text
from ombud.reply.voice import Voice, voice

WRITERS = {"private": private_text, "public": public_text, "call": call_text, "notice": letter_text}


def compose(notice: Notice, *, lang: Lang | None = None) -> Reply:
    """Draft the reply to a notice, for its audience, in `lang` (the notice's own language when None).

    Codes that the catalogue knows: `reason` (an unknown one is spoken of in general words), `acts[].remedy` (the
    remedies of `vocab.json`), `asks[].of` (parties), `refused` (desired outcomes; other codes say nothing), `bodies`
    (names of outside bodies as they stand), `alternatives` (`note.alternative.*`), `keeps` (`note.keeps.*`),
    `letters` (`letter.*`), `needs` (`need.*` of the catalogue:
    choose, demand, demand_several, return_item, return_item_free, photo, bank_details, address, new_day,
    collect_parcel, proof_of_loss, receipt, statement, nothing). "choose", "demand" and "nothing" are added where
    the acts ask for it.

    Raises:
        InputError: a remedy, need or alternative without words, or a placeholder in the book's words without a value.
    """
    speaking = voice(notice, lang or notice.lang)
    write = note_text if _is_note(notice) else WRITERS[notice.audience]
    text = write(speaking)
    return Reply(notice.audience, speaking.lang, _subject(speaking), text)


def _is_note(notice: Notice) -> bool:
    """Whether the reader is the shop itself."""
    return notice.outcome == "question" and notice.audience == "private"


def _subject(speaking: Voice) -> str:
    notice = speaking.notice
    if _is_note(notice):
        return speaking.say("subject.question")
    if notice.audience != "private":
        return speaking.say(f"subject.{notice.audience}")
    if notice.final:
        return speaking.say("subject.final")
    return speaking.say("subject.order", order=notice.order) if notice.order else speaking.say("subject.plain")
