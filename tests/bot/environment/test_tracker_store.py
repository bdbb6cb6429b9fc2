from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, check_if_tracker_store_async
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker_compaction import COMPACT_ABOVE
from bot.tracker_rows import KEPT_REPLIES, SWEPT_EVERY, TrackerConflictError
from bot.tracker_store import ShopbellTrackerStore
from bot.turns import TurnRecord, current_turn

Run = Callable[..., Any]


async def turn_of(
    store: ShopbellTrackerStore, cmid: str, *events: Any, reply: str = "{}", who: str = "c"
) -> TurnRecord:
    """One turn as the channel has it: open, let Rasa change the tracker, commit."""
    record = TurnRecord(who, cmid)
    token = current_turn.set(record)
    try:
        wrapped = FailSafeTrackerStore(store)
        await wrapped.retrieve(who)
        if record.kept_reply is None:
            tracker = await wrapped.get_or_create_tracker(who, append_action_listen=False)
            for event in (UserUttered(f"text {cmid}", {"name": "greet"}), *events):
                tracker.update(event)
            await wrapped.save(tracker)
            await store.commit(record, reply)
    finally:
        current_turn.reset(token)
    return record


def listen() -> ActionExecuted:
    return ActionExecuted("action_listen")


def test_rasa_takes_it_as_an_asynchronous_store(store: ShopbellTrackerStore) -> None:
    assert check_if_tracker_store_async(store)


def test_what_was_saved_is_there_for_another_process(
    store: ShopbellTrackerStore, database: str, domain: Domain, run: Run
) -> None:
    async def story() -> Any:
        await turn_of(store, "1", SlotSet("order_number", "#W1"), listen())
        await turn_of(store, "2", SlotSet("product", "p"), listen())
        return await ShopbellTrackerStore(domain, host=database).retrieve("c")

    tracker = run(story())
    assert tracker.get_slot("order_number") == "#W1"
    assert [e.text for e in tracker.events if isinstance(e, UserUttered)] == ["text 1", "text 2"]


def test_a_live_tracker_is_the_same_object_between_turns(
    store: ShopbellTrackerStore, run: Run
) -> None:
    async def story() -> tuple[Any, Any]:
        first = await turn_of(store, "1", listen())
        second = await turn_of(store, "2", listen())
        return first.tracker, second.tracker

    first, second = run(story())
    assert first is second


def test_a_live_tracker_is_dropped_when_another_process_has_gone_on(
    store: ShopbellTrackerStore, database: str, domain: Domain, run: Run
) -> None:
    other = ShopbellTrackerStore(domain, host=database)

    async def story() -> Any:
        await turn_of(store, "1", listen())
        await turn_of(other, "2", SlotSet("order_number", "#W2"), listen())
        return (await turn_of(store, "3", listen())).tracker

    assert run(story()).get_slot("order_number") == "#W2"


def test_a_turn_that_fails_leaves_the_stored_state(store: ShopbellTrackerStore, run: Run) -> None:
    async def story() -> Any:
        await turn_of(store, "1", SlotSet("order_number", "#W1"), listen())
        record = TurnRecord("c", "2")
        token = current_turn.set(record)
        tracker = await store.retrieve("c")
        assert tracker is not None
        tracker.update(SlotSet("order_number", "#HALF"))
        current_turn.reset(token)
        return (await turn_of(store, "3", listen())).tracker

    assert run(story()).get_slot("order_number") == "#W1"


def test_two_processes_cannot_both_save_one_turn(
    store: ShopbellTrackerStore, database: str, domain: Domain, run: Run
) -> None:
    other = ShopbellTrackerStore(domain, host=database)

    async def story() -> None:
        await turn_of(store, "1", listen())
        record = TurnRecord("c", "2")
        token = current_turn.set(record)
        await store.retrieve("c")
        current_turn.reset(token)
        await turn_of(other, "3", listen())
        with pytest.raises(TrackerConflictError):
            await store.commit(record, "{}")

    run(story())


def test_only_new_events_are_written(store: ShopbellTrackerStore, database: str, run: Run) -> None:
    async def story() -> None:
        await turn_of(store, "1", listen())
        with sqlite3.connect(database) as rows:
            rows.execute("UPDATE bot_events SET data = replace(data, 'text 1', 'untouched')")
        await turn_of(store, "2", listen())

    run(story())
    with sqlite3.connect(database) as rows:
        texts = rows.execute("SELECT data FROM bot_events ORDER BY position").fetchall()
    assert "untouched" in texts[0][0]
    assert len(texts) == 4


