"""A passage of the knowledge base as a message with its source."""

from __future__ import annotations

from actions.wording import Wording
from conversations.contract import Source, TextBody, Tier
from knowledge_base.search.schemas import Passage


def answer_body(passage: Passage, wording: Wording, language: str) -> TextBody:
    """The shop's words as they are; a customer's are told as that customer's."""
    tier = Tier(passage.tier)
    text = passage.text
    if tier is Tier.COMMUNITY:
        author = passage.author or wording.text(language, "customer")
        text = wording.text(language, "community_said", author=author, text=text)
    source = Source(
        tier=tier,
        title=passage.title,
        url=passage.url or None,
        author=passage.author,
        date=passage.date.isoformat() if passage.date else None,
    )
    return TextBody(text, (source,))
