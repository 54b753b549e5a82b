"""Every worked case that stands beside the law, named as its sentence."""

from __future__ import annotations

import pytest

from ombud.book.cases import CaseResult, all_law_cases


@pytest.mark.parametrize("result", [pytest.param(result, id=result.id) for result in all_law_cases()])
def test_worked_case(result: CaseResult) -> None:
    assert result.wrong == (), f"{result.at}: {'; '.join(result.wrong)}"
