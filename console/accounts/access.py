"""The one way in: who asks, from which page, and whether they may."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import Depends, Request

from console.accounts.sessions import SignedIn, session_of_token, touch_session
from console.errors import (
    AdminRequiredError,
    CsrfRefusedError,
    NotSignedInError,
    OriginRefusedError,
)
from console.parts import ConsoleParts, Parts

COOKIE = "shopbell_session"
CSRF_HEADER = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


async def same_site(request: Request, parts: Parts) -> None:
    """Refuse what another site's page sends, also where nobody is signed in yet."""
    origin = request.headers.get("Origin")
    unsafe = request.method not in SAFE
    if unsafe and origin is not None and origin not in parts.allowed_origins:
        raise OriginRefusedError


async def signed_in(parts: ConsoleParts, token: str | None) -> SignedIn:
    """Raises `NotSignedInError`. Writes at most once a minute that the session is in use."""
    now = parts.clock()
    async with parts.reader() as session:
        found = await session_of_token(session, token or "", now)
    if found is None:
        raise NotSignedInError
    if found.stale:
        async with parts.writer.begin() as session:
            await touch_session(session, found.session_id, now)
    return found


async def require_agent(request: Request, parts: Parts) -> SignedIn:
    agent = await signed_in(parts, request.cookies.get(COOKIE))
    if request.method not in SAFE:
        given = request.headers.get(CSRF_HEADER, "")
        if not hmac.compare_digest(given.encode(), agent.csrf.encode()):
            raise CsrfRefusedError
    return agent


async def require_admin(agent: Annotated[SignedIn, Depends(require_agent)]) -> SignedIn:
    if not agent.is_admin:
        raise AdminRequiredError
    return agent


RequireAgent = Annotated[SignedIn, Depends(require_agent)]
RequireAdmin = Annotated[SignedIn, Depends(require_admin)]
