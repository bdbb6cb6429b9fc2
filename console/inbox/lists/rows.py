"""A conversation as a row of the inbox."""

from __future__ import annotations

from console.inbox.lists.repository import Listed
from console.inbox.lists.schemas import InboxItem, InboxRow, LastMessage, ShopperName
from console.inbox.previews import preview
from console.inbox.schemas import assignee_of
from conversations.contract import Role, State
from conversations.models import Conversation, LogRow
from conversations.mood.listening import RoughMood
from conversations.mood.service import mood_now


def row_of(listed: Listed) -> InboxRow:
    conversation = listed.conversation
    return InboxRow(
        id=conversation.id,
        state=State(conversation.state),
        version=conversation.version,
        shopper=ShopperName(
            name=listed.verified_name or listed.shopper_name,
            verified=listed.verified_name is not None,
        ),
        last=_last(listed.last, listed.edited) if listed.last else None,
        reason=conversation.reason,
        mood=_rough_mood(conversation),
        order=conversation.order_number,
        queued_at=conversation.queued_at,
        updated_at=conversation.updated_at,
        assignee=assignee_of(conversation),
        team=conversation.team_id,
        locale=conversation.locale,
        said_seq=listed.said_seq,
        written=conversation.head_seq > 0,
        snoozed_until=conversation.snoozed_until,
    )


def item_of(listed: Listed, unread: int) -> InboxItem:
    return InboxItem(**dict(row_of(listed)), unread=unread)


def _rough_mood(conversation: Conversation) -> RoughMood | None:
    """A list shows only what somebody should hurry for."""
    mood = mood_now(conversation)
    return mood if mood == "angry" or mood == "impatient" else None


def _last(row: LogRow, edited: str | None) -> LastMessage:
    body = row.body if edited is None else {**row.body, "text": edited}
    return LastMessage(text=preview(body), at=row.at, role=Role(row.author_role))
