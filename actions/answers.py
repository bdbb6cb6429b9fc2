"""A passage of the knowledge base as a message with its source."""

from __future__ import annotations

from actions.dialogue import Reply
from actions.told import promotion_told
from actions.wording import Wording
from conversations.contract import FoundText, Source, TextBody, Tier
from knowledge_base.search.schemas import Passage


def show_answer(reply: Reply, passage: Passage, wording: Wording, language: str) -> None:
    """The passage as a message; what holds only for a time is recalled when it changes."""
    body = answer_body(passage, wording, language)
    reply.show(body, facts=promotion_told(passage))


def answer_body(passage: Passage, wording: Wording, language: str) -> TextBody:
    """The shop's words as they are; a customer's are told as that customer's."""
    tier = Tier(passage.tier)
    text = passage.text
    if tier is Tier.COMMUNITY:
        author = passage.author or wording.text(language, "customer")
        said = "sponsored_said" if passage.sponsored else "community_said"
        text = wording.text(language, said, author=author, text=text)
    return TextBody(text, (source_of(passage),))


def source_of(passage: Passage) -> Source:
    return Source(
        tier=Tier(passage.tier),
        title=passage.title,
        url=passage.url or None,
        author=passage.author,
        date=passage.date.isoformat() if passage.date else None,
    )


def found_in(passage: Passage, product: str | None = None) -> FoundText:
    """Told with the trace of a search, so that it is known later what answered which question."""
    return FoundText(f"{passage.locale}:{passage.article_id}", round(passage.score, 4), product)
