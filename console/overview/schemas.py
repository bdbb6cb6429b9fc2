"""The console's first look."""

from __future__ import annotations

from pydantic import BaseModel


class OverviewAnswer(BaseModel):
    """`longest_wait_s` is None when nobody waits; `callbacks` were promised and not yet made;
    who waits should be answered within `target_s`."""

    waiting: int
    with_people: int
    agents_online: int
    longest_wait_s: int | None
    callbacks: int
    target_s: int
