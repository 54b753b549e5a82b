"""Complaint, messages, calls, posts, history, and who alleges and asks what, as rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ombud.facts import calls
from ombud.facts.record import ZERO, Cells, Record, money, plain
from ombud.model.case_file import Allegation, Call, CaseFile, Message, PastCase, Publication, PublicPost
from ombud.model.record_tables import CONDUCT

DENIAL = "not_received"


def complaint_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """The complaint, answered or not. A public post is a complaint too, though none that was made to the shop."""
    complaint = file.complaint
    if complaint is None:
        return [_complaint_of(one) for one in posts_rows(file, None, asof) or ()] or None
    if complaint.received_on > asof:
        return ()
    answered = complaint.answered_on is not None and complaint.answered_on <= asof
    cells = plain(complaint, "received_on channel")
    cells |= {"answered": answered, "answered_on": complaint.answered_on if answered else None}
    return (Record("complaint", cells | {"medium": complaint.medium if answered else None}),)


def _complaint_of(post: Record) -> Record:
    cells = {name: post.cells[name] for name in ("answered", "answered_on")}
    cells |= {"received_on": post.cells["on"], "channel": post.cells["kind"]}
    return Record(post.pointer, cells | {"medium": "public" if cells["answered"] else None})


def messages_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row a message."""
    if file.messages is None:
        return None
    cells = ((f"messages[{i}]", _message(message)) for i, message in enumerate(file.messages))
    return (Record(path, found) for path, found in cells if found["on"] <= asof)  # type: ignore[operator]


_NOTHING_MARKED: Cells = dict.fromkeys(("abusive", *CONDUCT), False)


def _message(message: Message) -> Cells:
    """What a person marked in a message is its conduct; `abusive` is abuse or a threat."""
    marked = message.conduct
    cells: Cells = {"on": message.at.date(), "sender": message.sender, "channel": message.channel}
    cells |= {"public": message.public, "durable": message.on_paper_or_durable}
    if not marked:
        return cells | _NOTHING_MARKED
    cells |= {code: code in marked for code in CONDUCT}
    return cells | {"abusive": any(code in marked for code in calls.ABUSE)}


def calls_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row a call, with what its turns show."""
    if file.calls is None:
        return None
    return (_call(call, f"calls[{i}]") for i, call in enumerate(file.calls) if call.at.date() <= asof)


def _call(call: Call, path: str) -> Record:
    shown, spots = calls.shown_in(call, path)
    return Record(path, {"on": call.at.date(), "heard": call.heard, **shown}, spots)


def posts_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row a public post, answered or not."""
    if file.posts is None:
        return None
    return (_post(post, f"posts[{i}]", asof) for i, post in enumerate(file.posts) if post.on <= asof)


def _post(post: PublicPost, path: str, asof: date) -> Record:
    answered = post.answered_on is not None and post.answered_on <= asof
    cells = plain(post, "on kind rating")
    return Record(path, cells | {"answered": answered, "answered_on": post.answered_on if answered else None})


def publications_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row a publication of the shop, taken down or not."""
    if file.publications is None:
        return None
    return (_publication(one, f"publications[{i}]", asof) for i, one in enumerate(file.publications) if one.on <= asof)


def _publication(one: Publication, path: str, asof: date) -> Record:
    removed = one.removed_on is not None and one.removed_on <= asof
    cells: Cells = {"on": one.on, "known_on": one.known_on or one.on, "consent": one.consent, "removed": removed}
    return Record(path, cells | {"removed_on": one.removed_on if removed else None})


def past_rows(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
    """One row an earlier or like case."""
    if file.history is None:
        return None
    return (Record(f"history.cases[{i}]", _past(past)) for i, past in enumerate(file.history.cases) if past.on <= asof)


def _past(past: PastCase) -> Cells:
    cells = plain(past, "on reason finding remedy same_customer goodwill bought_again", "amount")
    return cells | {"ended": past.ended or None}


def history_rows(file: CaseFile, _allegation: Allegation | None, _asof: date) -> Iterable[Record] | None:
    """One row: what is known of the customer."""
    if file.history is None:
        return None
    names = "customer_since orders complaints complaints_right unclaimed_parcels_12m followers"
    return (Record("history", plain(file.history, names, "margin_12m")),)


def complainant_rows(file: CaseFile, _allegation: Allegation | None, _asof: date) -> Iterable[Record]:
    """One row: who complains."""
    cells = plain(file.complainant, "lang consumer one_person_firm professional")
    return (Record("complainant", cells | {"residence": file.complainant.residence or None}),)


def allegations_rows(file: CaseFile, allegation: Allegation | None, _asof: date) -> Iterable[Record]:
    """The allegation at hand, alone. Who says that nothing came denies the delivery, whether or not it is marked."""
    if allegation is None:
        return ()
    cells = plain(allegation, "reason denies_delivery")
    if cells["denies_delivery"] is None:
        cells["denies_delivery"] = allegation.reason == DENIAL
    return (Record(_path(file, allegation), cells),)


def _path(file: CaseFile, allegation: Allegation) -> str:
    return next((f"allegations[{i}]" for i, one in enumerate(file.allegations) if one is allegation), "allegation")


def wants_rows(file: CaseFile, allegation: Allegation | None, _asof: date) -> Iterable[Record]:
    """One row a wish."""
    if allegation:
        path = _path(file, allegation)
        yield from (Record(f"{path}.wants[{i}]", {"outcome": want}) for i, want in enumerate(allegation.wants))


def asked_rows(file: CaseFile, _allegation: Allegation | None, _asof: date) -> Iterable[Record]:
    """What the shop asks; only the case's own question has a sum."""
    if file.question:
        yield Record("question", {"question": file.question, "amount": money(file.question_amount) or ZERO})
    for i, question in enumerate(file.asks):
        yield Record(f"asks[{i}]", {"question": question, "amount": ZERO})


def threats_rows(file: CaseFile, _allegation: Allegation | None, _asof: date) -> Iterable[Record]:
    """One row a threat."""
    return (Record(f"threats[{i}]", {"kind": kind}) for i, kind in enumerate(file.threats))
