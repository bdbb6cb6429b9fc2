"""Files that a shopper sends: kept for the case that is opened, or for a person to look at."""

from __future__ import annotations

from dataclasses import dataclass

from actions.dialogue import REQUESTED_SLOT, Action, Event, Reply, Turn, set_slot
from actions.wording import Wording
from conversations.contract import ChoiceOffer

# The entity that the gateway gives a sent file; no text is ever read as one.
UPLOAD = "upload"
PHOTOS = "photos"
# More than any policy lets a case have; the newest are kept.
_MOST_KEPT = 20


def photos_of(turn: Turn) -> tuple[str, ...]:
    """Files of the conversation that no case has yet, this message's own last."""
    kept = turn.slots.get(PHOTOS)
    before = [str(one) for one in kept] if isinstance(kept, list) else []
    sent = turn.entity(UPLOAD)
    return tuple(dict.fromkeys([*before, *([sent] if sent else [])]))[-_MOST_KEPT:]


@dataclass(frozen=True)
class ActionTakeFile:
    """What becomes of it is said at once; what is in it, the bot does not claim to see."""

    wording: Wording
    name: str = "action_take_file"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        language = turn.language
        # Of several at once only the first is answered at length.
        key = "file_kept" if _came_before(turn) else "file_for_person"
        reply.say(
            self.wording.text(language, key),
            ChoiceOffer(self.wording.text(language, "file_damaged"), "item_damaged"),
            ChoiceOffer(self.wording.text(language, "file_missing"), "item_missing"),
            self.wording.offer(language, "person"),
        )
        return [kept_photos(turn, reply)]


@dataclass(frozen=True)
class FileMeanwhile:
    """A form's validation that takes a file for no answer to a question about something else."""

    form: Action
    wording: Wording
    # The questions that a file may answer, as the form's own validation knows.
    answered_by: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.form.name

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        asked = turn.slot(REQUESTED_SLOT)
        if turn.entity(UPLOAD) is None or asked is None or asked in self.answered_by:
            return await self.form.run(turn, reply)
        reply.say(self.wording.text(turn.language, "file_kept"))
        # Asked again, and nothing of the message taken for what was asked.
        taken = [set_slot(name, None) for name in turn.slot_candidates() if name == asked]
        return [kept_photos(turn, reply), *taken, set_slot(REQUESTED_SLOT, asked)]


def _came_before(turn: Turn) -> bool:
    """Whether the message before this one was a file, too."""
    before = turn.turn_before()
    parsed = before[0].get("parse_data") or {} if before else {}
    return any(item.get("entity") == UPLOAD for item in parsed.get("entities") or ())


def kept_photos(turn: Turn, reply: Reply) -> Event:
    photos = photos_of(turn)
    reply.trace("file", True, f"{len(photos)} kept for a case")
    return set_slot(PHOTOS, list(photos))
