"""What every record of a case file shares: its origin, and how money and parties are written."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec

Amount: TypeAlias = Annotated[
    str,
    msgspec.Meta(
        description="An amount in major units, as text.",
        examples=["90.00"],
        extra_json_schema={"pattern": r"^-?[0-9]{1,10}(\.[0-9]{1,2})?$"},
    ),
]
Party: TypeAlias = Literal[
    "customer", "shop", "staff_member", "carrier", "supplier", "payment_provider", "platform", "expert", "lead",
    "third_party",
]  # fmt: skip


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A row of evidence. `origin` names system and external id ("vendure:order/17")."""

    origin: str = ""
