"""One rule for all tests: the drawn examples are the same in every run, so that a gate never fails by chance.

`make explore` sets OMBUD_EXPLORE: then they are drawn anew. What such a run finds is mended, and its example is written
beside the test as an `@example`, so that it is tried for ever.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from tests import drawn

WHOLE = 100


def pytest_configure(config: pytest.Config) -> None:
    """The quick run (`-m "not slow"`) tries fewer examples of each property."""
    if "not slow" in str(config.getoption("markexpr")):
        drawn.quick()
    settings.register_profile(
        "repeatable", max_examples=drawn.examples(WHOLE), derandomize=True, deadline=None, database=None
    )
    settings.register_profile("exploring", max_examples=WHOLE, derandomize=False, deadline=None, print_blob=True)
    settings.load_profile("exploring" if os.environ.get("OMBUD_EXPLORE") else "repeatable")
