"""What happened, and what do we not know?

In: a case file (TOML by hand, JSON by machine) and an open book. Out: `Facts`, every fact known, contested, unknown or
absent, each with its evidence.
"""

from __future__ import annotations

from ombud.facts.establishing import establish as establish
from ombud.facts.read import read_case as read_case
from ombud.facts.read import read_case_text as read_case_text
from ombud.facts.schema import json_schema as json_schema
from ombud.facts.validate import validate as validate
