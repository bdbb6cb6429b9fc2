"""Typed refusals of the conversations. `code` is the contract's, the text tells what to do."""

from __future__ import annotations

from conversations.contract import Code, State


class ConversationError(Exception):
    code = Code.INVALID


class StillAnsweringError(ConversationError):
    code = Code.UNAVAILABLE

    def __init__(self) -> None:
        super().__init__("The bot is still at work on a message. Please try again in a moment.")


class ConversationNotFoundError(ConversationError):
    """Absent and not yours are one answer."""

    code = Code.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such conversation.")


class ConversationVersionError(ConversationError):
    code = Code.STALE_VERSION

    def __init__(self, current: int) -> None:
        super().__init__("The conversation has changed since you saw it. Look again, then retry.")
        self.current = current


class ConversationStateError(ConversationError):
    code = Code.STATE_REFUSED

    def __init__(self, current: State, wanted: State) -> None:
        super().__init__(f"A conversation in state {current.value} cannot become {wanted.value}.")
        self.current = current
        self.wanted = wanted


class CmidReusedError(ConversationError):
    code = Code.CMID_REUSED

    def __init__(self) -> None:
        super().__init__("This message id was used for another message. Send it under a new id.")


class ChoiceRefusedError(ConversationError):
    """Unknown, foreign, used and expired are one answer."""

    code = Code.CHOICE_REFUSED

    def __init__(self) -> None:
        super().__init__("This button can no longer be used. Please write your wish instead.")
