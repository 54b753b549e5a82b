"""The JSON Schema accepts what the reader accepts, and refuses broken shapes."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from ombud.facts.schema import json_schema
from tests.facts.books import CASES, case
from tests.facts.writing import GOOD, NOT_GIVEN, changed

VALIDATOR = Draft202012Validator(json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def plain(name: str) -> Any:  # noqa: ANN401
    data = (CASES / name).read_bytes()
    if name.endswith(".json"):
        return json.loads(data)
    return json.loads(json.dumps(tomllib.loads(data.decode()), default=lambda day: day.isoformat()))


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_every_case_that_is_read_satisfies_the_schema(name: str) -> None:
    case(name)
    VALIDATOR.validate(plain(name))


def test_the_schema_is_itself_right_and_closed() -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    objects = [schema, *schema["$defs"].values()]
    assert all(part["additionalProperties"] is False for part in objects)
    assert all(part.get("description") and part.get("title") for part in objects)
    assert "$id" not in json.dumps(schema)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("version", 2),
        ("version", NOT_GIVEN),
        ("complainant", NOT_GIVEN),
        ("opened_on", "yesterday"),
        ("orders[0].colour", "red"),
        ("orders[0].id", 7),
        ("payments[0].amount", 90.0),
        ("payments[0].amount", "90,00"),
        ("tracking[0].status", "gone"),
        ("orders", {}),
        ("answers[0].value", 1.5),
    ],
)
def test_a_broken_case_does_not_satisfy_the_schema(key: str, value: object) -> None:
    VALIDATOR.validate(GOOD)
    with pytest.raises(ValidationError):
        VALIDATOR.validate(changed(key, value))


def test_days_are_written_as_the_schema_says() -> None:
    assert isinstance(case("kettle.toml").opened_on, date)
    assert not isinstance(case("kettle.toml").opened_on, datetime)
