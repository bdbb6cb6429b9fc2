"""`/conversations/{id}/orders/…`: plan, confirm, undo; and proving who the shopper is."""

from __future__ import annotations

from fastapi import APIRouter

from actions.orders.changes.schemas import Receipt
from actions.orders.errors import OrderStoreError
from console.accounts.access import RequireAgent
from console.inbox.access import readable_conversation
from console.orders import service
from console.orders.schemas import (
    ChoicesAnswer,
    ConfirmBody,
    DoneAnswer,
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
from console.orders.service import OrderRefusedError
from console.parts import Parts
from console.signals import publish_conversation


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
    conversation_id: str, body: PlanBody, agent: RequireAgent, parts: Parts
) -> DoneAnswer:
    caller = await service.acting(parts, agent, conversation_id)
    request = service.read_request(body.action, body.args)
    return DoneAnswer(plan=plan_view(await service.propose(parts, caller, request)))


async def confirm(
    conversation_id: str, body: ConfirmBody, agent: RequireAgent, parts: Parts
) -> DoneAnswer:
    caller = await service.acting(parts, agent, conversation_id)
    done = await service.confirm(parts, caller, body.token, body.key)
    if not isinstance(done, Receipt):
        return DoneAnswer(plan=plan_view(done))
    publish_conversation(parts.bus, conversation_id)
    return DoneAnswer(receipt=receipt_view(done))


async def undo(
    conversation_id: str, body: UndoBody, agent: RequireAgent, parts: Parts
) -> DoneAnswer:
    caller = await service.acting(parts, agent, conversation_id)
    done = await service.undo(parts, caller, body.receipt, body.key)
    publish_conversation(parts.bus, conversation_id)
    return DoneAnswer(receipt=receipt_view(done))


async def choices(conversation_id: str, agent: RequireAgent, parts: Parts) -> ChoicesAnswer:
    caller = await service.acting(parts, agent, conversation_id)
    try:
        profile = await parts.orders.profile(caller)
    except OrderStoreError as error:
        raise OrderRefusedError(error) from error
    return ChoicesAnswer(
        reasons=list(parts.orders.policy.cancellation.reasons),
        methods=[method_view(method) for method in profile.payment_methods],
    )


async def variants(
    conversation_id: str, product_id: str, agent: RequireAgent, parts: Parts
) -> VariantsAnswer:
    await service.acting(parts, agent, conversation_id)
    try:
        product = await parts.orders.product(product_id)
    except OrderStoreError as error:
        raise OrderRefusedError(error) from error
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
