"""On conversations made at random, our policies and trackers predict what Rasa's predict."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rasa.core.policies.ensemble import DefaultPolicyPredictionEnsemble
from rasa.core.policies.memoization import MemoizationPolicy
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.training import load_data
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.importers.importer import TrainingDataImporter

from bot.live_tracker import KEPT_STATES, LiveTracker
from bot.policies.rules import IndexedRulePolicy, RuleTooLongError
from bot.policies.stories import StoryPolicy

CHECKOUT = Path(__file__).resolve().parents[3]
CONVERSATIONS = 20
TURNS = 8
MOST_ACTIONS = 6


@dataclass
class Predictor:
    """Policies as a model has them."""

    rules: Policy
    stories: Policy

    def predict(self, tracker: DialogueStateTracker, domain: Domain) -> PolicyPrediction:
        of_rules = self.rules.predict_action_probabilities(tracker, domain)
        of_stories = self.stories.predict_action_probabilities(
            tracker, domain, rule_only_data=self.rules._get_rule_only_data()
        )
        ensemble = DefaultPolicyPredictionEnsemble()
        return ensemble.combine_predictions([of_stories, of_rules], tracker, domain)


@pytest.fixture(scope="module")
def trained(domain: Domain, tmp_path_factory: pytest.TempPathFactory) -> list[Predictor]:
    """Rasa's policies and ours, trained on the rules and stories of the repository."""
    importer = TrainingDataImporter.load_from_dict(
        training_data_paths=[str(CHECKOUT / "bot" / "data")]
    )
    trackers = load_data(importer, domain, augmentation_factor=0)
    storage = LocalModelStorage(tmp_path_factory.mktemp("policies"))
    context = ExecutionContext(GraphSchema({}))

    def train(kind: Any, **settings: Any) -> Any:
        config = {**kind.get_default_config(), **settings}
        name = Resource(kind.__name__)
        kind.create(config, storage, name, context).train(trackers, domain)
        return kind.load(config, storage, name, context)

    return [
        Predictor(train(RulePolicy), train(MemoizationPolicy, max_history=3)),
        Predictor(train(IndexedRulePolicy), train(StoryPolicy, max_history=3)),
    ]


def shopper_says(chance: random.Random, domain: Domain) -> Event:
    intent = chance.choice([*domain.intents, "track_order", "inform", "return_item"])
    entities = chance.sample(
        ["order_number", "email", "product", "tracking_number"], chance.choice([0, 0, 1, 2])
    )
    return UserUttered(
        "words",
        {"name": intent, "confidence": 0.9},
        [{"entity": e, "value": "v"} for e in entities],
    )


def what_follows(
    chance: random.Random, domain: Domain, action: str, prediction: PolicyPrediction
) -> list[Event]:
    """What running `action` might leave behind."""
    if action in domain.form_names and chance.random() < 0.2:
        return [ActionExecutionRejected(action)]
    done = ActionExecuted(action, hide_rule_turn=prediction.hide_rule_turn)
    events: list[Event] = [*prediction.events, done]
    if action in domain.form_names:
        ended = chance.random() < 0.3
        asked = None if ended else chance.choice(["order_number", "email"])
        events += [ActiveLoop(action), SlotSet("requested_slot", asked)]
        events += [ActiveLoop(None)] if ended else []
    elif action.startswith("action_answer"):
        events.append(SlotSet("question_answered", chance.random() < 0.5))
    return events


def same(one: PolicyPrediction, other: PolicyPrediction) -> bool:
    other.policy_name = one.policy_name
    other.events = [event for event in other.events if event not in one.events] + one.events
    return one == other


@pytest.mark.parametrize("seed", range(CONVERSATIONS))
def test_the_same_is_predicted(trained: list[Predictor], domain: Domain, seed: int) -> None:
    chance = random.Random(seed)
    rasa, ours = trained
    plain = DialogueStateTracker("c", domain.slots)
    live = LiveTracker("c", domain.slots)

    def happens(*events: Event) -> None:
        for event in events:
            plain.update(event)
            live.update(event)

    happens(
        ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")
    )
    for _ in range(TURNS):
        happens(shopper_says(chance, domain))
        for _ in range(MOST_ACTIONS):
            expected = rasa.predict(plain, domain)
            predicted = ours.predict(live, domain)
            assert same(expected, predicted)
            action = domain.action_names_or_texts[expected.max_confidence_index]
            happens(*what_follows(chance, domain, action, expected))
            if action == "action_listen":
                break
        else:
            happens(ActiveLoop(None), ActionExecuted("action_listen"))


def test_a_copy_has_the_state_and_a_life_of_its_own(domain: Domain) -> None:
    tracker = LiveTracker("c", domain.slots)
    tracker.update(UserUttered("words", {"name": "track_order"}))
    tracker.update(ActionExecuted("order_lookup_form"))
    tracker.update(ActiveLoop("order_lookup_form"))
    tracker.update(SlotSet("order_number", "#W1"))
    before = tracker.current_state()
    twin = tracker.copy()
    assert twin.current_state() == before
    assert twin == tracker
    twin.update(SlotSet("order_number", "#W2"))
    twin.update(ActionExecutionRejected("order_lookup_form"))
    twin.update(ActiveLoop(None))
    assert tracker.current_state() == before
    assert not tracker.is_active_loop_rejected


def test_a_rule_that_looks_too_far_back_is_refused(domain: Domain, tmp_path: Path) -> None:
    steps = [{"prev_action": {"action_name": "action_listen"}}] * KEPT_STATES
    with pytest.raises(RuleTooLongError):
        IndexedRulePolicy(
            IndexedRulePolicy.get_default_config(),
            LocalModelStorage(tmp_path),
            Resource("rules"),
            ExecutionContext(GraphSchema({})),
            lookup={"rules": {json.dumps(steps): "action_listen"}},
        )
