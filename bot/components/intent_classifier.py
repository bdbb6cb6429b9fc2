"""The pipeline's intent classifier. Rasa's linear ones persist with skops, which may run code."""

from __future__ import annotations

from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.entities.shop_entities import ShopEntities
from bot.components.masking import masked
from bot.components.ngram_model import NgramModel

# Stored with each message in the tracker; nobody looks further down.
RANKED = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NgramIntentClassifier(GraphComponent, IntentClassifier):
    """Numbers and e-mail addresses are masked, so a message is judged by its words.

    What looks like the examples of `rejected_intent` is not understood, just as what is below the
    threshold: both are `nlu_fallback`.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "inverse_regularisation": 20.0,
            "seed": 17,
            "order_prefix": "W",
            "rejected_intent": "out_of_scope",
        }

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: Optional[NgramModel] = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model
        self._entities = ShopEntities(str(config["order_prefix"]))

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "NgramIntentClassifier":
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [
            (self._masked(example.get(TEXT)), example.get(INTENT))
            for example in training_data.intent_examples
            if example.get(TEXT) and example.get(INTENT)
        ]
        self._model = NgramModel.fit(
            [text for text, _ in examples],
            [intent for _, intent in examples],
            inverse_regularisation=float(self._config["inverse_regularisation"]),
            seed=int(self._config["seed"]),
        )
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "NgramIntentClassifier":
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, NgramModel.load(folder))

    def process(self, messages: list[Message]) -> list[Message]:
        if self._model is None:
            raise RuntimeError("the intent classifier has not been trained")
        rejected = str(self._config["rejected_intent"])
        for message in messages:
            ranking = [
                {"name": _told(name, rejected), "confidence": share}
                for name, share in self._model.rank(self._masked(message.get(TEXT) or ""))[:RANKED]
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _masked(self, text: str) -> str:
        return masked(text, self._entities.find(text))


def _told(name: str, rejected: str) -> str:
    return DEFAULT_NLU_FALLBACK_INTENT_NAME if name == rejected else name
