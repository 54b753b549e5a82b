"""The JSON Schema of case files."""

from __future__ import annotations

from typing import Any

import msgspec

from ombud.model.case_file import CaseFile

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a case file in JSON, version 1; every reference is local.

    It holds the shape; what one record alone cannot tell (days against each other, ids, codes) `read_case` checks.
    """
    (_,), components = msgspec.json.schema_components([CaseFile], ref_template="#/$defs/{name}")
    root = components.pop(CaseFile.__name__)
    return {"$schema": DRAFT, **root, "title": "Case file, version 1", "$defs": dict(sorted(components.items()))}
