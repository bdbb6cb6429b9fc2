"""What a customer's word may not stand for."""

from __future__ import annotations

import pytest

from actions.claims import shop_alone_may_say


@pytest.mark.parametrize(
    "text",
    [
        "is the serum safe during pregnancy?",
        "does it contain nuts",
        "can my baby wear this",
        "is there a discount on the coat",
        "how much is it",
        "can I send it back after washing",
        "how long is the warranty",
        "孕妇能用吗？",
        "这个会过敏吗",
        "有优惠吗",
        "可以退货吗",
    ],
)
def test_rules_prices_and_safety_are_the_shops(text: str) -> None:
    assert shop_alone_may_say(text)


@pytest.mark.parametrize(
    "text",
    [
        "does it run small",
        "is it sticky on oily skin",
        "does it pill",
        "会搓泥吗",
        "尺码偏小吗",
        "",
    ],
)
def test_experience_may_be_a_buyers(text: str) -> None:
    assert not shop_alone_may_say(text)
