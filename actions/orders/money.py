"""Money between its two forms: minor units inside, decimal strings at the edges."""

import re

from actions.orders.errors import MoneyFormatError

MAX_MINOR = 10**14

# ISO 4217: currencies whose minor unit is not a hundredth.
_NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"
_DECIMALS = dict.fromkeys(_NO_DECIMALS.split(), 0) | dict.fromkeys(_THREE_DECIMALS.split(), 3)

_AMOUNT = re.compile(r"(-?)([0-9]{1,15})(?:\.([0-9]+))?")


def decimals(currency: str) -> int:
    """Digits after the point in this ISO 4217 currency: 2 unless the standard says otherwise."""
    return _DECIMALS.get(currency, 2)


def to_minor(amount: str, currency: str) -> int:
    """`("19.90", "USD")` → `1990`. Raises `MoneyFormatError` on anything that is not a decimal
    string of at least zero with no more decimals than the currency has."""
    match = _AMOUNT.fullmatch(amount)
    if match is None:
        raise MoneyFormatError('must be a decimal string such as "19.90"')
    sign, whole, fraction = match[1], match[2], match[3] or ""
    places = decimals(currency)
    if len(fraction) > places:
        raise MoneyFormatError(f"must have at most {places} decimals in {currency}")
    minor = int(whole + fraction.ljust(places, "0"))
    if sign and minor:
        raise MoneyFormatError("must not be negative")
    if minor > MAX_MINOR:
        raise MoneyFormatError("is too large")
    return minor


def to_decimal(minor: int, currency: str) -> str:
    """`(1990, "USD")` → `"19.90"`, the form of the contract's `Money.amount`."""
    places = decimals(currency)
    digits = str(abs(minor)).rjust(places + 1, "0")
    sign = "-" if minor < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"
