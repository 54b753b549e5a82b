"""What did it cost, and who pays it back?

An append-only chain of events with double entries (`chain`), proved whole (`proof`), added up (`fold`) and handed to
plain-text accounting (`export`). Personal data stays outside: `keys` holds one salt a person, and forgetting it leaves
sums and chain as they are.
"""

from __future__ import annotations

from ombud.ledger.chain import Chain, open_chain, post
from ombud.ledger.export import FORMATS, export
from ombud.ledger.fold import Balances, fold, records
from ombud.ledger.items import STEPS, Step, open_items, settleable, settling
from ombud.ledger.keys import PersonKey, forget, key_for, known, matches, seal
from ombud.ledger.proof import verify
from ombud.ledger.reversal import reversed_legs, taken_back, to_take_back

__all__ = [
    "FORMATS",
    "STEPS",
    "Balances",
    "Chain",
    "PersonKey",
    "Step",
    "export",
    "fold",
    "forget",
    "key_for",
    "known",
    "matches",
    "open_chain",
    "open_items",
    "post",
    "records",
    "reversed_legs",
    "seal",
    "settleable",
    "settling",
    "taken_back",
    "to_take_back",
    "verify",
]
