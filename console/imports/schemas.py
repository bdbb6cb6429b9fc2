"""Requests and answers about imports and the keys of those who send notes."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from console.schemas import Body, Instant, Name, Text
from knowledge_base.importing import runs
from knowledge_base.importing.models import ImportRun
from knowledge_base.notes.models import NotesKey

Holds = Literal["articles", "products", "notes"]
RunStateShown = Literal["running", "done", "failed", "broken_off"]


class AddressBody(Body):
    """`publish` makes what is found live at once; buyers' notes wait for review anyway."""

    address: Annotated[Text, Field(max_length=2_000)]
    locale: Annotated[Text, Field(max_length=35)] = "en"
    holds: Holds = "articles"
    publish: bool = False
    dry_run: bool = True


class RunRow(BaseModel):
    """`done` of `total` lines; `waiting` texts are not live, `bad` lines were not taken."""

    id: str
    source: str
    dry_run: bool
    state: RunStateShown
    done: int
    total: int
    created: int
    updated: int
    unchanged: int
    waiting: int
    bad: int
    failure: str
    started_by: str
    started_at: Instant
    ended_at: Instant | None


class RunAnswer(RunRow):
    """`problems` are the first thousand, each with its place."""

    problems: list[str]


class RunsAnswer(BaseModel):
    items: list[RunRow]


class KeyBody(Body):
    name: Name


class KeyRow(BaseModel):
    id: str
    name: str
    created_by: str
    created_at: Instant
    used_at: Instant | None


class NewKeyAnswer(KeyRow):
    """`key` is shown this once and kept nowhere."""

    key: str


class KeysAnswer(BaseModel):
    items: list[KeyRow]


def run_row(run: ImportRun, *, at: dt.datetime) -> RunRow:
    return RunRow.model_validate(_shown(run, at), from_attributes=True)


def run_answer(run: ImportRun, *, at: dt.datetime) -> RunAnswer:
    return RunAnswer.model_validate(_shown(run, at) | {"problems": list(run.problems)})


def _shown(run: ImportRun, at: dt.datetime) -> dict[str, object]:
    shown: dict[str, object] = {name: getattr(run, name) for name in RunRow.model_fields}
    if runs.is_broken_off(run, at=at):
        shown["state"] = "broken_off"
    return shown


def key_row(key: NotesKey) -> KeyRow:
    return KeyRow.model_validate(key, from_attributes=True)
