"""What was said: messages, calls, public posts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from ombud.kernel.lang import Lang
from ombud.model.record import Party, Record


class Message(Record, frozen=True, kw_only=True):
    """RFC 5322 and schema.org Message. `conduct` holds what a person marked in it."""

    id: str
    at: datetime
    sender: Party
    channel: Literal["email", "chat", "form", "phone", "letter", "forum", "review", "social", "platform"] = "email"
    lang: Lang | None = None
    text: str
    public: bool = False
    on_paper_or_durable: bool = True
    conduct: tuple[str, ...] = ()


class Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One stretch of a call. `second` counts from the call's start; `conduct` is what a person marked in it."""

    second: int
    speaker: Literal["customer", "staff_member"]
    text: str = ""
    conduct: Literal["", "behaviour_abuse", "behaviour_threat", "remark", "hang_up", "insult_by_staff"] = ""


class Call(Record, frozen=True, kw_only=True):
    """A call. `heard` false: the recording exists or may exist and nobody has listened to it yet."""

    id: str
    at: datetime
    staff: str = ""
    heard: bool
    recording: str = ""
    turns: tuple[Turn, ...] = ()


class PublicPost(Record, frozen=True, kw_only=True):
    """A forum thread, a review or a social post about the dispute, by link and text."""

    id: str
    on: date
    kind: Literal["forum", "review", "social"] = "forum"
    link: str = ""
    rating: int | None = None
    text: str = ""
    answered_on: date | None = None
