"""Whatever colour a shop has, its widget can be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from conversations.sites.colours import DARK_PAPER, LIGHT_PAPER, READABLE, accents, contrast


def test_the_ratio_is_that_of_the_standard() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    light, _ = accents("#1d5c4a")
    assert (light.colour, light.on, light.given) == ("#1d5c4a", "#ffffff", True)


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_becomes_readable_on_both_papers_and_under_its_text(number: int) -> None:
    for accent, paper in zip(accents(f"#{number:06x}"), (LIGHT_PAPER, DARK_PAPER), strict=True):
        assert contrast(accent.colour, paper) >= READABLE
        assert contrast(accent.colour, accent.on) >= READABLE
