"""What happened, and what do we not know?

In: a case file (TOML by hand, JSON by machine) and an open book. Out: `Facts`, every fact known, contested, unknown or
absent, each with its evidence.
"""

from __future__ import annotations

from ombud.facts.establish import establish
from ombud.facts.in_question import Lines as Lines
from ombud.facts.in_question import complained_of as complained_of
from ombud.facts.in_question import going_back as going_back
from ombud.facts.read import in_file, read_case, read_case_text
from ombud.facts.schema import json_schema

__all__ = ["establish", "in_file", "json_schema", "read_case", "read_case_text"]
