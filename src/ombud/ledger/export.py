"""Hand the entries to plain-text accounting: hledger, beancount, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from ombud.kernel.cells import inert
from ombud.kernel.errors import InputError
from ombud.ledger.reversal import CORRECTS, REASON
from ombud.model.event import Posted
from ombud.model.posting import Entry

PLURAL = {
    "asset": "assets",
    "liability": "liabilities",
    "income": "income",
    "expense": "expenses",
    "equity": "equity",
}
COLUMNS = [
    "sequence",
    "on",
    "kind",
    "case",
    "by",
    "account",
    "amount",
    "currency",
    "rule",
    "hash",
    "corrects",
    "reason",
]


def export(entries: Iterable[Posted], form: str) -> str:
    """All entries that move money, as text in one of `FORMATS`.

    Raises:
        InputError: no such format.
    """
    if form not in FORMATS:
        raise InputError(f"{form!r} is no export format", hint=f"one of {', '.join(FORMATS)}", code="ledger.format")
    return FORMATS[form]([posted for posted in entries if posted.event.entries])


def _hledger(entries: list[Posted]) -> str:
    """The journal format of hledger 1.x: status, code, description, tags in the comment."""
    blocks = []
    for posted in entries:
        event = posted.event
        head = f"{event.on} * ({posted.sequence}) {_plain(event.case)} {event.kind}  ; hash:{posted.hash}"
        if number := event.notes.get(CORRECTS):
            head += f", corrects:{number}, reason:{_tag(event.notes.get(REASON, ''))}"
        blocks.append("\n".join([head, *(_leg(_account(entry), entry, 4) for entry in event.entries)]))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _beancount(entries: list[Posted]) -> str:
    """The language of beancount 3: accounts are opened on the first day they are used."""
    opened: dict[str, tuple[date, set[str]]] = {}
    blocks = []
    for posted in entries:
        event = posted.event
        head = f'{event.on} * "{_quoted(event.case)}" "{event.kind}"'
        tags = [f"  sequence: {posted.sequence}", f'  hash: "{posted.hash}"']
        if number := event.notes.get(CORRECTS):
            tags += [f"  corrects: {number}", f'  reason: "{_quoted(event.notes.get(REASON, ""))}"']
        blocks.append("\n".join([head, *tags, *(_leg(_title(entry), entry, 2) for entry in event.entries)]))
        for entry in event.entries:
            first, currencies = opened.get(_title(entry), (event.on, set()))
            opened[_title(entry)] = (min(first, event.on), currencies | {entry.amount.currency})
    opens = [
        f"{first} open {account} {','.join(sorted(currencies))}"
        for account, (first, currencies) in sorted(opened.items())
    ]
    return "\n".join([*opens, "", "\n\n".join(blocks)]) + "\n" if blocks else ""


def _csv(entries: list[Posted]) -> str:
    """RFC 4180 with one row a leg; text that a spreadsheet would compute is quoted with an apostrophe."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for posted in entries:
        event = posted.event
        for entry in event.entries:
            texts = [event.kind, event.case, event.by, entry.account]
            amount = [f"{entry.amount.decimal:.2f}", entry.amount.currency]
            why = [event.notes.get(CORRECTS, ""), inert(event.notes.get(REASON, ""))]
            tail = [inert(event.notes.get("rule", "")), posted.hash, *why]
            rows.writerow([posted.sequence, event.on.isoformat(), *map(inert, texts), *amount, *tail])
    return out.getvalue()


def _leg(account: str, entry: Entry, indent: int) -> str:
    return f"{' ' * indent}{account:<40}  {entry.amount.decimal:>14.2f} {entry.amount.currency}"


def _account(entry: Entry) -> str:
    root, _, rest = entry.account.partition(":")
    return f"{PLURAL[root]}:{rest}"


def _title(entry: Entry) -> str:
    return ":".join(part[:1].upper() + part[1:] for part in _account(entry).split(":"))


def _plain(text: str) -> str:
    return text.replace(";", ",").replace("|", "/")


def _tag(text: str) -> str:
    """Text in a tag of hledger, which a comma would end."""
    return _plain(text).replace(",", " ")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


FORMATS: Mapping[str, Callable[[list[Posted]], str]] = {"hledger": _hledger, "beancount": _beancount, "csv": _csv}
