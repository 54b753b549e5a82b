"""What msgspec refuses, said in one sentence with its place and the way out."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from ombud.kernel.errors import InputError, Place
from ombud.model.case_file import CaseFile
from ombud.model.residence import Residence

VERSIONS = (1,)

_AT = re.compile(r"(?P<says>.*?)(?: - at `\$\.?(?P<path>[^`]*)`)?", re.DOTALL)
_STEP = re.compile(r"\.?([^.\[\]]+)|\[\d+\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(.*)`")
_CHOICE = re.compile(r"Invalid enum value (.*)", re.DOTALL)
_EXPECTED = re.compile(r"Expected `(.*)`, got `(.*)`")
_KINDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a decimal number",
    "bool": "true or false",
    "date": "a day",
    "datetime": "a time with an offset",
    "array": "a list",
    "object": "a table of keys",
    "null": "nothing",
}

_EXAMPLES = {str: '"…"', date: "2026-05-31", int: "1", bool: "true"}
CLOSE = 0.7  # at 0.6, difflib's own, `klient` would be taken for `kind`


def refusal(error: msgspec.ValidationError, file: str) -> InputError:
    """The error in words, at its key path."""
    found = _AT.fullmatch(str(error))
    says, path = (found["says"], found["path"] or "") if found else (str(error), "")
    at = Place(file, path)
    holder = _type_at(path)
    if match := _UNKNOWN.fullmatch(says):
        return _unknown_key(match[1], holder, at)
    if match := _MISSING.fullmatch(says):
        return InputError(
            f"the key `{match[1]}` is missing", at=at, hint=_to_add(match[1], holder), code="case.missing_key"
        )
    if path == "version":
        return unknown_version(says.rpartition(" ")[2], file)
    if match := _CHOICE.fullmatch(says):
        return _no_choice(match[1].strip("'"), holder, at)
    if match := _EXPECTED.fullmatch(says):
        return _wrong_type(match[1], match[2], at, holder)
    return _wrong_value(says, at)


def unknown_version(version: object, file: str) -> InputError:
    """A case file of a version that this program does not read."""
    known = ", ".join(map(str, VERSIONS))
    said = repr(version)[:40] if isinstance(version, str) and version.isdigit() else str(version)[:40]
    return InputError(
        f"case files of version {said} are not known here",
        at=Place(file, "version"),
        hint=f"known: {known}; write version = {VERSIONS[-1]}",
        code="case.version",
    )


def _to_add(key: str, holder: object) -> str:
    wanted = _hints(holder).get(key)
    if _is_amount(wanted):
        return f'add it: {key} = "90.00"'
    return f"add it: {key} = {_EXAMPLES[wanted]}" if wanted in _EXAMPLES else "add it"


def _unknown_key(key: str, holder: object, at: Place) -> InputError:
    names = holder.__struct_fields__ if isinstance(holder, msgspec.StructMeta) else ()
    near = get_close_matches(key, names, 1, CLOSE)
    hint = f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(names)}"
    return InputError(f"unknown key `{key[:60]}`", at=at.at(key[:60]), hint=hint, code="case.unknown_key")


def _no_choice(value: str, holder: object, at: Place) -> InputError:
    choices = [str(choice) for choice in _choices(holder) if choice != ""]
    near = [value.upper()] if value.upper() in choices else get_close_matches(value, choices, 1)
    known = "a country's code in ISO 3166, UK, EU" if holder == Residence else ", ".join(choices)
    hint = (f"did you mean `{near[0]}`? " if near else "") + f"one of {known}"
    return InputError(f"`{value[:60]}` is not one of the known values", at=at, hint=hint, code="case.choice")


def _wrong_type(expected: str, got: str, at: Place, holder: object) -> InputError:
    kinds = " or ".join(_KINDS.get(kind, kind) for kind in expected.split(" | ") if kind != "null")
    hint = ""
    if got in ("int", "float") and _is_amount(holder):
        hint = 'write an amount in quotes: "90.00"'
    elif got == "null":
        hint = "leave the key out when it is not known"
    elif got == "object" and "array" in expected.split(" | "):
        hint = f"in TOML, each one begins with [[{at.key}]], in two brackets"
    elif "str" in expected.split(" | "):
        hint = "write it in quotes"
    return InputError(
        f"{kinds} is expected here, not {_KINDS.get(got, got)}", at=at, hint=hint or "correct it", code="case.type"
    )


def _wrong_value(says: str, at: Place) -> InputError:
    if "RFC3339 encoded datetime" in says:
        words, hint = "this is not a time", "write it with an offset: 2026-05-31T14:05:00+03:00"
    elif "RFC3339" in says:
        words, hint = "this is not a day of the calendar", "write it as 2026-05-31"
    else:
        words, hint = says[:1].lower() + says[1:], "correct it"
    return InputError(words, at=at, hint=hint, code="case.value")


def _type_at(path: str) -> Any:  # noqa: ANN401  (any annotation)
    """The annotation of what stands at a key path of a case file."""
    here: Any = CaseFile
    for name in _STEP.findall(path):
        here = _hints(_bare(here)).get(name) if name else get_args(_bare(here))[0]
        if here is None:
            return None
    return here if _is_amount(here) else _bare(here)


def _hints(struct: Any) -> dict[str, Any]:  # noqa: ANN401
    return get_type_hints(struct, include_extras=True) if isinstance(struct, msgspec.StructMeta) else {}


def _bare(annotation: Any) -> Any:  # noqa: ANN401
    """Without `| None` and without what is annotated."""
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(part for part in get_args(annotation) if part is not type(None)))
    return annotation.__origin__ if hasattr(annotation, "__metadata__") else annotation


def _is_amount(annotation: Any) -> bool:  # noqa: ANN401
    parts = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    return any(hasattr(part, "__metadata__") for part in parts)


def _choices(annotation: Any) -> tuple[object, ...]:  # noqa: ANN401
    bare = _bare(annotation)
    return get_args(bare) if get_origin(bare) is Literal else ()
