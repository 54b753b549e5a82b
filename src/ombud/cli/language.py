"""The language of the terminal, where no case says another."""

from __future__ import annotations

import os
from collections.abc import Mapping

from ombud.kernel.lang import LANGS, Lang


def of_terminal(environment: Mapping[str, str] = os.environ) -> Lang:
    """What the locale says (LC_ALL, LC_MESSAGES, LANG, in this order), else English."""
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return next((lang for lang in LANGS if named.lower().startswith(lang)), "en")
