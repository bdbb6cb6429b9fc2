"""Runs one turn through Rasa and says honestly when it did not work."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager
from datetime import date, datetime, timezone
from typing import Any, AsyncIterator, Callable, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.constants import (
    REQUESTED_SLOT,
    USER_INTENT_BACK,
    USER_INTENT_RESTART,
    USER_INTENT_SESSION_START,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, SlotSet, UserUttered

from bot.catalogue import CatalogueFeed
from bot.language import reply_language
from bot.reading.reader import MessageReader, Reading
from bot.reply_collector import ReplyCollector, understood_from
from bot.turns import TurnFailedError, TurnRecord, current_turn
from bot.typed_text import neutralise
from conversations.contract import Chosen, FailedSignal, HandoffSignal, TurnRequest
from conversations.wire import encode, encode_json

INPUT_CHANNEL = "shopbell"
# Nobody who comes back later than this is still answering the question asked then.
QUESTION_LIFE_SECONDS = 3_600.0
# Rasa would act on these by itself; no button of ours means them.
REFUSED_INTENTS = frozenset({USER_INTENT_RESTART, USER_INTENT_BACK, USER_INTENT_SESSION_START})
# Slots that hold a question the bot is waiting on.
PENDING_SLOTS = (REQUESTED_SLOT, "pending", "proof_way")
# The second wish of a message, kept until the first has been dealt with.
LATER_SLOT = "later"


class TurnRunner:
    """`budget_s` ends a turn before the app gives it up and before Rasa's own lock does."""

    def __init__(
        self,
        catalogue: CatalogueFeed,
        budget_s: float,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._catalogue = catalogue
        self._now = now
        self._budget_s = budget_s
        self._reader = MessageReader()
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    async def run(self, agent: Agent, request: TurnRequest) -> str:
        """The encoded `TurnReply`: the kept one for a known `cmid`. Raises `TurnFailedError`."""
        async with self._alone(request.conversation):
            turn = TurnRecord(request.conversation, request.cmid, today=self._today())
            token = current_turn.set(turn)
            try:
                return await asyncio.wait_for(self._run(agent, turn, request), self._budget_s)
            except asyncio.TimeoutError:
                raise TurnFailedError("timeout") from None
            finally:
                current_turn.reset(token)

    async def _run(self, agent: Agent, turn: TurnRecord, request: TurnRequest) -> str:
        await agent.tracker_store.retrieve(request.conversation)
        if turn.store is None:
            raise TurnFailedError("store_fault")
        if turn.kept_reply is not None:
            return turn.kept_reply
        if turn.tracker is not None and (
            request.resume
            or self._stale(turn.tracker)
            or in_unknown_form(turn.tracker, agent.processor.domain)
        ):
            end_open_questions(turn.tracker)
        if request.catalogue_revision:
            turn.catalogue = await self._catalogue.at(request.catalogue_revision)
        collector = ReplyCollector()
        reading = await self._read(agent, turn, request)
        language = reply_language(request.locale, request.text, _language_before(turn.tracker))
        await agent.handle_message(_user_message(request, reading, language, collector))
        reply = _checked_reply(turn, collector)
        if await self._deal_with_later(agent, turn, request, reading, language, collector):
            reply = _checked_reply(turn, collector, of=reading)
        try:
            await turn.store.commit(turn, reply)
        except Exception:
            raise TurnFailedError("store_fault") from None
        return reply

    async def _read(self, agent: Agent, turn: TurnRecord, request: TurnRequest) -> Reading:
        text = neutralise(request.text)
        if request.chosen is not None:
            return Reading(text, _chosen_parse(agent, request.chosen, text))
        return await self._reader.read(agent, text, turn.tracker.events if turn.tracker else ())

    async def _deal_with_later(
        self,
        agent: Agent,
        turn: TurnRecord,
        request: TurnRequest,
        reading: Reading,
        language: str,
        collector: ReplyCollector,
    ) -> bool:
        """Go on to the wish that waits, in this turn, unless the first is not done with yet."""
        tracker = turn.tracker
        later = reading.later or tracker.get_slot(LATER_SLOT)
        if not later:
            return False
        handed_over = any(isinstance(signal, HandoffSignal) for signal in collector.signals)
        if handed_over or tracker.active_loop_name or _has_offered(tracker):
            tracker.update(SlotSet(LATER_SLOT, None if handed_over else later))
            return False
        tracker.update(SlotSet(LATER_SLOT, None))
        said = len(collector.messages)
        bridge = await agent.processor.nlg.generate("utter_later", tracker, INPUT_CHANNEL)
        await collector.send_response(request.conversation, bridge)
        parse = await agent.processor.parse_message(UserMessage(later))
        message = _user_message(request, Reading(later, parse), language, collector)
        await agent.handle_message(message)
        collector.drop_repeated_from(said, bridges=1)
        return True

    def _today(self) -> date:
        return datetime.fromtimestamp(self._now(), timezone.utc).date()

    def _stale(self, tracker: Any) -> bool:
        said = tracker.latest_message
        return said is not None and self._now() - said.timestamp > QUESTION_LIFE_SECONDS

    @asynccontextmanager
    async def _alone(self, conversation: str) -> AsyncIterator[None]:
        """One turn of a conversation at a time; the app's queue sees to it, except for retries."""
        lock, waiting = self._locks.get(conversation, (asyncio.Lock(), 0))
        self._locks[conversation] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            _, waiting = self._locks[conversation]
            if waiting == 1:
                del self._locks[conversation]
            else:
                self._locks[conversation] = (lock, waiting - 1)


def in_unknown_form(tracker: Any, domain: Domain) -> bool:
    """The model that asked had a form that this one has not; Rasa would fail on each turn."""
    loop = tracker.active_loop_name
    return loop is not None and loop not in domain.action_names_or_texts


def end_open_questions(tracker: Any) -> None:
    """Ends forms and pending offers; what is known of the order and the topic stays."""
    if tracker.active_loop_name:
        tracker.update(ActiveLoop(None))
    for name in PENDING_SLOTS:
        if tracker.get_slot(name) is not None:
            tracker.update(SlotSet(name, None))


def _has_offered(tracker: Any) -> bool:
    """Whether the turn ended with an offer, which waits for a yes."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return False
        if isinstance(event, SlotSet) and event.key == "pending":
            return event.value is not None
    return False


def _language_before(tracker: Any) -> str:
    said = tracker.latest_message if tracker is not None else None
    return str((said.metadata or {}).get("language", "")) if said is not None else ""


def _user_message(
    request: TurnRequest, reading: Reading, language: str, collector: ReplyCollector
) -> UserMessage:
    return UserMessage(
        text=reading.text,
        output_channel=collector,
        sender_id=request.conversation,
        parse_data=reading.parse,
        input_channel=INPUT_CHANNEL,
        message_id=request.cmid,
        metadata={
            "turn": request.turn,
            "locale": request.locale,
            "language": language,
            "site": request.site,
            "page": encode(request.page),
            "catalogue_revision": request.catalogue_revision,
            "impatience": reading.impatience,
        },
    )


def _chosen_parse(agent: Agent, chosen: Chosen, text: str) -> dict[str, Any]:
    if chosen.intent in REFUSED_INTENTS or chosen.intent not in agent.processor.domain.intents:
        raise TurnFailedError("choice_refused")
    return {
        "text": text,
        "intent": {"name": chosen.intent, "confidence": 1.0},
        "intent_ranking": [{"name": chosen.intent, "confidence": 1.0}],
        "entities": [
            {"entity": name, "value": value, "extractor": "choice"}
            for name, value in chosen.entities.items()
        ],
    }


def _checked_reply(
    turn: TurnRecord, collector: ReplyCollector, of: Optional[Reading] = None
) -> str:
    """The encoded reply, with what was understood: the last message, or the reading `of` one."""
    failed = [signal for signal in collector.signals if isinstance(signal, FailedSignal)]
    if failed:
        raise TurnFailedError(failed[0].code)
    if turn.faults:
        raise TurnFailedError(turn.faults[0])
    if not collector.messages and not collector.signals:
        raise TurnFailedError("no_reply")
    said = turn.tracker.latest_message if turn.tracker is not None else None
    if not isinstance(said, UserUttered):
        raise TurnFailedError("no_reply")
    parse = of.parse if of is not None else {**said.parse_data, "intent": said.intent}
    return encode_json(collector.reply(understood_from(parse["intent"], parse["entities"])))


def failure_body(code: str) -> str:
    return json.dumps({"status": "failed", "code": code})
