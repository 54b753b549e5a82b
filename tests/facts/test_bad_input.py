"""What cannot be right is refused with its key path, in both forms."""

# ruff: noqa: E501  (a table reads best with one case a line)

from __future__ import annotations

import pytest

from ombud.facts.read import Form
from tests.facts.writing import GOOD, NOT_GIVEN, changed, read, refused

FORMS: tuple[Form, ...] = ("toml", "json")
LATE = "2026-05-30"

BAD: tuple[tuple[str, str, object, str, str, str], ...] = (
    # sentence, key to change, its value, place of the error, code, words that stand in it
    ("an unknown version", "version", 2, "version", "case.version", "known: 1"),
    ("a version that is no number", "version", "one", "version", "case.version", "known: 1"),
    ("a misspelt key", "orders[0].delivery_fees", "1.00", "orders[0].delivery_fees", "case.unknown_key", "`delivery_fee`?"),
    ("a key unlike any other", "orders[0].zzz", 1, "orders[0].zzz", "case.unknown_key", "known keys: "),
    ("a missing key", "orders[0].placed_on", NOT_GIVEN, "orders[0]", "case.missing_key", "`placed_on` is missing"),
    ("an allegation without end", "allegations", [{"reason": "late"}] * 101, "allegations", "case.allegations", "at most 100"),
    ("a version in quotes", "version", "1", "version", "case.version", ""),
    ("a case without a name", "id", "", "id", "case.empty_id", "name"),
    ("more complaints right than made", "history", {"complaints": 1, "complaints_right": 2}, "history.complaints_right", "case.count", "of 1 that"),
    ("a residence that is no country", "complainant.residence", "ZZ", "complainant.residence", "case.choice", "a country's code in ISO 3166, UK, EU"),
    ("a residence in small letters", "complainant.residence", "de", "complainant.residence", "case.choice", "did you mean `DE`?"),
    ("a number for a text", "id", 7, "id", "case.type", "quotes"),
    ("a decimal number for money", "payments[0].amount", 99.5, "payments[0].amount", "case.type", '"90.00"'),
    ("a whole number for money", "payments[0].amount", 99, "payments[0].amount", "case.type", '"90.00"'),
    ("a text for a list", "payments", "none", "payments", "case.type", "a list is expected"),
    ("a text for a count", "orders[0].lines[0].quantity", "2", "orders[0].lines[0].quantity", "case.type", "whole number"),
    ("a misspelt label", "tracking[0].status", "deliverd", "tracking[0].status", "case.choice", "`delivered`?"),
    ("a day not in the calendar", "orders[0].placed_on", "2026-02-30", "orders[0].placed_on", "case.value", "2026-05-31"),
    ("a day far outside", "orders[0].placed_on", "0926-05-01", "orders[0].placed_on", "case.dates", "1970"),
    ("a time without offset", "messages[0].at", "2026-05-06T10:00:00", "messages[0].at", "case.value", "offset"),
    ("negative money", "payments[0].amount", "-1.00", "payments[0].amount", "money.negative", "-1.00"),
    ("three decimal places", "payments[0].amount", "1.005", "payments[0].amount", "money.shape", "two decimal"),
    ("money that is too large", "payments[0].amount", "12345678901.00", "payments[0].amount", "money.shape", "too large"),
    ("a decimal comma", "payments[0].amount", "9,50", "payments[0].amount", "money.not_a_number", '"9.50"'),
    ("an amount in digits of another script", "payments[0].amount", "٩٠", "payments[0].amount", "money.not_a_number", ""),
    ("another currency", "payments[0].amount", "90.00 EUR", "payments[0].amount", "currency.mixed", "RUB"),
    ("a currency sign", "payments[0].amount", "€90.00", "payments[0].amount", "currency.mixed", "RUB"),
    ("the currency twice", "payments[0].amount", "90.00 RUB", "payments[0].amount", "money.not_a_number", "alone"),
    ("an unknown currency", "currency", "GALLEON", "currency", "currency.unknown", "PLN"),
    ("an order id twice", "orders[1]", {"id": "o1", "placed_on": "2026-05-01"}, "orders[1].id", "case.duplicate_id", "orders[0].id"),
    ("a line id twice", "orders[0].lines[1].id", "l1", "orders[0].lines[1].id", "case.duplicate_id", "lines[0].id"),
    ("a shipment id twice", "shipments[1]", {"id": "s1", "carrier": "X"}, "shipments[1].id", "case.duplicate_id", "shipments[0]"),
    ("a payment id twice", "payments[1]", {"id": "p1", "on": "2026-05-02", "amount": "1.00"}, "payments[1].id", "case.duplicate_id", "payments[0].id"),
    ("an empty id", "payments[0].id", "", "payments[0].id", "case.empty_id", "name"),
    ("an event of no known shipment", "tracking[0].shipment", "s9", "tracking[0].shipment", "case.reference", "known: s1"),
    ("an event of a shipment where there are none", "shipments", NOT_GIVEN, "tracking[0].shipment", "case.reference", "no shipments"),
    ("an unknown reason", "allegations[0].reason", "lat", "allegations[0].reason", "case.code", "`late`?"),
    ("an unknown wish", "allegations[0].wants[0]", "revenge", "allegations[0].wants[0]", "case.code", "refund"),
    ("an unknown question", "asks", ["may_we"], "asks[0]", "case.code", "wait_for_carrier"),
    ("unknown conduct", "messages[0].conduct", ["rude"], "messages[0].conduct[0]", "case.code", "behaviour_abuse"),
    ("a complaint that alleges nothing", "allegations", [], "allegations", "case.no_allegation", "reason"),
    ("a question without its code", "kind", "question", "kind", "case.no_question", "deduct_for_conduct"),
    ("no items of a thing", "orders[0].lines[0].quantity", 0, "orders[0].lines[0].quantity", "case.count", "between 1"),
    ("a term beyond any carrier's", "shipments[0].term_days", 10**30, "shipments[0].term_days", "case.type", ""),
    ("a term of a century", "shipments[0].term_days", 36500, "shipments[0].term_days", "case.count", "3650"),
    ("delivered before it was ordered", "tracking[0].on", "2026-04-30", "tracking[0].on", "case.dates", "before it was ordered"),
    ("delivered before the hand-over", "tracking[0].on", "2026-05-02", "tracking[0].on", "case.dates", "handed over to the carrier"),
    ("handed over before it was ordered", "shipments[0].handed_over_on", "2026-04-30", "shipments[0].handed_over_on", "case.dates", "2026-05-01"),
    ("recorded before it happened", "tracking[0].recorded_at", "2026-05-02T00:00:00+00:00", "tracking[0].recorded_at", "case.dates", "recorded"),
    ("refunded before paid", "refunds[0].on", "2026-05-01", "refunds[0].on", "case.dates", "before any was paid"),
    ("answered before received", "complaint.answered_on", "2026-05-07", "complaint.answered_on", "case.dates", "answered before"),
    ("complained before ordered", "complaint.received_on", "2026-04-01", "complaint.received_on", "case.dates", "complaint came in before"),
    ("a term that ends before it was set", "terms[0].ends_on", "2026-05-06", "terms[0].ends_on", "case.dates", "additional term"),
    ("received before sent", "demands[0].received_on", "2026-05-05", "demands[0].received_on", "case.dates", "before it was sent"),
    ("a post answered before it was there", "posts[0].answered_on", "2026-05-08", "posts[0].answered_on", "case.dates", "published"),
    ("opened before the order", "opened_on", "2026-04-30", "opened_on", "case.dates", "opened before"),
    ("ruled before it was opened", "asof", "2026-05-19", "asof", "case.dates", "ruling"),
    ("due before asked", "requests[0].by", "2026-05-09", "requests[0].by", "case.dates", "asked"),
    ("an answer about no known fact", "answers[0].fact", "color", "answers[0].fact", "answers.fact", "`colour`?"),
    ("an answer about what the ruling sets", "answers[0].fact", "asof", "answers[0].fact", "answers.always", ""),
    ("a request for no known fact", "requests[0].fact", "deliverd", "requests[0].fact", "answers.fact", "`delivered`?"),
    ("an answer that is no label", "answers[0].value", "mauve", "answers[0].value", "answers.value", "red, green, blue"),
    ("an answer of another type", "answers[0].value", True, "answers[0].value", "answers.value", "red"),
    ("an answer with decimals", "answers[0].value", 1.5, "answers[0].value", "case.type", "quotes"),
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_good_case_is_read_in_both_forms_alike(form: Form) -> None:
    assert read(GOOD, form) == read(GOOD, "json")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("key", "value", "place", "code", "words"), [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD]
)
def test_it_is_refused_with_its_place(form: Form, key: str, value: object, place: str, code: str, words: str) -> None:  # fmt: skip
    error = refused(changed(key, value), form)
    if value != 10**30:  # the two readers name a number beyond 64 bits differently
        assert (error.at.key, error.code) == (place, code)
    assert error.at.file == f"case.{form}"
    assert error.at.line > 0
    assert error.hint
    assert words in str(error)
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("delivered", "yes"),
        ("delivered", 1),
        ("hang_ups", True),
        ("hang_ups", "1"),
        ("placed_on", "31.05.2026"),
        ("placed_on", 20260531),
        ("complaints_count", -1),
        ("complaints_count", 101),
        ("prepaid", "-0.01"),
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_an_answer_that_does_not_fit_its_fact_is_refused(form: Form, fact: str, value: object) -> None:
    error = refused(changed("answers[0]", {"fact": fact, "value": value}), form)
    assert error.code in ("answers.value", "answers.bounds")
    assert error.at.key == "answers[0].value"


