"""An agent acts on an order for the shopper whose conversation they have.

The order store asks by itself for a live verification of the conversation: an agent's word does
not replace it. What was done is told in the conversation as a receipt by the system, the same as
when the bot does it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.access.schemas import Caller, by_agent
from actions.orders.changes.errors import ChangeRefusedError
from actions.orders.changes.registry import VERBS
from actions.orders.changes.schemas import Action, ChangeRequest, Confirmation, Receipt
from actions.orders.errors import OrderStoreError
from actions.orders.verification.service import verify_by_order_and_email
from console.accounts.sessions import SignedIn
from console.errors import ConsoleCode, ConsoleError
from console.inbox.access import NotAssigneeError, has_conversation, readable_conversation
from console.orders.schemas import checks_view
from console.parts import ConsoleParts
from conversations.contract import Code
from conversations.log.repository import lock_conversation
from conversations.queue.handlings import note_answer
from conversations.turns.receipts import post_receipts

NO_FORM = frozenset({Action.UNDO})


class OrderRefusedError(ConsoleError):
    """The order store said no; its own code goes along as `reason`, with the rules looked at."""

    code = ConsoleCode.ORDER_REFUSED

    def __init__(self, error: OrderStoreError, message: str | None = None) -> None:
        checks = checks_view(error.trace) if isinstance(error, ChangeRefusedError) else []
        instead = list(error.instead) if isinstance(error, ChangeRefusedError) else []
        super().__init__(
            message or str(error),
            reason=error.code,
            checks=[check.model_dump() for check in checks],
            instead=instead,
        )


class ActionInvalidError(ConsoleError):
    code = Code.INVALID


def read_request(action: Action, args: dict[str, object]) -> ChangeRequest:
    """Raises `ActionInvalidError` with the first thing that is wrong."""
    if action in NO_FORM:
        raise ActionInvalidError("This is not done from here.")
    try:
        request: ChangeRequest = VERBS[action].request.model_validate(args)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ActionInvalidError(f"{field}: {first['msg']}") from None
    return request


async def acting(parts: ConsoleParts, agent: SignedIn, conversation_id: str) -> Caller:
    """Who acts: the person who has the conversation. Raises `NotAssigneeError`,
    `ConversationNotFoundError`."""
    async with parts.reader() as session:
        conversation = await readable_conversation(session, conversation_id)
    if not has_conversation(conversation, agent.agent_id):
        raise NotAssigneeError(conversation)
    return by_agent(f"{agent.name} <{agent.email}>", conversation_id)


@contextmanager
def wording_refusals(parts: ConsoleParts, language: str) -> Iterator[None]:
    """What the order store refuses, said in the agent's language where that has words for it."""
    try:
        yield
    except OrderStoreError as error:
        raise OrderRefusedError(error, parts.shop.refusal(language, error)) from error


async def confirm(
    parts: ConsoleParts, agent: SignedIn, caller: Caller, token: str, key: str
) -> Receipt | Confirmation:
    """Raises `OrderStoreError`. A receipt is told in the conversation before this returns."""
    done = await parts.orders.confirm(caller, token, key)
    if isinstance(done, Receipt):
        await tell(parts, agent, caller)
    return done


async def undo(
    parts: ConsoleParts, agent: SignedIn, caller: Caller, receipt: str, key: str
) -> Receipt:
    """Raises `OrderStoreError`."""
    done = await parts.orders.undo(caller, receipt, key)
    await tell(parts, agent, caller)
    return done


async def tell(parts: ConsoleParts, agent: SignedIn, caller: Caller) -> None:
    """Each receipt of the conversation once: also one whose teller had died before.

    It is the system that tells it, but the shopper sees that something is done for them: the
    agent has answered, as with words, a card or a file, and keeps the conversation.
    """
    at = parts.clock()
    async with parts.writer.begin() as session:
        conversation = await lock_conversation(session, caller.conversation or "")
        if conversation is None:
            return
        await post_receipts(session, conversation=conversation, source=parts.receipts, at=at)
        if has_conversation(conversation, agent.agent_id):
            await note_answer(session, conversation.id, at)


async def verify(
    session: AsyncSession, parts: ConsoleParts, *, caller: Caller, order: str, email: str, site: str
) -> bool:
    """By the shopper's own words, under the limits that hold for the bot as well."""
    found = await verify_by_order_and_email(
        session,
        conversation=caller.conversation or "",
        order_number=order,
        email=email,
        now=parts.clock(),
        site=site,
        limits=parts.orders.policy.verification.limits,
    )
    return found is not None
