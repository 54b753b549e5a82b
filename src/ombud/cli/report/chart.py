"""Charts as SVG: no script, no network, readable in print and without colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 240
LEFT, BOTTOM, TOP = 110, 36, 12
MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Bars:
    """One series: a name and a value for each label."""

    name: str
    values: tuple[float, ...]


def bars(
    title: str, labels: Sequence[str], series: Sequence[Bars], told: Sequence[str], say: Callable[[int], str]
) -> str:
    """Bars side by side for each label. `told` are the values in words, one a bar, in the order of labels then series;
    `say` writes a value on the axis.

    Values below zero hang under the line.
    """
    low = min(0.0, *(value for one in series for value in one.values))
    high = max(0.0, *(value for one in series for value in one.values))
    span = (high - low) or 1.0
    step = (WIDTH - LEFT) / max(1, len(labels))
    width = max(1.0, step * 0.8 / len(series))

    def across(value: float) -> float:
        return TOP + (high - value) / span * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<text class="y" x="{LEFT - 8}" y="{across(end) + 4:.1f}">{escape(say(round(end)))}</text>'
        for end in dict.fromkeys((high, 0.0, low))
    ]
    words = iter(told)
    for at, label in enumerate(labels):
        for number, one in enumerate(series):
            value = one.values[at]
            x = LEFT + at * step + step * 0.1 + number * width
            top, height = min(across(value), across(0)), abs(across(value) - across(0))
            said = escape(f"{label} · {one.name}: {next(words)}")
            parts.append(
                f'<rect class="s{number}" x="{x:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}">'
                f"<title>{said}</title></rect>"
            )
        if at % max(1, -(-len(labels) // MOST_LABELS)) == 0:
            parts.append(
                f'<text class="x" x="{LEFT + at * step + step / 2:.1f}" y="{HEIGHT - 14}">{escape(label)}</text>'
            )
    return (
        f'<figure><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">'
        f'<line x1="{LEFT}" x2="{WIDTH}" y1="{across(0):.1f}" y2="{across(0):.1f}"/>{"".join(parts)}</svg>'
        f"<figcaption>{escape(title)} {_legend(series)}</figcaption></figure>"
    )


def _legend(series: Sequence[Bars]) -> str:
    if len(series) == 1:
        return ""
    return " ".join(f'<span class="key s{at}"></span>{escape(one.name)}' for at, one in enumerate(series))
