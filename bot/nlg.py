"""Response texts in the shopper's language.

A response in the domain has one variation per language, marked `metadata: {locale: zh}`; the ones
without a mark are English. The language comes with each turn, so a conversation may change it.
"""

from __future__ import annotations

from typing import Any, Optional

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.trackers import DialogueStateTracker

DEFAULT_LANGUAGE = "en"


class LocalisedResponses(TemplatedNaturalLanguageGenerator):
    """Named in endpoints.yml. Rasa sets `responses` when it loads a model."""

    def __init__(self, endpoint_config: Any = None, domain: Any = None) -> None:
        super().__init__(domain.responses if domain is not None else {})

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> Optional[dict[str, Any]]:
        kwargs.pop("domain_responses", None)
        chosen = self._variation(utter_action, _language(tracker))
        if chosen is None:
            return None
        kept = {key: value for key, value in chosen.items() if key != "metadata"}
        filled: dict[str, Any] = self._fill_response(
            _copied(kept), tracker.current_slot_values(), **kwargs
        )
        return filled

    def _variation(self, utter_action: str, language: str) -> Optional[dict[str, Any]]:
        variations = self.responses.get(utter_action, [])
        for wanted in (language, DEFAULT_LANGUAGE):
            for variation in variations:
                locale = (variation.get("metadata") or {}).get("locale", DEFAULT_LANGUAGE)
                if locale == wanted:
                    return dict(variation)
        return None


def _language(tracker: DialogueStateTracker) -> str:
    message = tracker.latest_message
    if message is None:
        return DEFAULT_LANGUAGE
    return str((message.metadata or {}).get("language", DEFAULT_LANGUAGE))


def _copied(value: Any) -> Any:
    """Rasa's interpolation writes into lists and dicts of the response."""
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copied(item) for item in value]
    return value
