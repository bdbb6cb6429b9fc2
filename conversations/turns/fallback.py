"""What the shopper is told when the bot could not answer in time."""

from __future__ import annotations

from conversations.contract import ChoiceOffer, TextBody, TurnMessage

# Pressing an offer with this intent puts the conversation into the queue without asking the bot,
# so that a person can be reached while the bot is down.
PERSON_INTENT = "talk_to_human"

TEXTS = {
    "en": (
        "Sorry, something on our side went wrong and I could not answer that. "
        "Your message is saved. You can ask again in a moment, or talk to a person.",
        "Talk to a person",
    ),
    "zh": (
        "抱歉，我们这边出了点问题，刚才没能回答您。您的消息已经保存，可以稍后再问一次，或者转人工客服。",
        "转人工客服",
    ),
}


def fallback_message(locale: str) -> TurnMessage:
    text, person = TEXTS.get(locale.split("-")[0], TEXTS["en"])
    return TurnMessage(TextBody(text), (ChoiceOffer(person, PERSON_INTENT),))
