"""What is said to both engines: one fixed mix, half of it answered by an action."""

from __future__ import annotations

# In turn: one that Rasa answers with a response, one that calls an action, which searches articles.
# Each is understood by both engines; the benchmark counts the actions and says so where it is not.
MIX = (
    "hello",
    "how long does standard delivery take?",
    "thank you",
    "what is your return policy?",
    "are you a robot?",
    "how long does delivery take?",
    "what can you do?",
    "how long do i have to return something?",
)
# Two at each conversation's begin that are not counted.
GREETING = ("hello", "what is your return policy?")
# A question that a form asks again and again: each turn calls its validation.
FORM_BEGIN = "where is my order?"
FORM_TURN = "i do not have it at hand"


def text_of(turn: int) -> str:
    return MIX[turn % len(MIX)]
