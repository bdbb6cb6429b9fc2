"""Rasa's agent with the parts of ours that endpoints.yml cannot name."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from typing import Any, Optional, Union

from rasa.core.agent import Agent
from rasa.core.lock_store import LockStore
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata

from bot.graph_runner import PlannedGraphRunner

logger = logging.getLogger(__name__)


class TurnProcessor(MessageProcessor):
    """Runs the model by a plan made once, and leaves out a warning that compares whole domains."""

    @staticmethod
    def _load_model(
        model_path: Union[str, Path],
    ) -> tuple[str, ModelMetadata, PlannedGraphRunner]:
        with tempfile.TemporaryDirectory(prefix="shopbell-graph-") as folder:
            metadata, runner = load_predict_graph_runner(
                Path(folder), Path(model_path), LocalModelStorage, PlannedGraphRunner
            )
        return Path(model_path).name, metadata, runner

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        """Rasa warns of an intent that the domain lacks; training refuses such data before."""


class ShopbellAgent(Agent):
    def load_model(self, model_path: Union[str, Path], fingerprint: Optional[str] = None) -> None:
        self.processor = TurnProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )
        self.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        self.nlg.responses = self.domain.responses


def new_agent(endpoints: AvailableEndpoints) -> ShopbellAgent:
    """Without a model it is not ready, and the channel says so."""
    return ShopbellAgent(
        generator=endpoints.nlg,
        tracker_store=TrackerStore.create(endpoints.tracker_store),
        lock_store=LockStore.create(endpoints.lock_store),
        action_endpoint=endpoints.action,
    )


def load_model(agent: ShopbellAgent, model: Path) -> None:
    """Leaves the agent as it is where the model does not load: health tells, and the log why."""
    try:
        agent.load_model(model)
    except Exception as error:
        logger.error("the model does not load: %s", error, exc_info=error)
