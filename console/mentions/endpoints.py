"""My mentions, and whom I can call or pass a conversation to."""

from __future__ import annotations

from fastapi import APIRouter

from console.accounts.access import RequireAgent
from console.inbox.previews import preview
from console.mentions import repository
from console.mentions.schemas import Colleague, ColleaguesAnswer, MentionsAnswer, MentionView
from console.parts import Parts
from console.signals import account_topic


def create_mentions_router() -> APIRouter:
    router = APIRouter(tags=["inbox"])
    router.add_api_route("/mentions", list_mentions, methods=["GET"])
    router.add_api_route("/colleagues", list_colleagues, methods=["GET"])
    router.add_api_route(
        "/conversations/{conversation_id}/mentions/read",
        mark_read,
        methods=["POST"],
        status_code=204,
    )
    return router


async def list_mentions(agent: RequireAgent, parts: Parts) -> MentionsAnswer:
    async with parts.reader() as session:
        found = await repository.mentions_of(session, agent.agent_id)
        unread = await repository.count_unread(session, agent.agent_id)
    return MentionsAnswer(
        items=[
            MentionView(
                id=mention.id,
                conversation=mention.conversation_id,
                by=mention.by_name,
                text=preview({"kind": "text", **note.body}),
                at=mention.at,
                read=mention.read_at is not None,
            )
            for mention, note in found
        ],
        unread=unread,
    )


async def list_colleagues(agent: RequireAgent, parts: Parts) -> ColleaguesAnswer:
    """Everybody but the one who asks."""
    async with parts.reader() as session:
        everybody = await repository.colleagues(session)
    online = {one.id for one in parts.presence.on_shift}
    return ColleaguesAnswer(
        items=[
            Colleague(id=one.id, name=one.name, online=one.id in online)
            for one in everybody
            if one.id != agent.agent_id
        ]
    )


async def mark_read(conversation_id: str, agent: RequireAgent, parts: Parts) -> None:
    async with parts.writer.begin() as session:
        news = await repository.mark_read(
            session, agent_id=agent.agent_id, conversation_id=conversation_id, at=parts.clock()
        )
    if news:
        parts.bus.publish(account_topic(agent.agent_id), {"mentions": True})
