"""Numbers and dates are known however they are spelt."""

from __future__ import annotations

import pytest

from knowledge_base.preview.quantities import quantities, without_values


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("within 30 days of delivery", [("time", {30})]),
        ("for two weeks", [("time", {14})]),
        ("within 48 hours", [("time", {2})]),
        ("takes 2 to 4 business days", [("time", {2, 4})]),
        ("takes 3–5 days", [("time", {3, 5})]),
        ("costs $4.95, free from 50 USD", [("money:usd", {4.95}), ("money:usd", {50})]),
        ("1,299 EUR", [("money:eur", {1299})]),
        ("10% off", [("percent", {10})]),
        ("at most 5 items", [("count:item", {5})]),
        ("weighs 1.2 kg", [("weight", {1200})]),
        ("from 9 am to 5:30 pm", [("clock", {9}), ("clock", {17.5})]),
        ("until 1 December 2026", [("date", {1201})]),
        ("until December 5th", [("date", {1205})]),
        ("on 2026-12-01", [("date", {1201})]),
        ("三十天内可退货，运费10元", [("time", {30}), ("money:cny", {10})]),
        ("12月24日截止", [("date", {1224})]),
        ("满199元包邮", [("money:cny", {199})]),
        ("May I return it, or is that too late?", []),
    ],
)
def test_what_is_measured(sentence: str, found: list[tuple[str, set[float]]]) -> None:
    assert [(one.kind, set(one.values)) for one in quantities(sentence)] == found


def test_without_its_values_a_sentence_says_what_it_is_about() -> None:
    said = [
        without_values(sentence, quantities(sentence))
        for sentence in ("Returns are taken for 30 days.", "Returns are taken for two weeks.")
    ]
    assert said == ["Returns are taken for some days.", "Returns are taken for some weeks."]
