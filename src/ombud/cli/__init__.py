"""What does the person at the terminal want to know?"""

from __future__ import annotations

import gc
import sys

INTERRUPTED = 130
SELDOM = (50_000, 20, 20)
"""A command makes many small records, none of which go in circles: to look for those every 700 costs a tenth of its
time.
"""


def main() -> None:
    """Run `ombud`; Ctrl-C ends it quietly even while it is still starting."""
    gc.set_threshold(*SELDOM)
    try:
        from ombud.cli.app import run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
