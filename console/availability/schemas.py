"""What an agent says of being there."""

from __future__ import annotations

from pydantic import BaseModel

from console.schemas import Body
from conversations.presence import Availability


class AvailabilityBody(Body):
    availability: Availability


class AvailabilityAnswer(BaseModel):
    """`availability` is what they chose; `state` what it comes to now: off without an open
    console, away without anything done for a while."""

    availability: Availability
    state: Availability
