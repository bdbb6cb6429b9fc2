"""The pipeline's entity extractor: it learns nothing at training and follows the live catalogue."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.entities.found import Found
from bot.components.entities.shop_entities import ShopEntities
from bot.turns import current_turn


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ShopEntityExtractor(GraphComponent, EntityExtractorMixin):
    """The catalogue and the day come with the turn's record; outside a turn there are no products,
    and today is the clock's."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"order_prefix": "W"}

    def __init__(self, order_prefix: str) -> None:
        self._entities = ShopEntities(order_prefix)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ShopEntityExtractor":
        return cls(str(config["order_prefix"]))

    def process(self, messages: list[Message]) -> list[Message]:
        turn = current_turn.get()
        today = turn.today if turn is not None else None
        catalogue = turn.catalogue if turn is not None else None
        assortment = catalogue.assortment if catalogue is not None else None
        for message in messages:
            found = self._entities.find(message.get(TEXT) or "", today, assortment)
            entities = self.add_extractor_name([_as_entity(item) for item in found])
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages


def _as_entity(found: Found) -> dict[str, Any]:
    entity: dict[str, Any] = {
        "entity": found.entity,
        "value": found.value,
        "start": found.start,
        "end": found.end,
    }
    if found.role is not None:
        entity["role"] = found.role
    if found.name is not None:
        entity["name"] = found.name
    return entity