TOML = """\
version = 1
id = "lines"
currency = "RUB"
opened_on = 2026-05-20
complainant = {}

[[allegations]]
reason = "late"
text = \"\"\"
[[orders]]
placed_on = 1\"\"\"

[[orders]]
id = "o1" # [[orders]]
placed_on = 2026-05-01

[[orders]]
id = "o2"
placed_on = 2026-05-01
    [[orders.promises]]
    kind = "delivery_day"
    by = "offer"
    [orders.offer]
    text = ""
"""


@pytest.mark.parametrize(
    ("before", "after", "line", "column"),
    [
        ('id = "o2"', 'id = "o1"', 18, 1),
        ('kind = "delivery_day"', 'kind = "x"', 21, 5),
        ('by = "offer"', 'by = "offer"\n    amount = "-1.00"', 23, 5),
        ('text = ""\n', 'txt = ""\n', 24, 5),
        ("opened_on = 2026-05-20", "opened_on = 2026-13-20", 4, 17),
        ('currency = "RUB"', "currency = RUB", 3, 12),
        ('id = "o1" # [[orders]]', 'id = "o1"\nid = "o1"', 15, 10),
        ('id = "o2"\n', "", 17, 1),
    ],
)
def test_in_toml_the_line_and_column_are_told(before: str, after: str, line: int, column: int) -> None:
    assert before in TOML
    error = refused(TOML.replace(before, after), "toml")
    assert (error.at.line, error.at.column) == (line, column)


