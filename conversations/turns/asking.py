"""What a shopper's message asks of the bot: its words, and its meaning where that is known."""

from __future__ import annotations

from conversations.contract import Chosen, ChosenBody, FileBody, TextBody
from conversations.models import OfferedChoice

AskingBody = TextBody | ChosenBody | FileBody
# How a sent file reaches the bot: as a button would, since no typed text may mean it.
FILE_INTENT, FILE_ENTITY = "inform", "upload"


def words_of(body: AskingBody) -> str:
    if isinstance(body, FileBody):
        return body.caption or body.file.name
    return body.title if isinstance(body, ChosenBody) else body.text


def meaning_of(body: AskingBody, choice: OfferedChoice | None) -> Chosen | None:
    """What the bot takes the message for; None for what it has to understand by itself."""
    if isinstance(body, FileBody):
        return Chosen(FILE_INTENT, {FILE_ENTITY: body.file.id})
    return Chosen(choice.intent, dict(choice.entities)) if choice else None
