"""Topics of the bus that belong to the console. The conversations' own are in their `bus`."""

from __future__ import annotations

from conversations.bus import INBOX, Bus, conversation_topic


def account_topic(agent_id: str) -> str:
    """Something about this person's sessions changed: their sockets look whether they may stay."""
    return f"account:{agent_id}"


def publish_conversation(bus: Bus, conversation_id: str, *, lists: bool = True) -> None:
    """After a commit: the log has grown, and with `lists` an inbox looks different."""
    bus.publish(conversation_topic(conversation_id), {})
    if lists:
        bus.publish(INBOX, {"conversation": conversation_id})
