"""The golden samples say what is on the wire; they change only with the contract's meaning."""

from __future__ import annotations

import json
import typing
from pathlib import Path
from typing import Any

import pytest

from conversations import contract, wire
from conversations.web import generate

FOLDER = Path(__file__).parent / "contract_samples"
CLIENT = sorted(path.name for path in FOLDER.glob("client-*.json"))
SERVER = sorted(path.name for path in FOLDER.glob("server-*.json"))


def sample(name: str) -> dict[str, Any]:
    return typing.cast(dict[str, Any], json.loads((FOLDER / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", CLIENT)
def test_a_client_frame_is_read_and_written_as_its_sample(name: str) -> None:
    raw = sample(name)
    frame = wire.decode_client_frame(json.dumps(raw))
    assert wire.encode(frame) == raw


@pytest.mark.parametrize("name", SERVER)
def test_a_server_frame_is_written_as_its_sample(name: str) -> None:
    raw = sample(name)
    cls = contract.SERVER_FRAMES[raw["type"]]
    frame: Any = wire.decode(cls, raw)
    assert json.loads(wire.encode_json(frame)) == raw
    assert list(wire.encode(frame)) == list(raw)


@pytest.mark.parametrize("name", [name for name in SERVER if name.startswith("server-event-")])
def test_an_event_carries_a_body_of_the_contract(name: str) -> None:
    raw = sample(name)
    if raw["event"] == "message.posted":
        assert wire.encode(wire.decode_body(raw["body"])) == raw["body"]
    elif raw["event"] == "message.edited":
        assert wire.encode(wire.decode(contract.EditedBody, raw["body"])) == raw["body"]
    elif raw["seq"] is not None:
        assert wire.encode(wire.decode(contract.StateBody, raw["body"])) == raw["body"]


def test_every_frame_and_every_message_body_has_a_sample() -> None:
    client = [sample(name) for name in CLIENT]
    server = [sample(name) for name in SERVER]
    assert {raw["type"] for raw in client} == set(contract.CLIENT_FRAMES)
    assert {raw["type"] for raw in server} == set(contract.SERVER_FRAMES)
    sent = {raw["body"]["kind"] for raw in client if raw["type"] == "send"}
    assert sent == {cls.kind for cls in typing.get_args(contract.SendBody)}
    posted = {raw["body"]["kind"] for raw in server if raw.get("event") == "message.posted"}
    assert posted == {cls.kind for cls in typing.get_args(contract.MessageBody)}
    events = [raw for raw in server if raw["type"] == "event"]
    assert {raw["event"] for raw in events} == {event.value for event in contract.EventName}
    agents_only = {raw["event"] for raw in events if raw["seq"] is None}
    assert agents_only == {event.value for event in contract.AGENT_ONLY_EVENTS}


def test_typescript_and_documentation_fit_the_contract() -> None:
    assert generate.drifted() == []


def test_a_drift_is_noticed_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    assert generate.main(["--check"]) == 1
    assert "docs/contract.md" in capsys.readouterr().err
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