JSON = """\
{"version": 1, "id": "lines", "currency": "RUB", "opened_on": "2026-05-20", "complainant": {},
 "allegations": [{"reason": "late", "text": "a \\"quote\\" { [ , :"}],
 "orders": [
  {"id": "o1", "placed_on": "2026-05-01"},
  {"id": "o2", "placed_on": "2026-05-01", "promises": [
    {"kind": "other", "by": "offer"}]}]}
"""


@pytest.mark.parametrize(
    ("before", "after", "line", "column", "code"),
    [
        ('"id": "o2"', '"id": "o1"', 5, 4, "case.duplicate_id"),
        ('"kind": "other"', '"kind": "x"', 6, 6, "case.choice"),
        ('"kind": "other"', '"kind": "other", "kind": "other"', 6, 23, "json.duplicate_key"),
        ('{"id": "o1", "placed_on": "2026-05-01"}', "7", 4, 3, "case.type"),
        ('"id": "o2",', '"id": "o2"', 5, 15, "json.malformed"),
        ('"2026-05-20"', "NaN", 1, 63, "json.malformed"),
        ('"2026-05-20"', "-Infinity", 1, 64, "json.malformed"),
        ("}]}]}\n", "}]}]", 6, 40, "json.malformed"),
        ("}]}]}\n", "}]}]}}", 6, 42, "json.malformed"),
    ],
)
def test_in_json_the_line_and_column_are_told(before: str, after: str, line: int, column: int, code: str) -> None:
    assert before in JSON
    error = refused(JSON.replace(before, after, 1), "json")
    assert (error.at.line, error.at.column, error.code) == (line, column, code)


def test_text_that_is_not_utf_8_is_refused_at_its_byte() -> None:
    error = refused(b'version = 1\nid = "\xff"\n', "toml")
    assert (error.code, error.at.line, error.at.column) == ("file.encoding", 2, 7)


def test_a_mark_of_byte_order_is_passed_over() -> None:
    assert refused(b"\xef\xbb\xbf[", "toml").code == "toml.malformed"
    assert refused(b'\xef\xbb\xbf{"version": 3}', "json").code == "case.version"
