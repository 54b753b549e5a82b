"""What does the person at the terminal want to know?"""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Run `ombud`; Ctrl-C ends it quietly even while it is still starting."""
    try:
        from ombud.cli.app import run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
