"""Which articles the conversations' log says were given as answers, and what followed.

Nothing but the log is needed: the bot's messages name their sources, and what a shopper does next
says whether the answer helped. An answer is disliked where the shopper's next two messages bring a
person ("let me talk to somebody", anger, the same question again) or where a rating of 1 or 2 of 5
follows it in the chat, and liked where one of 4 or 5 does; each answer at most once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any, Final

from conversations.contract import EventName, HandoffReason, Role
from conversations.models import LogRow
from knowledge_base.usage.schemas import Outcome, Said, Use

FOLLOWED: Final = 40
"""So many rows before an event its answer is looked for in."""
_VEXED: Final = frozenset(
    reason.value
    for reason in (HandoffReason.ASKED_FOR_PERSON, HandoffReason.ANGRY, HandoffReason.REPEATED)
)
_WORDS: Final = 2
"""The wish for a person, and the yes to the bot's offer of one."""
_BAD: Final = 2
_GOOD: Final = 4


def is_verdict(row: LogRow) -> bool:
    """Whether this row may say something of an answer before it."""
    return verdict_of(row) is not None


def verdict_of(row: LogRow) -> Outcome | None:
    if row.event == EventName.ESCALATED.value:
        return Outcome.DISLIKED if row.body.get("reason") in _VEXED else None
    if _is_message(row, Role.SHOPPER) and row.body.get("kind") == "rating":
        score = int(row.body.get("score", 0))
        if score <= _BAD:
            return Outcome.DISLIKED
        return Outcome.LIKED if score >= _GOOD else None
    return None


def served_in(row: LogRow) -> tuple[Said, ...]:
    """The articles that a message of the bot says; none for any other row."""
    if not _is_message(row, Role.BOT):
        return ()
    return tuple(dict.fromkeys((*_sources(row.body), *_quotes(row.body))))


def uses_of(row: LogRow, before: Sequence[LogRow]) -> Iterator[Use]:
    """What this row adds. `before` are the rows of its conversation before it, newest first; they
    are looked at where `is_verdict`."""
    day = row.at.astimezone(UTC).date()
    for said in served_in(row):
        yield Use(said, Outcome.SERVED, day)
    verdict = verdict_of(row)
    if verdict is not None:
        for said in _judged(row, before):
            yield Use(said, verdict, day)


def _judged(row: LogRow, before: Sequence[LogRow]) -> tuple[Said, ...]:
    """The last answer, unless something was said of it already or the talk has moved on."""
    words = 0
    for earlier in before:
        if is_verdict(earlier):
            return ()
        said = served_in(earlier)
        if said:
            return said
        words += _is_message(earlier, Role.SHOPPER)
        if words > _WORDS and row.event == EventName.ESCALATED.value:
            return ()
    return ()


def _is_message(row: LogRow, role: Role) -> bool:
    return row.event == EventName.MESSAGE_POSTED.value and row.author_role == role.value


def _sources(body: dict[str, Any]) -> Iterator[Said]:
    official = body.get("official") or {}
    for source in (*(body.get("sources") or ()), *(official.get("sources") or ())):
        yield Said(source["title"], source.get("url"), source.get("author"), source.get("date"))


def _quotes(body: dict[str, Any]) -> Iterator[Said]:
    for quote in (body.get("buyers") or {}).get("quotes") or ():
        yield Said(None, None, quote.get("author"), quote.get("date"))