def test_a_reply_is_kept_with_the_turn(store: ShopbellTrackerStore, run: Run) -> None:
    async def story() -> tuple[Any, Any]:
        await turn_of(store, "1", listen(), reply="first")
        again = await turn_of(store, "1", listen(), reply="second")
        return again.kept_reply, len(again.tracker.events)

    assert run(story()) == ("first", 2)


def test_the_last_few_replies_are_kept_and_the_old_ones_swept_out(
    store: ShopbellTrackerStore, database: str, run: Run
) -> None:
    turns = SWEPT_EVERY * 2

    async def story() -> None:
        for cmid in range(turns):
            await turn_of(store, str(cmid), listen(), reply=f"reply {cmid}")

    run(story())
    with sqlite3.connect(database) as rows:
        kept = {cmid for (cmid,) in rows.execute("SELECT cmid FROM bot_replies")}
    assert kept >= {str(cmid) for cmid in range(turns - KEPT_REPLIES, turns)}
    assert len(kept) < KEPT_REPLIES + SWEPT_EVERY


def test_saved_outside_a_turn_it_is_whole(
    store: ShopbellTrackerStore, domain: Domain, run: Run
) -> None:
    async def story() -> Any:
        await turn_of(store, "1", listen())
        tracker = await store.retrieve("c")
        assert tracker is not None
        tracker.update(SlotSet("order_number", "#W1"))
        await store.save(tracker)
        return (await turn_of(store, "2", listen())).tracker

    tracker = run(story())
    assert tracker.get_slot("order_number") == "#W1"
    assert len(tracker.events) == 5


def test_trackers_beyond_the_limit_are_loaded_again(
    database: str, domain: Domain, run: Run
) -> None:
    small = ShopbellTrackerStore(domain, host=database, live_trackers=2)

    async def story() -> Any:
        for who in ("a", "b", "c"):
            await turn_of(small, "1", SlotSet("order_number", f"#{who}"), listen(), who=who)
        return (await turn_of(small, "2", listen(), who="a")).tracker

    assert run(story()).get_slot("order_number") == "#a"


def test_a_store_that_cannot_be_read_is_noted(domain: Domain, tmp_path: Path, run: Run) -> None:
    broken = ShopbellTrackerStore(domain, host=str(tmp_path / "nowhere" / "bot.db"))

    async def story() -> TurnRecord:
        record = TurnRecord("c", "1")
        current_turn.set(record)
        assert await FailSafeTrackerStore(broken).retrieve("c") is None
        return record

    record = run(story())
    assert record.faults == ["store_fault"]
    assert record.store is None


def test_compaction_bounds_the_events_and_keeps_every_slot(
    store: ShopbellTrackerStore, database: str, domain: Domain, run: Run
) -> None:
    async def story() -> tuple[int, DialogueStateTracker]:
        await turn_of(store, "first", SlotSet("order_number", "#W1"), listen())
        most = 0
        for cmid in range(300):
            record = await turn_of(store, str(cmid), ActionExecuted("utter_greet"), listen())
            most = max(most, len(record.tracker.events))
        reloaded = await ShopbellTrackerStore(domain, host=database).retrieve("c")
        assert reloaded is not None
        return most, reloaded

    most, tracker = run(story())
    assert most <= COMPACT_ABOVE + 3
    assert tracker.get_slot("order_number") == "#W1"
    assert tracker.latest_message is not None
    assert tracker.latest_message.text == "text 299"
    assert tracker.latest_action_name == "action_listen"
    copied = tracker.copy()
    assert copied.get_slot("order_number") == "#W1", "a copy replays what is left"


def test_a_form_is_not_compacted_away(store: ShopbellTrackerStore, run: Run) -> None:
    async def story() -> Any:
        await turn_of(store, "f", ActiveLoop("order_lookup_form"), listen())
        for cmid in range(200):
            await turn_of(store, str(cmid), ActionExecuted("order_lookup_form"), listen())
        return await turn_of(store, "last", SlotSet("requested_slot", "email"), listen())

    tracker = run(story()).tracker
    assert tracker.active_loop_name == "order_lookup_form"
    assert tracker.copy().active_loop_name == "order_lookup_form"
