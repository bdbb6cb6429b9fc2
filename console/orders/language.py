"""In which language an agent reads what the order store says."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header


def agent_language(
    accept_language: Annotated[str, Header(max_length=200)] = "en",
) -> str:
    """The first that the page asks for: a console that was switched says its own."""
    return accept_language.split(",")[0].split("-")[0].strip().lower()


AgentLanguage = Annotated[str, Depends(agent_language)]
