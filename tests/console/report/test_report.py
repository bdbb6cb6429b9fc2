from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest

from console.report.facts import Facts
from console.report.figures import outcome, responses
from console.report.signs import says_solved
from console.report.table import COLUMNS, FORMULA, csv_of
from console.report.words import columns_in
from conversations.contract import Author, EventName, Role, State, StateBody, TextBody
from conversations.log.service import append_message, append_state
from tests.console.desk import Browser, Desk, code_of, locked

pytestmark = pytest.mark.anyio
REPORT = "/api/console/report"
PERIOD: dict[str, Any] = {"since": "2026-11-24", "until": "2026-11-25"}


async def bot_says(desk: Desk, conversation_id: str) -> None:
    async with desk.database.writer.begin() as session:
        await append_message(
            session, conversation=await locked(session, conversation_id),
            author=Author(Role.BOT), body=TextBody("It is on its way."), at=desk.clock(),
        )  # fmt: skip


async def rates(desk: Desk, conversation_id: str, score: int) -> None:
    async with desk.database.writer.begin() as session:
        conversation = await locked(session, conversation_id)
        body = StateBody(State(conversation.state), reason=str(score))
        await append_state(
            session, conversation=conversation, event=EventName.RATED, body=body, at=desk.clock()
        )


async def helped(desk: Desk, agent: Browser, conversation_id: str, after_s: float) -> None:
    path = f"/api/console/conversations/{conversation_id}"
    desk.clock.advance(after_s)
    await agent.post(f"{path}/claim", json={"version": 2})
    await agent.post(f"{path}/messages", json={"cmid": f"cmid-{after_s}-0", "text": "Hello"})
    await agent.post(f"{path}/close", json={"version": 3})


async def test_the_report_counts_what_shoppers_said_and_tells_silence_apart(
    desk: Desk, boss: Browser, ana: Browser
) -> None:
    for score in (5, None, 1):
        answered = await desk.conversation("where is my order?")
        desk.clock.advance(2)
        await bot_says(desk, answered)
        if score is not None:
            await rates(desk, answered, score)
    thanked = await desk.queued("hello", locale="zh-CN")
    await helped(desk, ana, thanked, after_s=100)
    await desk.shopper_says(thanked, "解决了，谢谢")
    silent = await desk.queued()
    await helped(desk, ana, silent, after_s=300)
    await desk.queued()

    report = (await boss.get(REPORT, params=PERIOD)).json()
    assert (report["conversations"], report["handoffs"]) == (6, 3)
    assert report["first_person"] == {
        "asked": 3, "answered": 2, "median_s": 200.0, "p90_s": 280.0, "within_3_minutes": 1 / 3,
    }  # fmt: skip
    assert report["first_answer"]["answered"] == 5
    assert report["outcomes"] == {
        "resolved_by_bot": 1, "resolved_by_person": 1, "silent_after_bot": 1,
        "silent_after_person": 1, "unhappy": 1, "still_open": 1,
    }  # fmt: skip
    assert report["reasons"] == [{"key": "asked_for_person", "count": 3}]
    assert [one["count"] for one in report["ratings"]] == [1, 0, 0, 0, 1]
    assert [(one["day"], one["conversations"]) for one in report["days"]] == [
        ("2026-11-24", 6), ("2026-11-25", 0),
    ]  # fmt: skip
    assert report["hours"][12] == {"hour": 12, "conversations": 6, "handoffs": 3}

    chinese = (await boss.get(REPORT, params={**PERIOD, "language": "zh"})).json()
    assert chinese["conversations"] == 1
    tokyo = {**PERIOD, "time_zone": "Asia/Tokyo"}
    assert (await boss.get(REPORT, params=tokyo)).json()["hours"][21]["conversations"] == 6
    nobody = (await boss.get(REPORT, params={**PERIOD, "team": "0" * 32})).json()
    assert (nobody["conversations"], nobody["first_person"]["median_s"]) == (0, None)


async def test_periods_that_are_none_are_refused(boss: Browser, ana: Browser) -> None:
    for wrong in (
        {"until": "2026-11-23"}, {"until": "2029-01-01"}, {"since": "yesterday"},
        {"time_zone": "Mars"}, {"language": "%"},
    ):  # fmt: skip
        assert code_of(await boss.get(REPORT, params={**PERIOD, **wrong})) == "invalid", wrong
    assert code_of(await ana.get(REPORT, params=PERIOD)) == "forbidden"
    assert code_of(await ana.get(f"{REPORT}/conversations.csv", params=PERIOD)) == "forbidden"


async def test_the_table_downloads_every_conversation(desk: Desk, boss: Browser) -> None:
    conversation_id = await desk.queued()
    async with desk.database.writer.begin() as session:
        (await locked(session, conversation_id)).topic = '=HYPERLINK("http://evil")'
    answer = await boss.get(f"{REPORT}/conversations.csv", params=PERIOD)
    assert answer.headers["content-type"].startswith("text/csv")
    assert "shopbell-2026-11-24-2026-11-25.csv" in answer.headers["content-disposition"]
    [row] = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert row["conversation"] == conversation_id
    assert row["topic"] == '\'=HYPERLINK("http://evil")'
    chinese = await boss.get(f"{REPORT}/conversations.csv", params={**PERIOD, "words": "zh"})
    [row] = csv.DictReader(io.StringIO(chinese.text.removeprefix("\ufeff")))
    assert set(row) == set(columns_in("zh", COLUMNS))
    assert (row["状态"], row["转人工原因"]) == ("等待人工", "要求人工服务")


@pytest.mark.parametrize("prefix", [*FORMULA, " =", "\u00a0+"])
@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_no_cell_of_any_column_begins_a_formula(prefix: str, column: int) -> None:
    row: list[object] = ["safe"] * len(COLUMNS)
    row[column] = f"{prefix}cmd|'/C calc'!A0"
    [_, written] = csv.reader(io.StringIO(csv_of([row]).removeprefix("\ufeff"), newline=""))
    assert written[column] == f"'{prefix}cmd|'/C calc'!A0"
    assert written.count("safe") == len(COLUMNS) - 1


@pytest.mark.parametrize(
    ("text", "solved"),
    [
        ("Thanks!", True), ("thank you so much", True), ("perfect, that helped", True),
        ("谢谢", True), ("解决了", True), ("thanks but it is still broken", False),
        ("it is not solved", False), ("is it solved?", False), ("没有解决", False), ("", False),
        ("where is my order", False), ("thanks " * 60, False),
    ],
)  # fmt: skip
def test_only_a_clear_word_is_a_sign(text: str, solved: bool) -> None:
    assert says_solved(text) is solved


def test_who_thanked_while_waiting_for_a_person_was_not_helped_by_the_bot() -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    facts = Facts("c", at, "en", None, "queued", "", asked_person_at=at, sign=True)
    assert outcome(facts) == "still_open"
    assert responses([None, None]).within_3_minutes == 0
    assert responses([]).within_3_minutes is None
