"""Why a row of a table is left out, in the words of one language."""

from __future__ import annotations

from datetime import date

from ombud.cli.words import Tongue, catalogue, clean
from ombud.kernel.lang import word
from ombud.public.orders import OTHER, Bad


def reason(tongue: Tongue, bad: Bad) -> str:
    """All that is wrong with a row, a sentence a fault."""
    return "; ".join(dict.fromkeys(_one(tongue, each) for each in (bad, *bad.more)))


def _one(tongue: Tongue, bad: Bad) -> str:
    """One sentence: which column, what stands there, what to do about it."""
    if bad.code == OTHER:
        return clean(str(bad.values.get("says", "")))
    values = {
        name: tongue.day(value) if isinstance(value, date) else clean(str(value)) for name, value in bad.values.items()
    }
    text = word(catalogue()["row"][bad.code], tongue.lang).format(**values)
    return f"{tongue.name('column', bad.column)}: {text}" if bad.column else text
