import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.orders.numbers import normalise_order_number


@pytest.mark.parametrize(
    "written",
    [
        "#W2611340",
        "w 2611340",
        "W-2611340",
        "2611340",
        "＃Ｗ２６１１３４０",
        "２６１１３４０",
        " # w–26 11 340. ",
        "order no. W2611340",
        "Order #2611340",
        "№ 2611340",
        "订单号：W2611340",
        "٢٦١١٣٤٠",
        "W\u200b2611340",
    ],
)
def test_every_spelling_is_one_number(written: str) -> None:
    assert normalise_order_number(written) == "#W2611340"


@pytest.mark.parametrize(
    "written",
    ["", "#", "W", "where is it?", "W2611340 and W2611341", "mina@261.com", "1" * 13, "1" * 9_999],
)
def test_anything_else_is_no_number(written: str) -> None:
    assert normalise_order_number(written) is None


def test_letters_of_another_shop_are_kept() -> None:
    assert normalise_order_number("ab-1001") == "#AB1001"
    assert normalise_order_number("1001", prefix="SB") == "#SB1001"


@given(
    digits=st.text("0123456789", min_size=1, max_size=12),
    gaps=st.lists(st.sampled_from(["", " ", "-", " - ", "\u3000", "."]), min_size=13, max_size=13),
    letter=st.sampled_from(["", "w", "W", "Ｗ", "#w", "＃W "]),
)
def test_gaps_and_case_never_matter(digits: str, gaps: list[str], letter: str) -> None:
    spread = "".join(gap + digit for gap, digit in zip(gaps, digits, strict=False))
    assert normalise_order_number(letter + spread) == f"#W{digits}"


@given(st.text())
def test_a_normalised_number_stays_as_it_is(written: str) -> None:
    number = normalise_order_number(written)
    if number is not None:
        assert normalise_order_number(number) == number
