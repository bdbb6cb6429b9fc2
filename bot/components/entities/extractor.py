"""The pipeline's entity extractor: spaCy's matchers, and the names in the shop's catalogue."""

from __future__ import annotations

from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.entities.shop_entities import Found, ShopEntities
from bot.turns import current_turn


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ShopEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Learns nothing at training. Product names come with the turn's record."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"order_prefix": "W"}

    def __init__(self, order_prefix: str) -> None:
        self._entities = ShopEntities(order_prefix)
        self._revision: Optional[int] = None

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
        self._follow_catalogue()
        for message in messages:
            found = [self._entity(item) for item in self._entities.find(message.get(TEXT) or "")]
            entities = message.get(ENTITIES, []) + self.add_extractor_name(found)
            message.set(ENTITIES, entities, add_to_output=True)
        return messages

    def _follow_catalogue(self) -> None:
        turn = current_turn.get()
        catalogue = turn.catalogue if turn is not None else None
        if catalogue is not None and catalogue.revision != self._revision:
            self._entities.name_products(catalogue.products)
            self._revision = catalogue.revision

    @staticmethod
    def _entity(found: Found) -> dict[str, Any]:
        entity: dict[str, Any] = {
            "entity": found.entity,
            "value": found.value,
            "start": found.start,
            "end": found.end,
        }
        if found.name is not None:
            entity["name"] = found.name
        return entity
