"""A `send` frame: checked, masked, stored once, and handed to whoever has the conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.asked.service import keep_rating
from conversations.callbacks.service import take_address
from conversations.choices.service import find_choice, use_choice
from conversations.contract import (
    MAX_TEXT_CHARS,
    Author,
    ChosenBody,
    Code,
    EventName,
    FileBody,
    HandoffReason,
    RatingBody,
    Role,
    Send,
    SendBody,
    SendFile,
    State,
    StateBody,
    TextBody,
)
from conversations.log.news import News, news_of
from conversations.log.service import append_message, append_state, sent_before
from conversations.masking import mask_card_numbers
from conversations.models import Conversation, LogRow, OfferedChoice
from conversations.shoppers.service import shopper_conversation, site_by_key
from conversations.states.service import escalate_conversation, reopen_conversation
from conversations.turns.asking import ask_bot
from conversations.turns.fallback import PERSON_INTENT
from conversations.uploads.service import MAX_CAPTION, attach_upload, body_of_own
from conversations.wire import encode

StoredBody = TextBody | ChosenBody | RatingBody | FileBody
SHOPPER = Author(Role.SHOPPER)
MAX_CMID = 64


class MessageRefusedError(Exception):
    """A message that can never be taken as it is; `code` is the contract's."""

    def __init__(self, code: Code, problem: str) -> None:
        super().__init__(problem)
        self.code = code


@dataclass(frozen=True)
class Stored:
    row: LogRow
    dup: bool
    turn_queued: bool
    news: News | None = None


def check_message(frame: Send) -> None:
    """Raises `MessageRefusedError` for what no state of the conversation would accept."""
    body = frame.body
    if not 0 < len(frame.cmid) <= MAX_CMID:
        raise MessageRefusedError(Code.BAD_FIELD, "cmid: must have 1 to 64 characters")
    if isinstance(body, TextBody):
        if not body.text.strip():
            raise MessageRefusedError(Code.BAD_FIELD, "body.text: is empty")
        if len(body.text) > MAX_TEXT_CHARS:
            raise MessageRefusedError(
                Code.BAD_FIELD, f"body.text: has more than {MAX_TEXT_CHARS} characters"
            )
        if body.sources:
            raise MessageRefusedError(Code.BAD_FIELD, "body.sources: only the shop names sources")
    elif isinstance(body, RatingBody):
        if not 1 <= body.score <= 5 or len(body.comment) > MAX_TEXT_CHARS:
            raise MessageRefusedError(Code.BAD_FIELD, "body.score: must be 1 to 5")
    elif isinstance(body, SendFile) and len(body.caption) > MAX_CAPTION:
        raise MessageRefusedError(
            Code.BAD_FIELD, f"body.caption: has more than {MAX_CAPTION} characters"
        )


async def store_message(
    session: AsyncSession,
    *,
    frame: Send,
    shopper_id: str,
    conversation_id: str,
    turn_owner: str | None,
    at: datetime,
) -> Stored:
    """Store a checked message once and queue what follows from it, in the caller's transaction.

    `turn_owner` is this process's turn worker, which takes the turn at once where it can.

    Raises `ConversationNotFoundError`, `CmidReusedError`, `ChoiceRefusedError`,
    `UploadRefusedError`.
    """
    conversation = await shopper_conversation(
        session, shopper_id=shopper_id, conversation_id=conversation_id, lock=True
    )
    body, choice = await _stored_body(session, frame.body, shopper_id, conversation.id)
    earlier = await sent_before(session, conversation, shopper_id, frame.cmid, encode(body))
    if earlier is not None:
        return Stored(earlier, dup=True, turn_queued=False)
    if choice is not None:
        await use_choice(session, choice=choice, at=at)
    if isinstance(body, FileBody):
        await attach_upload(session, upload_id=body.file.id, conversation=conversation, at=at)
    appended = await append_message(
        session,
        conversation=conversation,
        author=SHOPPER,
        body=body,
        at=at,
        cmid=frame.cmid,
        author_key=shopper_id,
        known_new=True,
    )
    queued = await _hand_on(session, conversation, body, choice, appended.row, turn_owner, at)
    news = news_of(conversation, appended.row)
    return Stored(appended.row, dup=False, turn_queued=queued, news=news)


async def _stored_body(
    session: AsyncSession, body: SendBody, shopper_id: str, conversation_id: str
) -> tuple[StoredBody, OfferedChoice | None]:
    if isinstance(body, TextBody):
        return TextBody(mask_card_numbers(body.text)), None
    if isinstance(body, RatingBody):
        return RatingBody(body.score, mask_card_numbers(body.comment)), None
    if isinstance(body, SendFile):
        found = await body_of_own(
            session, upload_id=body.upload_id, owner_key=shopper_id, caption=body.caption
        )
        return found, None
    choice = await find_choice(session, conversation_id=conversation_id, choice_id=body.choice_id)
    return ChosenBody(choice.id, choice.title), choice


async def _hand_on(
    session: AsyncSession,
    conversation: Conversation,
    body: StoredBody,
    choice: OfferedChoice | None,
    row: LogRow,
    turn_owner: str | None,
    at: datetime,
) -> bool:
    """True when a turn of the bot was queued."""
    if isinstance(body, RatingBody):
        rated = StateBody(State(conversation.state), reason=str(body.score))
        await append_state(
            session, conversation=conversation, event=EventName.RATED, body=rated, at=at
        )
        await keep_rating(session, conversation=conversation, score=body.score, at=at)
        return False
    if State(conversation.state) is State.CLOSED:
        site = await site_by_key(session, conversation.site)
        hours = site.reopen_hours if site else 0
        await reopen_conversation(session, conversation=conversation, reopen_hours=hours, at=at)
    if State(conversation.state) is State.QUEUED and isinstance(body, TextBody):
        await take_address(session, conversation, text=body.text, at=at)
        return False
    if State(conversation.state) is not State.BOT:
        return False
    if choice is not None and choice.intent == PERSON_INTENT:
        await escalate_conversation(
            session, conversation=conversation, reason=HandoffReason.ASKED_FOR_PERSON, at=at
        )
        return False
    await ask_bot(
        session,
        conversation=conversation,
        row=row,
        body=body,
        choice=choice,
        owner=turn_owner,
        at=at,
    )
    return True
