"""The address of the account: changed here, or what an article says of it."""

from __future__ import annotations

from dataclasses import dataclass

from actions.ask_faq import answer, say_not_written
from actions.change_wish import FORM, SET_ADDRESS, asks_default_address
from actions.dialogue import Event, Reply, Turn
from actions.orders.changes.schemas import Action
from actions.wording import Wording
from conversations.contract import ChoiceOffer
from knowledge_base.search.service import KnowledgeSearch


@dataclass(frozen=True)
class ActionSetAddress:
    search: KnowledgeSearch
    wording: Wording
    name: str = "action_set_address"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        if asks_default_address(turn):
            return [{"event": "followup", "name": FORM}]
        told = await answer(turn, reply, self.search, self.wording)
        events = [] if told else [say_not_written(turn, reply, self.wording)]
        reply.say(
            self.wording.text(turn.language, "default_address_offer"),
            ChoiceOffer(
                self.wording.text(turn.language, "default_address_button"),
                SET_ADDRESS,
                {"kind": Action.CHANGE_DEFAULT_ADDRESS.value},
            ),
        )
        return events
