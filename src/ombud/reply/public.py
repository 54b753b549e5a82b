"""The public reply: short, civil, without names, sums, orders or articles; the details go privately."""

from __future__ import annotations

from ombud.kernel.lang import word
from ombud.reply.voice import Voice

LONGEST = 350
"""Characters that a public reply may have: what the strictest review sites take."""


def public_text(voice: Voice) -> str:
    """Thanks, where the matter stands, the invitation to a private channel, and the shop's name.

    What does not fit into 350 characters is left out from the end.
    """
    shop = word(voice.notice.shop, voice.lang)
    parts = [voice.about("public.topic"), _stand(voice), voice.say("public.invite"), f"— {shop}" if shop else ""]
    text = parts[0]
    for part in parts[1:]:
        if part and len(text) + 1 + len(part) <= LONGEST:
            text = f"{text} {part}"
    return text


def _stand(voice: Voice) -> str:
    notice = voice.notice
    if notice.outcome == "checking" and notice.answer_on:
        return voice.say("public.checking.by", day=voice.day(notice.answer_on))
    if notice.outcome == "not_confirmed" and any(act.goodwill for act in notice.acts):
        return voice.say("public.goodwill")
    return voice.say(f"public.{notice.outcome}")
