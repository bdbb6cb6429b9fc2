"""rasa-sdk's executor with our actions in it, each made with the services that it needs."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from rasa_sdk.executor import ActionExecutor
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from actions.ask_faq import ActionAnswerQuestion
from actions.ask_product import ActionAnswerProductQuestion
from actions.buyer_experience import ActionTellBuyerExperience
from actions.case_offer import ActionOfferCase
from actions.change_form import ActionAskChangedOrder, ActionAskDetail, ChangeFormValidation
from actions.change_order import ActionChangeOrder
from actions.comparison import ActionCompareProducts
from actions.corrections import ActionCorrect, ActionGoBack
from actions.dialogue import Action, Event, Reply, read_turn
from actions.fallback import ActionAnswerUnclear, ActionClarify
from actions.handoff import ActionHandOver, ActionOfferPerson
from actions.order_desk import OrderDesk
from actions.order_lookup import LookupFormValidation
from actions.order_status import ActionCheckOrderStatus
from actions.orders.policy.loading import load_policy
from actions.orders.store import SqlOrderStore
from actions.place_order import ActionTellHowToOrder
from actions.recommendation import ActionRecommendProduct
from actions.refund_status import ActionCheckRefund
from actions.repetition import ActionRepeat
from actions.return_form import ActionAskItem, ActionAskReturnOrder, ReturnFormValidation
from actions.return_item import ActionReturnItem
from actions.size_advice import ActionAdviseSize
from actions.small_talk import ActionAffirm, ActionDeny, ActionStop
from actions.stock import ActionCheckStock
from actions.wording import Wording
from knowledge_base.search.service import KnowledgeSearch


def shop_actions(
    *,
    writer: async_sessionmaker[AsyncSession],
    reader: async_sessionmaker[AsyncSession],
    search: KnowledgeSearch,
    wording: Wording,
    clock: Callable[[], datetime],
) -> tuple[Action, ...]:
    """Every custom action that bot/domain names."""
    policy = load_policy()
    store = SqlOrderStore(writer, reader, policy, clock, lambda: secrets.token_urlsafe(32))
    desk = OrderDesk(writer, reader, clock, store, policy)
    products = ActionAnswerProductQuestion(reader, search, wording, desk)
    return (
        LookupFormValidation("order_lookup_form", desk, wording),
        LookupFormValidation("refund_lookup_form", desk, wording),
        ReturnFormValidation(desk, wording),
        ActionAskReturnOrder(desk, wording),
        ActionAskItem(desk, wording),
        ActionCheckOrderStatus(desk, wording),
        ActionCheckRefund(desk, wording),
        ActionReturnItem(desk, wording),
        ChangeFormValidation(desk, wording),
        ActionAskChangedOrder(desk, wording),
        ActionAskDetail(desk, wording),
        ActionChangeOrder(desk, wording),
        ActionAnswerQuestion(search, wording),
        products,
        ActionAnswerUnclear(products, search, wording),
        ActionCheckStock(reader, search, wording),
        ActionAdviseSize(reader, search, wording),
        ActionRecommendProduct(reader, search, wording),
        ActionCompareProducts(reader, search, wording),
        ActionTellBuyerExperience(reader, search, wording),
        ActionTellHowToOrder(reader, search, wording),
        ActionOfferCase(search, wording),
        ActionRepeat(wording),
        ActionClarify(wording),
        ActionGoBack(desk, wording),
        ActionCorrect(desk, products, wording),
        ActionHandOver(wording),
        ActionOfferPerson(wording),
        ActionAffirm(desk, wording),
        ActionDeny(wording),
        ActionStop(wording),
    )


def create_executor(actions: Iterable[Action]) -> ActionExecutor:
    """Nothing is found by importing packages: what is not given here cannot be called."""
    executor = ActionExecutor()
    for action in actions:
        executor.register_function(action.name, _hosted(action))
    return executor


def _hosted(action: Action) -> Callable[[Any, Any, Any], Any]:
    async def run(dispatcher: Any, tracker: Any, domain: Any) -> list[Event]:
        reply = Reply()
        events = await action.run(read_turn(tracker), reply)
        for payload in reply.payloads:
            dispatcher.utter_message(json_message=payload)
        return events

    return run
