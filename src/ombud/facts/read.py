"""A case file from TOML (by hand) or JSON (by machine), refused with place and way out when it cannot be right."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec
import tomli

from ombud.facts.limits import LARGEST_FILE, check_size, check_toml
from ombud.facts.lines import located, repeated_key
from ombud.facts.shape import VERSIONS, refusal, unknown_version
from ombud.facts.validate import validate
from ombud.kernel.errors import InputError, Place
from ombud.kernel.slips import way_out
from ombud.model.case_file import CaseFile
from ombud.rules.declare import FactDecl

Form: TypeAlias = Literal["toml", "json"]

_TOML_SPOT = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_JSON_SPOT = re.compile(r"JSON is malformed: (.*) \(byte (\d+)\)")
_NO_NUMBER = re.compile(r"-?(?:NaN|Infinity)")
_VERSION = msgspec.json.Decoder(dict[str, Any])


def read_case(path: Path, *, catalogue: Mapping[str, FactDecl] | None = None, alleged: bool = True) -> CaseFile:
    """One case file, by its suffix `.toml` or `.json`, checked whole.

    `catalogue` (a book's facts) lets the answers by hand be checked here, where their lines are known. Without
    `alleged` it may be an order about which nobody has complained.

    Raises:
        InputError: it cannot be read or cannot be right; the place is file, key, line and column.
    """
    at = Place(str(path))
    forms: dict[str, Form] = {".toml": "toml", ".json": "json"}
    form = forms.get(path.suffix.lower())
    if form is None:
        raise InputError(
            "a case file ends in .toml or .json", at=at, hint="rename it by what it holds", code="file.suffix"
        )
    try:
        check_size(path.stat().st_size, at)
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(
            f"cannot read the file: {error.strerror}", at=at, hint="check its name and rights", code="file.unreadable"
        ) from None
    return read_case_text(data, str(path), form, catalogue=catalogue, alleged=alleged)


def read_case_text(
    data: bytes, name: str, form: Form, *, catalogue: Mapping[str, FactDecl] | None = None, alleged: bool = True
) -> CaseFile:
    """A case file from its bytes; `name` is what errors call it.

    Raises:
        InputError: it cannot be right; the place is file, key, line and column.
    """
    check_size(len(data), Place(name))
    text = _decoded(data, name)
    try:
        file = _from_toml(text, name) if form == "toml" else _from_json(text, name)
        validate(file, catalogue=catalogue, alleged=alleged)
    except InputError as error:
        raise _placed(error, text, name, form) from None
    return file


def in_file(error: InputError, path: Path) -> InputError:
    """An error that came up after reading (`establish` knows only key paths), with file, line and column."""
    form: Form = "json" if path.suffix.lower() == ".json" else "toml"
    try:
        return _placed(error, _decoded(path.read_bytes(), str(path)), str(path), form)
    except (OSError, InputError):
        return error


def _placed(error: InputError, text: str, name: str, form: Form) -> InputError:
    at = located(Place(name, error.at.key, error.at.line, error.at.column), text, form)
    return InputError(error.says, at=at, hint=error.hint, code=error.code)


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise InputError(
            "the file is not UTF-8 text",
            at=Place(name, "", line, column),
            hint="save it as UTF-8",
            code="file.encoding",
        ) from None


def _from_toml(text: str, name: str) -> CaseFile:
    check_toml(text, Place(name))
    try:
        tree = tomli.loads(text)
    except RecursionError:
        raise InputError(
            "the values are nested too deep", at=Place(name), hint="a case file needs five levels", code="file.nesting"
        ) from None
    except ValueError as error:
        raise _malformed_toml(error, text, name) from None
    _days_as_text(tree.get("answers"))
    _check_version(tree, name)
    try:
        return msgspec.convert(tree, CaseFile, strict=True)
    except msgspec.ValidationError as error:
        raise refusal(error, name) from None


def _malformed_toml(error: ValueError, text: str, name: str) -> InputError:
    found = _TOML_SPOT.fullmatch(str(error))
    if found is None:
        return InputError("a number is too long", at=Place(name), hint="shorten it", code="toml.malformed")
    says = found[1][:1].lower() + found[1][1:200]
    line, column = (int(found[2]), int(found[3])) if found[2] else (text.count("\n") + 1, 0)
    at = Place(name, "", line, column)
    return InputError(f"this is not TOML: {says}", at=at, hint=way_out(text, line), code="toml.malformed")


def _days_as_text(answers: object) -> None:
    """TOML has days of its own; an answer holds them as text, as JSON does."""
    for answer in answers if isinstance(answers, list) else ():
        if isinstance(answer, dict) and type(answer.get("value")) is date:
            answer["value"] = answer["value"].isoformat()


def _check_version(tree: Mapping[str, Any], name: str) -> None:
    version = tree.get("version", VERSIONS[-1])
    if type(version) is not int or version not in VERSIONS:
        raise unknown_version(version, name)


def _from_json(text: str, name: str) -> CaseFile:
    try:
        file = msgspec.json.decode(text, type=CaseFile, strict=True)
    except msgspec.ValidationError as error:
        _check_json_version(text, name)
        raise refusal(error, name) from None
    except msgspec.DecodeError as error:
        raise _malformed_json(error, text, name) from None
    json.loads(text, object_pairs_hook=lambda pairs: _once(pairs, text, name))
    return file


def _check_json_version(text: str, name: str) -> None:
    """A file of another version is refused as such before its keys are."""
    try:
        tree = _VERSION.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return
    _check_version(tree, name)


def _malformed_json(error: msgspec.DecodeError, text: str, name: str) -> InputError:
    found = _JSON_SPOT.fullmatch(str(error))
    before = text.encode()[: int(found[2])].decode(errors="ignore") if found else text
    at = Place(name, "", before.count("\n") + 1, len(before) - before.rfind("\n"))
    if odd := _NO_NUMBER.match(text, len(before)):
        says, hint = f"{odd[0]} is not a value", "leave the key out when it is not known"
    else:
        says, hint = (found[1] if found else "it ends too early"), "correct it there or above"
    return InputError(f"this is not JSON: {says}", at=at, hint=hint, code="json.malformed")


def _once(pairs: list[tuple[str, Any]], text: str, name: str) -> None:
    if len(dict(pairs)) < len(pairs):
        path, line, column = repeated_key(text)
        raise InputError(
            "the key stands twice", at=Place(name, path, line, column), hint="keep one", code="json.duplicate_key"
        )
