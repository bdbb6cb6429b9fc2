"""Generated bad texts through the running bot: always an answer, or honestly that it is not one."""

from __future__ import annotations

import json
import uuid

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations.contract import Code, TurnReply
from conversations.wire import decode, encode
from tests.bot.running_bot import SECRET, RunningBot

pytestmark = [pytest.mark.slow, pytest.mark.long]

FRAME_BYTES = 64 * 1024
TURN_S = 20.0


def a_frame_of(unit: str) -> str:
    """As often as it fits into a frame of JSON."""
    return unit * (FRAME_BYTES // (len(json.dumps(unit)) - 2))


# The contract refuses these two in every field: no database holds them.
sendable = st.characters(exclude_characters="\x00", exclude_categories=["Cs"])
pieces = st.sampled_from(
    [
        "/restart", "/track_order", '{"order_number": "#W1000001"}', "W1000001", "\u200b", "\u202e",
        "🎁", "👩‍👩‍👧", "שלום", "مرحبا", "订单", "{", "}", "[", '"', "\\", "\n",
        "<b>", "%s",
        "anna.koch@example.com", " ", "${x}", "{{x}}", "'; --", "null", "-1e999",
    ]
)  # fmt: skip
assembled = st.lists(pieces, min_size=1, max_size=25).map("".join)
bad_texts = st.one_of(
    st.text(sendable, max_size=200),
    assembled,
    st.builds(a_frame_of, pieces | st.text(sendable, min_size=1, max_size=6)),
    st.builds(
        lambda unit: " ".join([unit] * 1_000), pieces | st.sampled_from(["refund", "退款", "M"])
    ),
)


def post(bot: RunningBot, text: str) -> httpx.Response:
    """As ASCII JSON, in which half a letter can be written too."""
    request = {**encode(bot.request(uuid.uuid4().hex, "")), "text": text}
    return httpx.post(
        f"{bot.base}/turn",
        content=json.dumps(request),
        headers={"Authorization": f"Bearer {SECRET}"},
        timeout=TURN_S,
    )


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=bad_texts)
def test_every_text_is_answered(bot: RunningBot, text: str) -> None:
    answer = post(bot, text)
    assert answer.status_code == httpx.codes.OK, (answer.text, text[:200])
    reply = decode(TurnReply, answer.json())
    assert reply.messages or reply.signals


@pytest.mark.parametrize("text", ["\x00", "half a letter: \ud83d"])
def test_what_no_database_holds_is_refused(bot: RunningBot, text: str) -> None:
    answer = post(bot, text)
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert answer.json()["code"] == Code.BAD_FIELD
