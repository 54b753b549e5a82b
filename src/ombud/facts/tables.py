"""A case file as record tables, whose columns are named in `ombud.model.record_tables`.

A section that is missing in the file gives no table (None): nobody looked. A record dated after the day of the ruling
is not known yet and left out; what such a record will hold later (an answer, a hand-over) reads as not yet done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ombud.facts import goods, payments, service, talk
from ombud.facts.record import Builder, Record, Rows, plain
from ombud.model.case_file import Allegation, CaseFile
from ombud.model.record_tables import ORDER_BY
from ombud.model.record_tables import RECORD_TABLES as RECORD_TABLES


class Records:
    """The tables of one case file as of a day, each built when it is first read."""

    __slots__ = ("_allegation", "_asof", "_built", "_file")

    def __init__(self, file: CaseFile, allegation: Allegation | None, asof: date) -> None:
        self._file = file
        self._allegation = allegation
        self._asof = asof
        self._built: dict[str, Rows | None] = {}

    def table(self, name: str) -> Rows | None:
        """The rows of a table in the order of their days, None when the section is missing in the file."""
        if name not in self._built:
            found = _BUILDERS[name](self._file, self._allegation, self._asof)
            self._built[name] = None if found is None else self._in_order(name, found)
        return self._built[name]

    def _in_order(self, name: str, found: Iterable[Record]) -> Rows:
        rows = list(found)
        for row in rows:
            row.cells["asof"] = self._asof
        if (column := ORDER_BY.get(name)) and len(rows) > 1:
            rows.sort(key=lambda row: row.cells[column] or date.min)
        return rows


def _section(name: str, day: str, names: str, amounts: str = "") -> Builder:
    """A section whose records become rows as they are, from the day in `day` on ("" : always)."""

    def build(file: CaseFile, _allegation: Allegation | None, asof: date) -> Iterable[Record] | None:
        records = getattr(file, name)
        if records is None:
            return None
        return (
            Record(f"{name}[{i}]", plain(record, names, amounts))
            for i, record in enumerate(records)
            if not day or getattr(record, day) <= asof
        )

    return build


_BUILDERS: Mapping[str, Builder] = {
    "order": goods.orders_rows,
    "line": goods.lines_rows,
    "promise": goods.promises_rows,
    "offer": goods.offers_rows,
    "payment": payments.payments_rows,
    "refund": payments.refunds_rows,
    "chargeback": payments.chargebacks_rows,
    "shipment": goods.shipments_rows,
    "tracking": goods.tracking_rows,
    "demand": service.demands_rows,
    "term": _section("terms", "set_on", "set_on ends_on"),
    "complaint": talk.complaint_rows,
    "message": talk.messages_rows,
    "call": talk.calls_rows,
    "post": talk.posts_rows,
    "publication": talk.publications_rows,
    "inspection": goods.inspections_rows,
    "cure": goods.cures_rows,
    "loss": _section("losses", "", "proven kind", "amount"),
    "effort": _section("efforts", "on", "on what minutes", "out_of_pocket"),
    "goods_return": service.returns_rows,
    "fee": service.fees_rows,
    "subscription": service.subscription_rows,
    "platform_case": service.platform_rows,
    "past": talk.past_rows,
    "history": talk.history_rows,
    "complainant": talk.complainant_rows,
    "allegation": talk.allegations_rows,
    "want": talk.wants_rows,
    "asked": talk.asked_rows,
    "threat": talk.threats_rows,
}
