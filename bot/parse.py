"""`python -m bot.parse --model MODEL.tar.gz`: one utterance a line in, one JSON line out."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from pathlib import Path
from typing import Any, TextIO

from bot.logs import configure
from bot.model_pin import ModelUntrustedError, verified_hash
from bot.resident_memory import begin_loading, give_back
from bot.typed_text import neutralise


async def parse_lines(model: Path, lines: TextIO, out: TextIO) -> None:
    """Raises `ModelUntrustedError`. Below the threshold the intent is `nlu_fallback`."""
    verified_hash(model)
    begin_loading()
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage

    agent = Agent.load(str(model))
    give_back()
    for line in lines:
        text = line.rstrip("\r\n")
        parsed = await agent.processor.parse_message(UserMessage(neutralise(text)))
        print(json.dumps(_understood(text, parsed), ensure_ascii=False), file=out, flush=True)


def _understood(text: str, parsed: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": text,
        "intent": parsed["intent"]["name"],
        "confidence": round(float(parsed["intent"]["confidence"]), 4),
        "entities": [
            {
                key: entity[key]
                for key in ("entity", "role", "value", "start", "end")
                if key in entity
            }
            for entity in parsed["entities"]
        ],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="What the bot understands.")
    parser.add_argument("--model", type=Path, required=True)
    model = parser.parse_args().model
    configure()
    try:
        asyncio.run(parse_lines(model, sys.stdin, sys.stdout))
    except ModelUntrustedError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
