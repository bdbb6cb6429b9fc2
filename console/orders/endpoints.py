"""`/conversations/{id}/orders/…`: plan, confirm, undo; and proving who the shopper is."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter

from actions.orders.cases.service import CaseKind, case_statuses
from actions.orders.changes.schemas import Receipt
from console.accounts.access import RequireAgent
from console.inbox.access import readable_conversation
from console.orders import service
from console.orders.language import AgentLanguage
from console.orders.schemas import (
    CaseChoice,
    ChoicesAnswer,
    ConfirmBody,
    DoneAnswer,
    PhotoChoice,
    PlanBody,
    UndoBody,
    VariantsAnswer,
    VariantView,
    VerifiedAnswer,
    VerifyBody,
    method_view,
    money_view,
    plan_view,
    receipt_view,
)
from console.parts import Parts
from console.signals import publish_conversation
from conversations.uploads.repository import uploads_in


def create_orders_router() -> APIRouter:
    router = APIRouter(prefix="/conversations/{conversation_id}", tags=["orders"])
    router.add_api_route("/orders/plan", plan, methods=["POST"])
    router.add_api_route("/orders/confirm", confirm, methods=["POST"])
    router.add_api_route("/orders/undo", undo, methods=["POST"])
    router.add_api_route("/orders/choices", choices, methods=["GET"])
    router.add_api_route("/orders/variants/{product_id}", variants, methods=["GET"])
    router.add_api_route("/verification", verify, methods=["POST"])
    return router


async def plan(
    conversation_id: str,
    body: PlanBody,
    agent: RequireAgent,
    parts: Parts,
    language: AgentLanguage,
) -> DoneAnswer:
    caller = await service.acting(parts, agent, conversation_id)
    request = service.read_request(body.action, body.args)
    with service.wording_refusals(parts, language):
        offered = await parts.orders.propose(caller, request)
    return DoneAnswer(plan=plan_view(offered, partial(parts.shop.plan_line, language)))


async def confirm(
    conversation_id: str,
    body: ConfirmBody,
    agent: RequireAgent,
    parts: Parts,
    language: AgentLanguage,
) -> DoneAnswer:
    caller = await service.acting(parts, agent, conversation_id)
    with service.wording_refusals(parts, language):
        done = await service.confirm(parts, agent, caller, body.token, body.key)
    say = partial(parts.shop.plan_line, language)
    if not isinstance(done, Receipt):
        return DoneAnswer(plan=plan_view(done, say))
    publish_conversation(parts.bus, conversation_id)
    return DoneAnswer(receipt=receipt_view(done, say))


async def undo(
    conversation_id: str,
    body: UndoBody,
    agent: RequireAgent,
    parts: Parts,
    language: AgentLanguage,
) -> DoneAnswer:
    caller = await service.acting(parts, agent, conversation_id)
    with service.wording_refusals(parts, language):
        done = await service.undo(parts, agent, caller, body.receipt, body.key)
    publish_conversation(parts.bus, conversation_id)
    return DoneAnswer(receipt=receipt_view(done, partial(parts.shop.plan_line, language)))


async def choices(
    conversation_id: str, agent: RequireAgent, parts: Parts, language: AgentLanguage
) -> ChoicesAnswer:
    caller = await service.acting(parts, agent, conversation_id)
    with service.wording_refusals(parts, language):
        profile = await parts.orders.profile(caller)
    async with parts.reader() as session:
        shopper = (await readable_conversation(session, conversation_id)).shopper_id
        sent = await uploads_in(session, conversation_id)
    policy = parts.orders.policy
    return ChoicesAnswer(
        reasons=list(policy.cancellation.reasons),
        methods=[method_view(method) for method in profile.payment_methods],
        cases=[
            CaseChoice(kind=kind, statuses=[*case_statuses(policy.cases, kind)])
            for kind in CaseKind
        ],
        photos=[PhotoChoice(id=one.id, name=one.name) for one in sent if one.owner_key == shopper],
    )


async def variants(
    conversation_id: str,
    product_id: str,
    agent: RequireAgent,
    parts: Parts,
    language: AgentLanguage,
) -> VariantsAnswer:
    await service.acting(parts, agent, conversation_id)
    with service.wording_refusals(parts, language):
        product = await parts.orders.product(product_id)
    return VariantsAnswer(
        name=product.name,
        variants=[
            VariantView(
                id=variant.id,
                options=variant.options,
                price=money_view(variant.price_minor, variant.currency),
                in_stock=variant.in_stock,
            )
            for variant in product.variants
        ],
    )


async def verify(
    conversation_id: str, body: VerifyBody, agent: RequireAgent, parts: Parts
) -> VerifiedAnswer:
    caller = await service.acting(parts, agent, conversation_id)
    async with parts.writer.begin() as session:
        conversation = await readable_conversation(session, conversation_id)
        verified = await service.verify(
            session,
            parts,
            caller=caller,
            order=body.order,
            email=body.email,
            site=conversation.site,
        )
    if verified:
        publish_conversation(parts.bus, conversation_id)
    return VerifiedAnswer(verified=verified)
