"""Rasa's MemoizationPolicy without the copies that it makes for a debug log."""

from __future__ import annotations

from typing import Any

from rasa.core.policies.memoization import MemoizationPolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe


class States(list[dict[str, Any]]):
    """Read by one prediction and thrown away, so a deep copy of them is they themselves."""

    def __deepcopy__(self, _memo: dict[int, Any]) -> "States":
        return self


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class StoryPolicy(MemoizationPolicy):
    """Named in config.yml."""

    def _prediction_states(self, *arguments: Any, **options: Any) -> States:
        return States(super()._prediction_states(*arguments, **options))
