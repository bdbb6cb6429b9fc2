from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from bot.graph_runner import PlannedGraphRunner


class Step(GraphComponent):
    """Joins what it gets with its own letter, and counts how often it has run."""

    def __init__(self, letter: str) -> None:
        self._letter = letter
        self.runs = 0

    @classmethod
    def create(cls, config: dict[str, Any], *_: Any, **__: Any) -> Step:
        return cls(config["letter"])

    load = create

    def join(self, left: str = "", right: str = "") -> str:
        if left == "fails":
            raise RuntimeError("on purpose")
        self.runs += 1
        return f"({left}{self._letter}{right})"


def node(letter: str, **needs: str) -> SchemaNode:
    return SchemaNode(needs, Step, "create", "join", {"letter": letter}, eager=True)


# b and c both need a; d needs both, and the input too is needed twice.
SCHEMA = GraphSchema(
    {
        "d": node("d", left="b", right="c"),
        "c": node("c", left="a", right="given"),
        "b": node("b", left="a"),
        "a": node("a", left="given"),
        "unused": node("u", left="given"),
    }
)


@pytest.fixture
def runners(tmp_path: Path) -> list[Any]:
    storage, context = LocalModelStorage(tmp_path), ExecutionContext(SCHEMA)
    return [kind.create(SCHEMA, storage, context) for kind in (DaskGraphRunner, PlannedGraphRunner)]


@pytest.mark.parametrize("targets", [["d"], ["a"], ["b", "c"], ["d", "a"]])
def test_it_gives_what_rasas_runner_gives(runners: list[Any], targets: list[str]) -> None:
    for word in ("one", "two"):
        expected, found = (runner.run({"given": word}, targets) for runner in runners)
        assert found == expected


def test_each_node_that_is_needed_runs_once(runners: list[Any]) -> None:
    _, planned = runners
    planned.run({"given": "x"}, ["d"])
    runs = {name: node._component.runs for name, node in planned._nodes.items()}
    assert runs == {"a": 1, "b": 1, "c": 1, "d": 1, "unused": 0}


def test_a_missing_input_is_named(runners: list[Any]) -> None:
    for runner in runners:
        with pytest.raises(GraphRunError):
            runner.run({}, ["a"])
