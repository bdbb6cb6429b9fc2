"""Rasa's RulePolicy without the work that no prediction needs.

Rasa tries every rule against the whole conversation, twice for each prediction, and writes the
states out for its debug log. Here rules are found by their last action and intent, and nothing is
written. What is predicted is the same, and a test compares the two.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Optional

from rasa.core.policies.rule_policy import (
    DEFAULT_RULES,
    LOOP_RULES,
    RULES,
    RULES_FOR_LOOP_UNHAPPY_PATH,
    RULES_NOT_IN_STORIES,
    RulePolicy,
)
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

from bot.live_tracker import KEPT_STATES

State = dict[str, Any]
Lookup = dict[str, str]


class RuleTooLongError(RasaException):
    """A rule looks further back than a tracker does."""


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class IndexedRulePolicy(RulePolicy):
    """Named in config.yml. Indexed once it is trained or loaded; while it trains it is Rasa's."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._indices: list[tuple[Lookup, RuleIndex]] = []
        self._sources_matter = True
        if self.lookup:
            self._index()

    # Rasa's graph reads the names of the parameters.
    def train(self, training_trackers: list[Any], domain: Domain, **options: Any) -> Resource:
        self._indices, self._sources_matter = [], True
        resource = super().train(training_trackers, domain, **options)
        self._index()
        return resource

    def _index(self) -> None:
        for name in (RULES, RULES_FOR_LOOP_UNHAPPY_PATH):
            lookup = self.lookup.get(name, {})
            rules = {key: self._rule_key_to_state(key) for key in lookup}
            if any(len(states) >= KEPT_STATES for states in rules.values()):
                raise RuleTooLongError(f"a rule has more than {KEPT_STATES - 1} steps: split it")
            self._indices.append((lookup, RuleIndex(rules)))
        self._sources_matter = any(
            source not in self.lookup[RULES] and not source.startswith((DEFAULT_RULES, LOOP_RULES))
            for source in self.lookup.get(RULES_NOT_IN_STORIES, ())
        )

    def _get_possible_keys(self, lookup: Lookup, states: list[State]) -> set[str]:
        for indexed, index in self._indices:
            if indexed is lookup and states:
                lookup = {key: lookup[key] for key in index.candidates(states[-1])}
        keys: set[str] = super()._get_possible_keys(lookup, states)
        return keys

    def _create_feature_key(self, states: list[State]) -> Optional[str]:
        # Asked for when no rule fits, to find out whether that was so in the stories too.
        return super()._create_feature_key(states) if self._sources_matter else None

    @staticmethod
    def format_tracker_states(states: list[State]) -> str:
        return ""


class RuleIndex:
    """Rules by the action and the intent of their last state, either of which may be open."""

    def __init__(self, rules: dict[str, list[State]]) -> None:
        self._keys: dict[tuple[Optional[str], Optional[str]], list[str]] = defaultdict(list)
        for key, states in rules.items():
            self._keys[_last_step(states[-1])].append(key)

    def candidates(self, state: State) -> list[str]:
        """All rules that may fit `state`, and few others."""
        action, intent = _last_step(state)
        wanted = {(action, intent), (action, None), (None, intent), (None, None)}
        return [key for step in wanted for key in self._keys.get(step, ())]


def _last_step(state: State) -> tuple[Optional[str], Optional[str]]:
    action = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    return action, state.get(USER, {}).get(INTENT)
