"""Money: integer minor units with a currency. Adding two currencies is refused, splitting keeps the sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ombud.kernel.errors import InputError

MINOR_DIGITS = 2
CURRENCIES = frozenset(
    "AMD AUD AZN BGN BRL BYN CAD CHF CNY CZK DKK EUR GBP GEL ILS KGS KZT MDL MXN NOK NZD PLN RON RSD RUB "
    "SEK TRY UAH USD UZS".split()
)
LARGEST_MINOR = 999_999_999_999


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in minor units (kopecks, groszy, pence). Currencies have two decimal places here."""

    minor: int
    currency: str

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise InputError(
                f"cannot put {self.currency} and {other.currency} into one sum",
                hint="one case has one currency",
                code="currency.mixed",
            )
        return other.minor

    @property
    def decimal(self) -> Decimal:
        """The amount in major units with two places, as the rules compute with it."""
        return Decimal(self.minor).scaleb(-MINOR_DIGITS)

    def __str__(self) -> str:
        return f"{self.decimal:.2f} {self.currency}"

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> Money:
        """From major units: `Money.of("90.00", "RUB")`.

        Raises:
            InputError: not a number, more than two decimal places, an unknown currency, or too large.
        """
        if currency not in CURRENCIES:
            raise InputError(
                f"unknown currency {currency!r}",
                hint=f"one of {', '.join(sorted(CURRENCIES))}",
                code="currency.unknown",
            )
        try:
            minor = Decimal(amount).scaleb(MINOR_DIGITS)
        except (InvalidOperation, TypeError, ValueError):
            raise InputError(f"{amount!r} is not an amount", hint='write "90.00"', code="money.not_a_number") from None
        if not minor.is_finite() or minor != minor.to_integral_value() or abs(minor) > LARGEST_MINOR:
            raise InputError(
                f"{amount} is not an amount in {currency}", hint="at most two decimal places", code="money.shape"
            )
        return cls(int(minor), currency)

    def split(self, weights: Sequence[int]) -> tuple[Money, ...]:
        """Divide by non-negative integer weights; the parts sum to the whole (largest remainder)."""
        return tuple(Money(part, self.currency) for part in largest_remainder(self.minor, weights))


def largest_remainder(whole: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Divide an integer by weights so that the parts sum to it; ties go to the earlier part.

    Raises:
        ValueError: a weight is negative, or all are zero.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("weights must be non-negative and not all zero")
    sign, size = (-1, -whole) if whole < 0 else (1, whole)
    floors = [size * weight // total for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(size * weights[i] % total), i))
    for i in order[: size - sum(floors)]:
        floors[i] += 1
    return tuple(sign * part for part in floors)


SHARE_UNIT = 10_000


def shares(weights: Sequence[int]) -> tuple[Decimal, ...]:
    """Shares of four decimal places that sum to 1 (largest remainder)."""
    return tuple(Decimal(part) / SHARE_UNIT for part in largest_remainder(SHARE_UNIT, weights))
