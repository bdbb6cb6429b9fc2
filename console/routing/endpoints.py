"""Reading and changing the routing rules."""

from __future__ import annotations

from fastapi import APIRouter

from console.accounts.access import RequireAdmin, RequireAgent
from console.parts import Parts
from console.routing.models import Assignment, RoutingRules
from console.routing.schemas import RulesAnswer, RulesBody, RulesView
from console.routing.service import routing_rules, save_rules


def create_routing_router() -> APIRouter:
    router = APIRouter(prefix="/routing", tags=["routing"])
    router.add_api_route("", show_rules, methods=["GET"])
    router.add_api_route("", change_rules, methods=["PUT"])
    return router


async def show_rules(_: RequireAgent, parts: Parts) -> RulesAnswer:
    async with parts.reader() as session:
        return _answer(await routing_rules(session))


async def change_rules(body: RulesBody, _: RequireAdmin, parts: Parts) -> RulesAnswer:
    async with parts.writer.begin() as session:
        return _answer(await save_rules(session, body))


def _answer(rules: RoutingRules) -> RulesAnswer:
    return RulesAnswer(
        rules=RulesView(
            assignment=Assignment(rules.assignment),
            answer_minutes=rules.answer_minutes,
            away_minutes=rules.away_minutes,
        )
    )
