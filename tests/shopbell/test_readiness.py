"""Waiting for everything to answer, a long build of the index included."""

from __future__ import annotations

from shopbell.processes.readiness import BAR_WIDTH, index_bar


def test_the_bar_shows_how_far_the_index_is() -> None:
    assert index_bar({"done": 0, "of": 10}).strip().startswith("╌" * BAR_WIDTH)
    half = index_bar({"done": 5_000, "of": 10_000})
    assert half.count("━") == BAR_WIDTH // 2
    assert half.endswith("5,000 of 10,000 articles")
    assert "╌" not in index_bar({"done": 10, "of": 10})
