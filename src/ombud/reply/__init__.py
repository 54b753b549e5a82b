"""What do we say, to whom?"""

from __future__ import annotations

from ombud.reply.compose import compose as compose
