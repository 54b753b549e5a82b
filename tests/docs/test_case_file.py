"""The documented case file is the one that is read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from ombud.model.case_file import CaseFile
from ombud.public.rulings import read_case_text

DOCUMENT = Path(__file__).parents[2] / "docs" / "case-file.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")


def structs(struct: type[msgspec.Struct]) -> dict[str, type[msgspec.Struct]]:
    """The record and all records inside it, by name."""
    found = {struct.__name__: struct}
    for each in msgspec.inspect.type_info(struct).fields:  # type: ignore[attr-defined]  # a struct has fields
        kind = each.type
        for part in (kind, getattr(kind, "item_type", None), *getattr(kind, "types", ())):
            inner = getattr(getattr(part, "item_type", part), "cls", None)
            if inner is not None and issubclass(inner, msgspec.Struct):
                found |= structs(inner)
    return found


@pytest.mark.parametrize("name", structs(CaseFile))
def test_every_key_of_a_record_is_documented(name: str) -> None:
    for field in msgspec.structs.fields(structs(CaseFile)[name]):
        assert field.name == "origin" or f"| `{field.name}` |" in TEXT


def test_no_key_is_documented_that_does_not_exist() -> None:
    known = {field.name for struct in structs(CaseFile).values() for field in msgspec.structs.fields(struct)}
    assert set(re.findall(r"(?m)^\| `(\w+)` \|", TEXT)) <= known


def test_the_small_example_is_read_as_it_stands() -> None:
    example = TEXT.partition("```toml\n")[2].partition("```")[0]
    assert tomllib.loads(example)["id"] == "late-1"
    file = read_case_text(example.encode(), "late-1.toml", "toml")
    assert [answer.fact for answer in file.answers] == ["due_on", "delivered_on", "prepaid"]
