"""A turn's two transactions: take it (lease and fence), end it (reply, or honest fallback)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contract import (
    Author,
    Chosen,
    EventName,
    HandoffSignal,
    Page,
    Role,
    State,
    TurnMessage,
    TurnReply,
    TurnRequest,
)
from conversations.identifiers import new_id
from conversations.log.repository import lock_conversation
from conversations.log.service import append_agent_row
from conversations.models import Conversation, Turn
from conversations.states.service import escalate_conversation
from conversations.turns import repository
from conversations.turns.fallback import fallback_message
from conversations.turns.posting import KeepTold, keep_nothing, post_messages
from conversations.turns.receipts import ReceiptSource, no_receipts, post_receipts
from conversations.turns.understood import keep_understanding
from conversations.wire import decode, encode

TURN_BUDGET_S = 20.0
# Well below the budget, so that a dead process's turn can still be asked again; a living owner
# renews it every `RENEW_S` seconds.
LEASE = timedelta(seconds=8)
RENEW_S = 2.0


@dataclass(frozen=True)
class TakenTurn:
    """A turn this process owns until `lease_until`; past `deadline` only the fallback is left."""

    id: str
    owner: str
    request: TurnRequest
    deadline: datetime


async def queue_turn(
    session: AsyncSession,
    *,
    conversation: Conversation,
    cmid: str,
    seq: int,
    text: str,
    chosen: Chosen | None,
    at: datetime,
    owner: str | None = None,
) -> Turn:
    """Let the bot answer the message `seq`; in the transaction that stored the message.

    When no turn of the conversation is open, `owner` (a worker of this process) takes this one in
    the same transaction, which spares a commit on the way to the answer; it finds the turn with
    `given_turn`.
    """
    free = not await repository.has_open_turn(session, conversation.id)
    turn = Turn(
        id=new_id(),
        conversation_id=conversation.id,
        cmid=cmid,
        seq=seq,
        text=text,
        chosen=encode(chosen) if chosen else None,
        state=repository.WAITING,
        fence=0,
        created_at=at,
    )
    if owner is not None and free:
        _take(turn, conversation, owner, at)
    session.add(turn)
    return turn


async def given_turn(
    session: AsyncSession, *, conversation_id: str, owner: str
) -> TakenTurn | None:
    """The conversation's turn that `owner` holds already. Only reads."""
    turn = await repository.running_turn(session, conversation_id)
    if turn is None or turn.owner != owner:
        return None
    conversation = await session.get_one(Conversation, conversation_id)
    return _taken(turn, conversation)


async def take_turn(
    session: AsyncSession,
    *,
    conversation_id: str,
    owner: str,
    now: datetime,
    receipts: ReceiptSource = no_receipts,
) -> TakenTurn | None:
    """Take the conversation's next turn, or a dead owner's; None when there is none to take.

    Turns of a conversation that is no longer the bot's are dropped: a person answers them, and
    what a dead owner's turn had done is told.
    """
    conversation = await lock_conversation(session, conversation_id)
    if conversation is None:
        return None
    turn = await repository.running_turn(session, conversation_id)
    if turn is not None and turn.lease_until is not None and turn.lease_until > now:
        return None
    if conversation.state != State.BOT.value:
        if await _drop_turns(session, conversation_id, turn, now):
            await post_receipts(session, conversation=conversation, source=receipts, at=now)
        return None
    turn = turn or await repository.oldest_waiting_turn(session, conversation_id)
    if turn is None:
        return None
    _take(turn, conversation, owner, now)
    return _taken(turn, conversation)


async def extend_lease(session: AsyncSession, *, turn_id: str, owner: str, now: datetime) -> bool:
    """Keep the turn for another lease. False when it is no longer this owner's."""
    owned = await _owned(session, turn_id, owner)
    if owned is None:
        return False
    owned[0].lease_until = now + LEASE
    return True


