"""What is measured of a running engine. Times are in milliseconds."""

from __future__ import annotations

import json
import signal
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.turn_cost.engines import Conversation, Running
from benchmarks.turn_cost.mix import FORM_BEGIN, FORM_TURN, GREETING, MIX, text_of

SERIAL_CONVERSATIONS = 4
TURNS = 16
AT_ONCE = 8
# A mix has eight turns; a window of two mixes sees each kind of turn, and trackers short and long.
WINDOW = 16


@dataclass(frozen=True)
class Round:
    """`acted` is the share of turns that an action answered."""

    median_ms: float
    without_action_ms: float
    with_action_ms: float
    turns_a_second: float
    processor_ms: float
    acted: float


def one_round(running: Running) -> Round:
    plain: list[float] = []
    calling: list[float] = []
    acted = 0
    for _ in range(SERIAL_CONVERSATIONS):
        conversation = _begun(running)
        for turn in range(TURNS):
            seconds, answer = conversation.say(text_of(turn))
            (calling if turn % 2 else plain).append(seconds * 1000)
            acted += running.engine.acted(answer)
    processor = running.processor_s()
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as shoppers:
        done = sum(shoppers.map(_talk, [running] * AT_ONCE))
    took = time.perf_counter() - began
    return Round(
        median_ms=statistics.median(plain + calling),
        without_action_ms=statistics.median(plain),
        with_action_ms=statistics.median(calling),
        turns_a_second=done / took,
        processor_ms=(running.processor_s() - processor) * 1000 / done,
        acted=acted / len(plain + calling),
    )


def _talk(running: Running) -> int:
    conversation = running.conversation()
    for turn in range(2 * TURNS):
        conversation.say(text_of(turn))
    return 2 * TURNS


def _begun(running: Running) -> Conversation:
    conversation = running.conversation()
    for text in GREETING:
        conversation.say(text)
    return conversation


def along_a_conversation(running: Running, at: tuple[int, ...], *, form: bool) -> list[float]:
    """The median turn around each of the messages `at`, the first of which is not before 10."""
    conversation = running.conversation()
    times = []
    if form:
        conversation.say(FORM_BEGIN)
    for turn in range(max(at) + WINDOW // 2):
        seconds, _ = conversation.say(FORM_TURN if form else text_of(turn))
        times.append(seconds * 1000)
    return [
        statistics.median(times[max(0, message - WINDOW // 2) : message + WINDOW // 2])
        for message in at
    ]


def parts_of_a_turn(running: Running, report: Path) -> dict[str, float]:
    """Needs the clock in the process. Adds `transport`: what the client waits beyond the turn."""
    for text in MIX * 2:
        running.conversation().say(text)
    running.signal(signal.SIGUSR1)
    time.sleep(0.2)
    waited, turns = 0.0, 0
    for _ in range(SERIAL_CONVERSATIONS * 2):
        conversation = running.conversation()
        for turn in range(TURNS):
            waited += conversation.say(text_of(turn))[0]
            turns += 1
    running.signal(signal.SIGUSR2)
    time.sleep(0.5)
    read = json.loads(report.read_text())
    seconds: dict[str, float] = read["seconds"]
    seconds["transport"] = waited - sum(seconds.values())
    return {part: spent * 1000 / turns for part, spent in seconds.items()}
