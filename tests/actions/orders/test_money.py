import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.orders.errors import MoneyFormatError
from actions.orders.money import MAX_MINOR, to_decimal, to_minor


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("19.90", "USD", 1990),
        ("19.9", "USD", 1990),
        ("19", "USD", 1900),
        ("0.00", "USD", 0),
        ("-0.00", "USD", 0),
        ("1200", "JPY", 1200),
        ("1.234", "KWD", 1234),
    ],
)
def test_decimals_follow_the_currency(amount: str, currency: str, minor: int) -> None:
    assert to_minor(amount, currency) == minor


@pytest.mark.parametrize(
    ("amount", "problem"),
    [
        ("-1.00", "must not be negative"),
        ("1.005", "at most 2 decimals"),
        ("1,00", "decimal string"),
        ("1e3", "decimal string"),
        ("１.00", "decimal string"),
        (" 1.00", "decimal string"),
        ("1.", "decimal string"),
        ("NaN", "decimal string"),
        ("", "decimal string"),
        ("9999999999999.00", "too large"),
    ],
)
def test_what_is_not_an_amount_is_refused(amount: str, problem: str) -> None:
    with pytest.raises(MoneyFormatError, match=problem):
        to_minor(amount, "USD")


@given(minor=st.integers(0, MAX_MINOR), currency=st.sampled_from(["USD", "JPY", "KWD", "CNY"]))
def test_both_forms_are_the_same_money(minor: int, currency: str) -> None:
    assert to_minor(to_decimal(minor, currency), currency) == minor


def test_a_difference_may_be_negative_when_shown() -> None:
    assert to_decimal(-5, "USD") == "-0.05"
    assert to_decimal(-5, "JPY") == "-5"
