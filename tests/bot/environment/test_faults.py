from __future__ import annotations

import logging

from bot.turns import TurnRecord, current_turn, watch_rasa_logs


def test_what_rasa_only_logs_is_a_fault_of_the_running_turn() -> None:
    watch_rasa_logs()
    watch_rasa_logs()
    record = TurnRecord("c", "1")
    token = current_turn.set(record)
    logging.getLogger("rasa.core.processor").error("Encountered an exception")
    current_turn.reset(token)
    logging.getLogger("rasa.core.processor").error("of no turn")
    assert record.faults == ["action_failed"]
