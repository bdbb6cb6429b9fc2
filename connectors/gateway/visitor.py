"""Who is at the other end of a socket and which of their conversations is open there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from connectors.gateway.checks import clipped
from connectors.gateway.context import Verifications
from conversations.contract import Hello, ShopperCard, State, Welcome
from conversations.identifiers import token_digest
from conversations.models import Conversation, Shopper
from conversations.shoppers.service import (
    begin_conversation,
    installation_epoch,
    shopper_by_token,
    shopper_conversation,
    shopper_conversations,
    welcome_shopper,
)
from conversations.wire import encode


@dataclass
class Visitor:
    """`last_seq` is the last row of the open conversation that this socket was sent."""

    site: str
    shopper_id: str
    token: str
    conversation_id: str
    epoch: str
    locale: str
    last_seq: int = 0

    def become(self, other: Visitor) -> None:
        """Be `other` from now on; the sockets' parts share this object."""
        self.shopper_id, self.token = other.shopper_id, other.token
        self.conversation_id, self.last_seq = other.conversation_id, other.last_seq


async def receive_visitor(
    session: AsyncSession, *, site: str, hello: Hello, at: datetime
) -> Visitor:
    """The shopper whom the token names, or a new one, with their latest conversation open."""
    shopper = await shopper_by_token(session, site, hello.token) if hello.token else None
    token = hello.token or ""
    if shopper is None:
        shopper, token = await welcome_shopper(session, site=site, at=at)
    own = await shopper_conversations(session, shopper.id, limit=1)
    conversation = (
        own[0]
        if own
        else await begin_conversation(session, shopper=shopper, locale=hello.locale, at=at)
    )
    conversation.locale, conversation.page = hello.locale, encode(clipped(hello.page))
    return Visitor(
        site=site,
        shopper_id=shopper.id,
        token=token,
        conversation_id=conversation.id,
        epoch=await installation_epoch(session),
        locale=hello.locale,
    )


async def start_over(session: AsyncSession, visitor: Visitor, *, at: datetime) -> Visitor:
    """The visitor with a new conversation of the same shopper."""
    shopper = await session.get_one(Shopper, visitor.shopper_id)
    conversation = await begin_conversation(session, shopper=shopper, locale=visitor.locale, at=at)
    return replace(visitor, conversation_id=conversation.id, last_seq=0)


async def stay_on_page(session: AsyncSession, before: Visitor, conversation_id: str) -> None:
    """Another conversation of the same shopper is open now, on the page that they are on.

    Raises `ConversationNotFoundError` when it is not theirs.
    """
    old = await shopper_conversation(
        session, shopper_id=before.shopper_id, conversation_id=before.conversation_id
    )
    new = await shopper_conversation(
        session, shopper_id=before.shopper_id, conversation_id=conversation_id, lock=True
    )
    new.page = old.page


async def change_person(
    session: AsyncSession, visitor: Visitor, *, verifications: Verifications, at: datetime
) -> Visitor:
    """Someone else is at the browser now: a new shopper, token and conversation; proofs end."""
    await verifications.end(session, conversation=visitor.conversation_id, now=at)
    return await begin_anew(session, visitor, at=at)


async def begin_anew(session: AsyncSession, visitor: Visitor, *, at: datetime) -> Visitor:
    """A shopper of whom nothing is known yet, with a token and a conversation."""
    shopper, token = await welcome_shopper(session, site=visitor.site, at=at)
    return await start_over(session, replace(visitor, shopper_id=shopper.id, token=token), at=at)


async def identify_visitor(
    session: AsyncSession,
    visitor: Visitor,
    *,
    identity: str,
    verifications: Verifications,
    at: datetime,
) -> Visitor:
    """The customer whom the shop says is at the browser; another than before begins afresh.

    Whether the order store knows them does not count: two strangers are two people as well.
    """
    customer = verifications.customer_of(identity, site=visitor.site, now=at)
    digest = token_digest(f"{visitor.site}:{customer}")
    shopper = await session.get_one(Shopper, visitor.shopper_id)
    if shopper.identity_digest not in (None, digest) or await verifications.is_anothers(
        session, conversation=visitor.conversation_id, customer=customer
    ):
        visitor = await change_person(session, visitor, verifications=verifications, at=at)
        shopper = await session.get_one(Shopper, visitor.shopper_id)
    shopper.identity_digest = digest
    await verifications.identify(
        session, conversation=visitor.conversation_id, customer=customer, now=at
    )
    return visitor


def welcome_frame(visitor: Visitor, conversation: Conversation, name: str | None) -> Welcome:
    return Welcome(
        token=visitor.token,
        conversation=conversation.id,
        epoch=visitor.epoch,
        head=conversation.head_seq,
        state=State(conversation.state),
        shopper=ShopperCard(name=name, verified=name is not None),
    )
