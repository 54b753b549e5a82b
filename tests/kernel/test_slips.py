"""A line that is not TOML is answered with what its writer probably meant."""

from __future__ import annotations

import pytest

from ombud.kernel.slips import way_out

SLIPS = {
    "amount = 171,00": "with a point",
    "amount = 1 171,00": "with a point",
    "day = 27.05.2026": "2026-05-31",
    "day = 27-05-2026": "2026-05-31",
    "day = 2026-27-05": "2026-05-31",
    'name = "Anna': "close the quotes",
    'name = Anna"': "close the quotes",
    'wants = ["refund", "apology]': "close the quotes",
    "name = „Anna”": "straight quotes",
    "name = Anna": "text in quotes",
    "denies_delivery = tak": "true and false",
    "[payments": "correct it there or above",
    "denies_delivery = true false": "correct it there or above",
}


@pytest.mark.parametrize("line", SLIPS)
def test_a_slip_is_met_with_its_own_way_out(line: str) -> None:
    assert SLIPS[line] in way_out(f'id = "x"\n{line}\n', 2)


@pytest.mark.parametrize("line", [0, 2, -1])
def test_a_line_that_is_not_there_has_the_general_way_out(line: int) -> None:
    assert way_out('id = "x', line) == "correct it there or above"
