"""What a shopper is told where the connected shop does not answer: that, and nothing made up."""

from __future__ import annotations

from dataclasses import dataclass

from actions.dialogue import PENDING, Action, Event, Reply, Turn, end_form, set_slot
from actions.orders.shopify.errors import (
    ShopAnswerInvalidError,
    ShopRefusedError,
    ShopUnavailableError,
)
from actions.wording import Wording
from conversations.contract import HandoffReason

FAILURES = (ShopUnavailableError, ShopRefusedError, ShopAnswerInvalidError)


@dataclass(frozen=True)
class ToldWhenDown:
    """An action that says so and ends what is open, instead of a failed turn. No other action
    follows: it would wait for the same shop."""

    action: Action
    wording: Wording

    @property
    def name(self) -> str:
        return self.action.name

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        try:
            return await self.action.run(turn, reply)
        except FAILURES as error:
            reply.payloads.clear()
            reply.trace(error.code, False, f"{self.name}: {error}")
            reply.say(
                self.wording.text(turn.language, error.code),
                self.wording.offer(turn.language, "person"),
            )
            pending = set_slot(PENDING, HandoffReason.CASE.value)
            return [*end_form(), pending, {"event": "followup", "name": "action_listen"}]
