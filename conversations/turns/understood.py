"""What the bot understood in a turn and tried, for agents alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.asked.service import keep_asked
from conversations.contract import Author, EventName, Role, TraceSignal, TurnReply
from conversations.log.service import append_agent_row
from conversations.models import Conversation, Turn
from conversations.wire import encode


async def keep_understanding(
    session: AsyncSession, conversation: Conversation, turn: Turn, reply: TurnReply, at: datetime
) -> None:
    """With the question itself where an answer was looked for."""
    understood = reply.understood
    steps = [encode(signal) for signal in reply.signals if isinstance(signal, TraceSignal)]
    body = {
        "turn": turn.id,
        "seq": turn.seq,
        "intent": understood.intent if understood else None,
        "confidence": understood.confidence if understood else None,
        "entities": encode(understood.entities) if understood else [],
        "steps": steps,
    }
    await append_agent_row(
        session,
        conversation=conversation,
        event=EventName.TURN_UNDERSTOOD,
        author=Author(Role.BOT),
        body=body,
        at=at,
    )
    keep_asked(
        session,
        conversation=conversation,
        text=turn.text,
        seq=turn.seq,
        signals=reply.signals,
        at=at,
    )
