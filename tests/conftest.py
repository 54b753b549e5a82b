"""One rule for all tests: the drawn examples are the same in every run, so that a gate never fails by chance.

`make explore` sets OMBUD_EXPLORE: then they are drawn anew. What such a run finds is mended, and its example is written
beside the test as an `@example`, so that it is tried for ever.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

from tests import drawn

WHOLE = 100
EXPLORES = bool(os.environ.get("OMBUD_EXPLORE"))


def pytest_configure(config: pytest.Config) -> None:
    """The quick run (`-m "not slow"`) tries fewer examples of each property."""
    if "not slow" in str(config.getoption("markexpr")):
        drawn.quick()
    settings.register_profile(
        "repeatable", max_examples=drawn.examples(WHOLE), derandomize=True, deadline=None, database=None
    )
    if not EXPLORES:
        _draw_alike_in_every_process()
    settings.register_profile("exploring", max_examples=WHOLE, derandomize=False, deadline=None, print_blob=True)
    settings.load_profile("exploring" if EXPLORES else "repeatable")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """To explore, only the files that draw examples: some draw them inside a test, which no marker tells."""
    if EXPLORES:
        still = [item for item in items if "given" not in vars(getattr(item, "module", None) or drawn)]
        config.hook.pytest_deselected(items=still)
        items[:] = [item for item in items if item not in still]


def _draw_alike_in_every_process() -> None:
    """Hypothesis also draws the constants of modules already imported: in every process of a parallel run others."""
    if not callable(getattr(providers, "is_local_module_file", None)):
        raise pytest.UsageError("hypothesis gathers constants otherwise now: see tests/conftest.py")
    vars(providers)["is_local_module_file"] = lambda path: False
