"""The questions of the other ways to prove whose orders they are, with their buttons."""

from __future__ import annotations

from dataclasses import dataclass

from actions.code_desk import CodeDesk
from actions.dialogue import Event, Reply, Turn
from actions.order_desk import OrderDesk
from actions.order_lookup import EMAIL
from actions.proof_way import AGAIN, CHOOSE, CODE, NAME, PROOF, Way, way_of
from actions.wording import Wording
from conversations.contract import ChoiceOffer


@dataclass(frozen=True)
class ActionAskProof:
    codes: CodeDesk
    wording: Wording
    name: str = "action_ask_proof"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        way = way_of(turn) or Way(CHOOSE)
        email = turn.slot(EMAIL)
        words = self.wording.text(
            turn.language,
            self._question(way, email),
            email=masked(email or ""),
            minutes=str(self.codes.minutes),
        )
        steps = [step for step in _steps(way) if step != CODE or self.codes.can_mail]
        offers = [proof_offer(self.wording, turn.language, step) for step in steps]
        reply.say(words, *offers, self.wording.offer(turn.language, "person"))
        return []

    def _question(self, way: Way, email: str | None) -> str:
        if way.step == NAME:
            return "ask_name"
        if way.step == CODE:
            return "ask_code" if way.sent else "ask_code_email"
        if not self.codes.can_mail:
            return "ask_way_name"
        return "ask_way" if email is None else "ask_way_email"


async def lacking_offer(turn: Turn, desk: OrderDesk, wording: Wording) -> tuple[ChoiceOffer, ...]:
    """For whoever is asked for an order number and has none; nobody who is verified needs it."""
    if await desk.is_verified(turn.conversation):
        return ()
    return (proof_offer(wording, turn.language, CHOOSE),)


def proof_offer(wording: Wording, language: str, step: str) -> ChoiceOffer:
    return ChoiceOffer(wording.text(language, f"proof_{step}"), "inform", {PROOF: step})


def masked(email: str) -> str:
    """Enough to know one's own address by: `a\u2026@example.com`."""
    name, mark, host = email.rpartition("@")
    return f"{name[:1]}\u2026{mark}{host}"


def _steps(way: Way) -> tuple[str, ...]:
    if way.step == NAME:
        return (CODE,)
    if way.step == CODE:
        return (CODE, NAME) if way.sent else (NAME,)
    return (AGAIN, CODE, NAME) if way.failed else (CODE, NAME)
