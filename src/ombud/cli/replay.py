"""`ombud replay`: what would have happened under another book."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ombud.cli.ending import FAULT, RULED
from ombud.cli.language import of_terminal
from ombud.cli.report.files import write_report
from ombud.cli.sweep import progress
from ombud.cli.words import Tongue
from ombud.kernel.errors import InputError, Place
from ombud.kernel.lang import Lang
from ombud.public.replay import Change, Tried, Wanted, replay_change, replay_stances

NEW, SETTINGS, STANCES = "--new", "--set", "--stance"


@dataclass(frozen=True, slots=True)
class Asked:
    """The command line."""

    history: Path
    old: Path
    new: Path | None
    settings: tuple[str, ...]
    stance: bool
    out: Path | None
    lang: Lang | None


def replay(asked: Asked, *, json: bool) -> int:
    """Try a change on a history and show its effects. A change that gives less than the law fails, loudly."""
    _refuse_nothing(asked)
    tongue = Tongue(asked.lang or of_terminal())
    wanted = Wanted(
        asked.history,
        asked.old,
        asked.out,
        progress=lambda done, _all: progress(done),
        report=lambda folder, one: write_report(folder, one, tongue),
    )
    if asked.stance:
        tried = tuple(replay_stances(wanted))
    else:
        tried = (replay_change(wanted, Change(asked.new, asked.settings)),)
    progress(0)
    _show(tried, asked, tongue, json=json)
    return FAULT if any(one.effects.breaches for one in tried) else RULED


def _refuse_nothing(asked: Asked) -> None:
    """Raises InputError unless exactly one kind of change is asked for."""
    given = [name for name, said in ((NEW, asked.new), (SETTINGS, asked.settings), (STANCES, asked.stance)) if said]
    if not given:
        raise InputError(
            "nothing is changed", at=Place("", "replay"), hint=f"name {NEW} BOOK, {SETTINGS} name=value, or {STANCES}"
        )
    if STANCES in given and len(given) > 1:
        raise InputError(
            f"{given[0]} and {STANCES} are two different changes", at=Place("", STANCES), hint="try one after the other"
        )


def _show(tried: Sequence[Tried], asked: Asked, tongue: Tongue, *, json: bool) -> None:
    if json:
        sys.stdout.buffer.write(msgspec.json.encode([one.as_data() for one in tried]) + b"\n")
        return
    from ombud.cli.view.page import Page
    from ombud.cli.view.replay import show_stances_tried, show_tried

    page = Page(tongue)
    if asked.stance:
        show_stances_tried(page, tried)
    else:
        show_tried(page, tried[0])
    if asked.out is not None:
        page.line()
        page.line(tongue.say("replay_kept", folder=asked.out))