async def finish_turn(
    session: AsyncSession,
    *,
    turn_id: str,
    owner: str,
    reply: TurnReply,
    at: datetime,
    keep_told: KeepTold = keep_nothing,
    receipts: ReceiptSource = no_receipts,
) -> bool:
    """Append the bot's reply if the fence still holds, else keep it as suppressed; receipts of what
    the turn did are appended either way.

    False when the turn is no longer this owner's: someone else has answered it.
    """
    owned = await _owned(session, turn_id, owner)
    if owned is None:
        return False
    turn, conversation = owned
    turn.state, turn.finished_at = repository.DONE, at
    await keep_understanding(session, conversation, turn, reply, at)
    await post_receipts(session, conversation=conversation, source=receipts, at=at)
    if conversation.fence != turn.fence:
        await _suppress(session, conversation, turn, reply.messages, at)
        return True
    conversation.resume_bot = False
    await post_messages(
        session,
        conversation=conversation,
        messages=reply.messages,
        at=at,
        keep_told=keep_told,
    )
    for signal in reply.signals:
        if isinstance(signal, HandoffSignal):
            await escalate_conversation(
                session,
                conversation=conversation,
                reason=signal.reason,
                topic=signal.topic,
                at=at,
            )
    return True


async def fail_turn(
    session: AsyncSession,
    *,
    turn_id: str,
    owner: str,
    code: str,
    at: datetime,
    receipts: ReceiptSource = no_receipts,
) -> bool:
    """Answer the turn with the fallback that offers a person; it is never run again."""
    owned = await _owned(session, turn_id, owner)
    if owned is None:
        return False
    turn, conversation = owned
    turn.state, turn.finished_at = repository.FAILED, at
    await append_agent_row(
        session,
        conversation=conversation,
        event=EventName.TURN_FAILED,
        author=Author(Role.SYSTEM),
        body={"turn": turn.id, "seq": turn.seq, "code": code},
        at=at,
    )
    await post_receipts(session, conversation=conversation, source=receipts, at=at)
    if conversation.fence == turn.fence:
        messages = (fallback_message(conversation.locale),)
        await post_messages(session, conversation=conversation, messages=messages, at=at)
    return True


def _take(turn: Turn, conversation: Conversation, owner: str, now: datetime) -> None:
    if turn.started_at is None:
        # Fence and budget count from the first taking, also when a dead owner's turn is taken up.
        turn.fence, turn.started_at = conversation.fence, now
    turn.state, turn.owner, turn.lease_until = repository.RUNNING, owner, now + LEASE


def _taken(turn: Turn, conversation: Conversation) -> TakenTurn:
    return TakenTurn(
        id=turn.id,
        owner=turn.owner or "",
        request=_request(conversation, turn),
        deadline=(turn.started_at or turn.created_at) + timedelta(seconds=TURN_BUDGET_S),
    )


async def _owned(
    session: AsyncSession, turn_id: str, owner: str
) -> tuple[Turn, Conversation] | None:
    turn = await session.get(Turn, turn_id)
    if turn is None:
        return None
    conversation = await lock_conversation(session, turn.conversation_id)
    await session.refresh(turn)
    if conversation is None or turn.state != repository.RUNNING or turn.owner != owner:
        return None
    return turn, conversation


def _request(conversation: Conversation, turn: Turn) -> TurnRequest:
    return TurnRequest(
        conversation=conversation.id,
        cmid=turn.cmid,
        turn=turn.id,
        text=turn.text,
        chosen=decode(Chosen, turn.chosen) if turn.chosen else None,
        locale=conversation.locale,
        site=conversation.site,
        page=decode(Page, conversation.page) if conversation.page else Page(),
        resume=conversation.resume_bot,
    )


async def _drop_turns(
    session: AsyncSession, conversation_id: str, running: Turn | None, now: datetime
) -> int:
    waiting = await repository.waiting_turns(session, conversation_id)
    dropped = (*waiting, *((running,) if running else ()))
    for turn in dropped:
        turn.state, turn.finished_at = repository.DROPPED, now
    return len(dropped)


async def _suppress(
    session: AsyncSession,
    conversation: Conversation,
    turn: Turn,
    messages: tuple[TurnMessage, ...],
    at: datetime,
) -> None:
    await append_agent_row(
        session,
        conversation=conversation,
        event=EventName.REPLY_SUPPRESSED,
        author=Author(Role.BOT),
        body={"turn": turn.id, "messages": [encode(message.body) for message in messages]},
        at=at,
    )
