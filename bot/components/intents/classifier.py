"""The pipeline's intent classifier. Rasa's linear ones persist with skops, which may run code."""

from __future__ import annotations

import logging
from pathlib import Path
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
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from bot.components.intents.dictionary import Dictionary
from bot.components.intents.encoder import SentenceReader, models_folder, prepared_encoder
from bot.components.intents.model import IntentModel, Judgement
from bot.components.intents.reading import Readers
from bot.components.intents.storage import load, save
from bot.components.intents.training import train
from bot.components.intents.universal import UniversalReader
from bot.components.masking import Masking

# Stored with each message in the tracker; nobody looks further down.
RANKED = 5
_SHOWN_TENTHS = 10
_EAST_ASIAN_LANGUAGES = frozenset({"zh", "ja", "ko"})
progress_log = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ShopIntentClassifier(GraphComponent, IntentClassifier):
    """Numbers and e-mail addresses are masked, so a message is judged by its words.

    What looks like the examples of `rejected_intent`, or has less evidence than was learned to be
    enough, is `nlu_fallback`, and so is what lies so close between two intents that the first was
    right no more often than the second. The likeliest follow in the ranking, to be asked about.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`encoder`: a folder of sentence-transformers, or null for the packaged MiniLM.

        `encoder_languages`: those that it was trained on. It does not read texts in Chinese,
        Japanese or Korean script unless `zh`, `ja` or `ko` is named; without any language it reads
        none. `universal_encoder`: whether the multilingual one reads every text as well.
        """
        return {
            "encoder": None,
            "encoder_languages": ["en"],
            "universal_encoder": True,
            "seed": 17,
            "order_prefix": "W",
            "rejected_intent": "out_of_scope",
        }

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: Optional[IntentModel] = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model
        self._masking = Masking(str(config["order_prefix"]))

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ShopIntentClassifier":
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Raises `EncoderMissingError`, `EncoderUntunableError` or `ExamplesMissingError`."""
        examples = [
            (self._masking.mask(example.get(TEXT)), example.get(INTENT))
            for example in training_data.intent_examples
            if example.get(TEXT) and example.get(INTENT)
        ]
        with TrainingProgress() as progress:
            self._model = train(
                [text for text, _ in examples],
                [intent for _, intent in examples],
                self._readers(),
                Dictionary.english(),
                rejected=str(self._config["rejected_intent"]),
                seed=int(self._config["seed"]),
                progress=progress.tell,
            )
        with self._storage.write_to(self._resource) as folder:
            save(self._model, folder)
        return self._resource

    def _readers(self) -> Readers:
        languages = set(self._config["encoder_languages"])
        encoder = universal = None
        if languages:
            encoder = SentenceReader(prepared_encoder(_source(self._config)))
        if self._config["universal_encoder"]:
            universal = UniversalReader(models_folder())
        return Readers(encoder, bool(languages & _EAST_ASIAN_LANGUAGES), universal)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "ShopIntentClassifier":
        with model_storage.read_from(resource) as folder:
            model = load(folder, _source(config))
        # A text is too little work to be shared out: threads would only wait for each other.
        threadpool_limits(limits=1)
        # The encoder's graph is read at its first text, which should be no shopper's.
        model.judge("hello")
        return cls(config, model_storage, resource, model)

    def process(self, messages: list[Message]) -> list[Message]:
        if self._model is None:
            raise RuntimeError("the intent classifier has not been trained")
        for message in messages:
            judgement = self._model.judge(self._masking.mask(message.get(TEXT) or ""))
            ranking = told(judgement, str(self._config["rejected_intent"]))
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


class TrainingProgress:
    """A bar in the terminal, and each tenth of a stage in the log."""

    def __init__(self) -> None:
        self._bar: Optional[tqdm] = None
        self._stage = ""
        self._tenth = 0

    def __enter__(self) -> "TrainingProgress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def tell(self, stage: str, done: int, of: int) -> None:
        if stage != self._stage:
            self.__exit__()
            self._stage, self._tenth = stage, 0
            self._bar = tqdm(total=of, desc=stage)
        if self._bar is not None:
            self._bar.update(done - self._bar.n)
        tenth = _SHOWN_TENTHS * done // max(1, of)
        if tenth > self._tenth:
            self._tenth = tenth
            progress_log.info("%s: %d %%", stage, 100 * done // of)


def told(judgement: Judgement, rejected: str) -> list[dict[str, Any]]:
    """The ranking as Rasa has it: `nlu_fallback` first where a message was not understood.

    Under it lies the class out of scope where the message is that: `rasa test` takes the fallback
    off and counts what comes next.
    """
    inside = [(name, share) for name, share in judgement.ranking if name != rejected]
    outside = [(name, share) for name, share in judgement.ranking if name == rejected]
    chosen = inside
    if not judgement.understood:
        best = inside[0][1] if inside else 0.0
        unsure = max(1 - best, *(share for _, share in outside), 0.0)
        under = [*inside, *outside] if judgement.in_scope else [*outside, *inside]
        chosen = [(DEFAULT_NLU_FALLBACK_INTENT_NAME, unsure), *under]
    return [{"name": name, "confidence": share} for name, share in chosen[:RANKED]]


def _source(config: dict[str, Any]) -> Optional[Path]:
    return Path(str(config["encoder"])) if config["encoder"] else None
