from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.gateway.checks import check_frame
from connectors.gateway.limits import FRAMES, REFUSALS_UNTIL_CLOSED
from conversations.contract import CLIENT_FRAMES, MAX_FRAME_BYTES
from conversations.wire import WireError, decode_client_frame, encode_json
from tests.connectors.gateway.widget import Gateway

pytestmark = pytest.mark.anyio
slow = pytest.mark.slow

BAD_FRAMES = [
    ("not json", "bad_frame", ""),
    ("", "bad_frame", ""),
    ("[]", "bad_frame", ""),
    ('"ping"', "bad_frame", ""),
    ("[" * 60_000, "bad_frame", ""),
    ('{"seq":' + "9" * 5_000 + "}", "bad_frame", ""),
    (b'{"type":"ping"}', "bad_frame", ""),
    (b"\xff\x00", "bad_frame", ""),
    ("{}", "unknown_type", ""),
    ('{"type":"shutdown"}', "unknown_type", ""),
    ('{"type":"event"}', "unknown_type", ""),
    ('{"type":["ping"]}', "unknown_type", ""),
    ('{"type":"hello"}', "unknown_type", ""),
    ('{"type":"ping","extra":1}', "unknown_field", "extra"),
    ('{"type":"ping","\\ud800":1}', "unknown_field", "\\ud800"),
    ('{"type":"seen"}', "bad_field", "seq"),
    ('{"type":"seen","seq":"1"}', "bad_field", "seq"),
    ('{"type":"seen","seq":true}', "bad_field", "seq"),
    ('{"type":"seen","seq":1e99}', "bad_field", "seq"),
    ('{"type":"seen","seq":' + "9" * 40 + "}", "bad_field", "seq"),
    ('{"type":"typing","on":1}', "bad_field", "on"),
    ('{"type":"backfill","after":-1}', "bad_field", "after"),
    ('{"type":"backfill","after":' + "9" * 40 + "}", "bad_field", "after"),
    ('{"type":"locale","locale":""}', "bad_field", "locale"),
    ('{"type":"locale","locale":"<script>"}', "bad_field", "locale"),
    ('{"type":"request","what":"everything"}', "bad_field", "what"),
    ('{"type":"send","cmid":"c","body":{"kind":"html","text":"x"}}', "bad_field", "body.kind"),
    ('{"type":"send","cmid":"c","body":{"kind":"text","text":5}}', "bad_field", "body.text"),
    ('{"type":"send","cmid":"c","body":{"kind":"text","text":"\\u0000"}}', "bad_field", "text"),
    ('{"type":"send","cmid":"c","body":{"kind":"text","text":"\\ud800"}}', "bad_field", "text"),
    ('{"type":"send","cmid":"c","body":null}', "bad_field", "body"),
]  # fmt: skip


@slow
@pytest.mark.parametrize(("raw", "code", "named"), BAD_FRAMES)
async def test_a_bad_frame_is_refused_with_a_code_and_the_socket_lives_on(
    gateway: Gateway, raw: str | bytes, code: str, named: str
) -> None:
    async with gateway.widget() as widget:
        await widget.socket.send(raw)
        error = await widget.receive("error")
        assert error["code"] == code
        assert named in error["message"]
        assert len(error["message"]) < 300
        assert (await widget.said("still here"))["seq"] == 1


@slow
async def test_only_repeated_bad_frames_close_the_socket_and_each_is_answered(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as widget:
        for _ in range(REFUSALS_UNTIL_CLOSED):
            await widget.socket.send("not json")
        for _ in range(REFUSALS_UNTIL_CLOSED):
            assert (await widget.receive("error"))["code"] == "bad_frame"
        assert await widget.closed() == 1008
        assert widget.socket.close_reason == "bad_frame"


@slow
@pytest.mark.parametrize(("surplus", "code"), [(0, None), (1, 1009)])
async def test_a_frame_may_have_64_kib_and_not_a_byte_more(
    gateway: Gateway, surplus: int, code: int | None
) -> None:
    frame = json.dumps({"type": "page", "page": {"url": ""}})
    padded = frame.replace('""', '"' + "x" * (MAX_FRAME_BYTES + surplus - len(frame)) + '"')
    assert len(padded) == MAX_FRAME_BYTES + surplus
    async with gateway.widget() as widget:
        await widget.socket.send(padded)
        if code is None:
            assert not [frame for frame in await widget.barrier() if frame["type"] == "error"]
        else:
            assert await widget.closed() == code


@slow
async def test_a_too_large_frame_cannot_be_smuggled_in_pieces(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        await widget.socket.send(["x" * 30_000] * 3)
        assert await widget.closed() == 1009


@slow
async def test_a_flood_of_frames_is_refused_and_then_closed(gateway: Gateway) -> None:
    most, window_s = FRAMES
    async with gateway.widget() as widget:
        for _ in range(most):
            await widget.send(type="ping")
        for _ in range(most):
            await widget.receive("pong")
        await widget.send(type="ping")
        assert (await widget.receive("error"))["code"] == "rate_limited"
        gateway.ticks.advance(window_s + 1)
        await widget.barrier()
        for _ in range(most + REFUSALS_UNTIL_CLOSED):
            await widget.send(type="ping")
        assert await widget.closed() == 1008
        assert widget.socket.close_reason == "rate_limited"


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.text("\x00\ud800\udfff\u202e", min_size=1, max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
fields = st.sampled_from(
    ["cmid", "body", "on", "seq", "after", "limit", "what", "conversation", "page", "locale",
     "identity", "token", "epoch", "last_seq", "kind", "text", "choice_id", "score"]
)  # fmt: skip
bodies = st.fixed_dictionaries(
    {"kind": st.sampled_from(["text", "choice", "file", "rating"])},
    optional={"text": values, "choice_id": values, "score": values, "upload_id": values},
)
frames = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted(CLIENT_FRAMES))},
    optional={"cmid": values, "body": bodies | values, "seq": values, "page": values},
) | st.builds(
    lambda kind, rest: {**rest, "type": kind},
    st.sampled_from(sorted(CLIENT_FRAMES)) | values,
    st.dictionaries(fields | st.text(max_size=5), values, max_size=4),
)


@settings(max_examples=500, deadline=None)
@given(frame=frames | values)
def test_any_json_is_either_a_frame_or_refused_with_words_that_can_be_sent(frame: Any) -> None:
    try:
        decoded = decode_client_frame(json.dumps(frame))
        check_frame(decoded)
    except WireError as error:
        told = str(error).encode()
    else:
        told = b""
        assert type(decoded) in CLIENT_FRAMES.values()
        encode_json(decoded).encode()
    assert len(told) < 300


@slow
async def test_any_json_leaves_a_connection_that_works_or_is_closed_with_a_code(
    gateway: Gateway,
) -> None:
    found: list[Any] = []

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(frame=frames)
    def collect(frame: Any) -> None:
        found.append(frame)

    collect()
    while found:
        async with gateway.widget() as widget:
            # New conversations, other people and floods are the business of other tests.
            for frame in found[: REFUSALS_UNTIL_CLOSED - 1]:
                await widget.socket.send(json.dumps(frame))
            await widget.barrier()
            del found[: REFUSALS_UNTIL_CLOSED - 1]
        assert widget.socket.close_code == 1000
