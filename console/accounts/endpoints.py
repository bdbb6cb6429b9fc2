"""Signing in and out, and the links that set a password."""

from __future__ import annotations

import structlog
from fastapi import APIRouter, BackgroundTasks, Request, Response
from fastapi.exceptions import RequestValidationError

from console.accounts import links, repository, sessions
from console.accounts.access import COOKIE, RequireAgent
from console.accounts.mails import mail_link
from console.accounts.passwords import check_password
from console.accounts.schemas import (
    AcceptedAnswer,
    LinkAnswer,
    ResetBody,
    SessionAnswer,
    SignInBody,
    UseLinkBody,
    session_answer,
)
from console.accounts.sessions import SignedIn, SignInRefusedError
from console.errors import TooManyAttemptsError
from console.models import Agent
from console.parts import ConsoleParts, Parts
from console.schemas import normalise_email
from console.signals import account_topic
from conversations.identifiers import token_digest

log = structlog.get_logger()


def create_accounts_router() -> APIRouter:
    router = APIRouter(tags=["accounts"])
    router.add_api_route("/session", sign_in, methods=["POST"])
    router.add_api_route("/session", who_am_i, methods=["GET"])
    router.add_api_route("/session", sign_out, methods=["DELETE"], status_code=204)
    router.add_api_route("/links/{token}", look_at_link, methods=["GET"])
    router.add_api_route("/links/{token}", use_link, methods=["POST"])
    router.add_api_route("/password-resets", ask_reset, methods=["POST"], status_code=202)
    return router


async def sign_in(
    body: SignInBody, request: Request, response: Response, parts: Parts
) -> SessionAnswer:
    address = _address(request)
    parts.attempts.begin_sign_in(body.email, address)
    async with parts.reader() as session:
        agent = await repository.agent_by_email(session, body.email)
    known_hash = agent.password_hash if agent is not None and agent.can_sign_in else None
    if not await parts.passwords.verify(known_hash, body.password) or agent is None:
        log.info("console_sign_in_refused")
        raise SignInRefusedError
    parts.attempts.succeed_sign_in(body.email, address)
    now = parts.clock()
    async with parts.writer.begin() as session:
        current = await session.get(Agent, agent.id)
        if current is None or current.disabled or current.password_hash != known_hash:
            raise SignInRefusedError
        await sessions.end_session(session, token_digest(request.cookies.get(COOKIE, "")))
        token, signed_in = await sessions.open_session(session, agent=current, now=now)
    return _give_cookie(response, parts, token, signed_in)


async def who_am_i(agent: RequireAgent) -> SessionAnswer:
    return session_answer(agent)


async def sign_out(agent: RequireAgent, parts: Parts, response: Response) -> None:
    async with parts.writer.begin() as session:
        await sessions.end_session(session, agent.session_id)
    parts.bus.publish(account_topic(agent.agent_id), {})
    response.delete_cookie(
        COOKIE, path="/", secure=parts.secure_cookies, httponly=True, samesite="lax"
    )


async def look_at_link(token: str, request: Request, parts: Parts) -> LinkAnswer:
    parts.attempts.begin_link(_address(request))
    async with parts.reader() as session:
        card = await links.look_at_link(session, token, parts.clock())
    return LinkAnswer(kind=card.kind, email=card.email, name=card.name)


async def use_link(
    token: str, body: UseLinkBody, request: Request, response: Response, parts: Parts
) -> SessionAnswer:
    """Sets the password, ends the link, signs in."""
    parts.attempts.begin_link(_address(request))
    async with parts.reader() as session:
        card = await links.look_at_link(session, token, parts.clock())
    email, name = card.email or body.email, body.name or card.name
    if email is None or name is None:
        raise _missing("email" if email is None else "name")
    check_password(body.password, email=email, name=name)
    password_hash = await parts.passwords.hash(body.password)
    now = parts.clock()
    async with parts.writer.begin() as session:
        agent = await links.use_link(
            session, token=token, email=email, name=name, password_hash=password_hash, now=now
        )
        cookie, signed_in = await sessions.open_session(session, agent=agent, now=now)
    parts.bus.publish(account_topic(signed_in.agent_id), {})
    return _give_cookie(response, parts, cookie, signed_in)


async def ask_reset(
    body: ResetBody, request: Request, work: BackgroundTasks, parts: Parts
) -> AcceptedAnswer:
    """The same answer for everybody, given before the work, so that its time tells nothing."""
    work.add_task(_mail_reset, parts, body.email, _address(request))
    return AcceptedAnswer()


async def _mail_reset(parts: ConsoleParts, written: str, address: str) -> None:
    try:
        email = normalise_email(written)
        parts.attempts.begin_reset(email, address)
    except (ValueError, TooManyAttemptsError):
        return
    now = parts.clock()
    async with parts.writer.begin() as session:
        agent = await repository.agent_by_email(session, email)
        if agent is not None and agent.can_sign_in:
            await mail_link(session, parts, agent=agent, now=now)
    log.info("console_reset_asked")


def _give_cookie(
    response: Response, parts: ConsoleParts, token: str, signed_in: SignedIn
) -> SessionAnswer:
    response.set_cookie(
        COOKIE, token, path="/", secure=parts.secure_cookies, httponly=True, samesite="lax"
    )
    return session_answer(signed_in)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _missing(field: str) -> RequestValidationError:
    return RequestValidationError(
        [{"loc": ("body", field), "msg": "is missing", "type": "missing"}]
    )
