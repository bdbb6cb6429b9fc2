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
from actions.case_offer import ActionAdjustPrice, ActionHearCase, ActionOfferCase
from actions.change_details import DETAIL
from actions.change_form import ActionAskChangedOrder, ActionAskDetail, ChangeFormValidation
from actions.change_order import ActionChangeOrder
from actions.code_desk import CodeDesk, MailQueue
from actions.comparison import ActionCompareProducts
from actions.corrections import ActionCorrect, ActionGoBack
from actions.default_address import ActionSetAddress
from actions.dialogue import Action, Event, Reply, read_turn
from actions.fallback import ActionAnswerUnclear, ActionClarify
from actions.files import ActionTakeFile, FileMeanwhile
from actions.handoff import ActionHandOver, ActionOfferPerson
from actions.invoice import ActionShowInvoice
from actions.lookup_form import ActionAskOrderNumber, LookupFormValidation
from actions.order_desk import OrderDesk
from actions.order_status import ActionCheckOrderStatus
from actions.orders.store import OrderStore
from actions.place_order import ActionTellHowToOrder
from actions.proof import Proof
from actions.proof_questions import ActionAskProof
from actions.recommendation import ActionRecommendProduct
from actions.refund_status import ActionCheckRefund
from actions.repetition import ActionRepeat
from actions.return_form import ActionAskItem, ActionAskReturnOrder, ReturnFormValidation
from actions.return_item import ActionReturnItem
from actions.shop_down import ToldWhenDown
from actions.size_advice import ActionAdviseSize
from actions.small_talk import ActionAffirm, ActionDeny, ActionStop
from actions.stock import ActionCheckStock
from actions.wording import Wording
from knowledge_base.search.service import KnowledgeSearch


def six_digits() -> str:
    return f"{secrets.randbelow(1_000_000):06d}"


def shop_actions(
    *,
    writer: async_sessionmaker[AsyncSession],
    reader: async_sessionmaker[AsyncSession],
    search: KnowledgeSearch,
    wording: Wording,
    clock: Callable[[], datetime],
    queue_mail: MailQueue | None,
    store: OrderStore,
    new_code: Callable[[], str] = six_digits,
) -> tuple[Action, ...]:
    """Every custom action that bot/domain names. `store` is our own or a connected shop's."""
    desk = OrderDesk(writer, reader, clock, store, store.policy)
    codes = CodeDesk(writer, clock, store.policy, queue_mail, new_code, wording)
    actions = (
        *_about_orders(desk, codes, search, wording),
        *_about_products(desk, reader, search, wording),
        ActionAnswerQuestion(search, wording),
        ActionOfferCase(search, wording),
        ActionRepeat(wording),
        ActionClarify(wording),
        ActionGoBack(desk, wording),
        ActionHandOver(wording),
        ActionOfferPerson(wording),
        ActionAffirm(desk, wording),
        ActionDeny(wording),
        ActionStop(wording),
        ActionTakeFile(wording),
    )
    return tuple(ToldWhenDown(action, wording) for action in actions)


def _about_orders(
    desk: OrderDesk, codes: CodeDesk, search: KnowledgeSearch, wording: Wording
) -> tuple[Action, ...]:
    proof = Proof(desk, codes, wording)
    money_back, promo = ActionOfferCase(search, wording), ActionAnswerQuestion(search, wording)
    return (
        FileMeanwhile(LookupFormValidation("order_lookup_form", proof), wording),
        FileMeanwhile(LookupFormValidation("refund_lookup_form", proof), wording),
        FileMeanwhile(LookupFormValidation("invoice_lookup_form", proof), wording),
        FileMeanwhile(ReturnFormValidation(proof), wording),
        FileMeanwhile(ChangeFormValidation(proof), wording, frozenset({DETAIL})),
        ActionAskOrderNumber(desk, wording),
        ActionAskProof(codes, wording),
        ActionAskReturnOrder(desk, wording),
        ActionAskItem(desk, wording),
        ActionAskChangedOrder(desk, wording),
        ActionAskDetail(desk, wording),
        ActionCheckOrderStatus(desk, wording),
        ActionCheckRefund(desk, wording),
        ActionShowInvoice(desk, wording),
        ActionReturnItem(desk, wording),
        ActionChangeOrder(desk, wording),
        ActionHearCase(search, wording),
        ActionAdjustPrice("action_give_money_back", wording, money_back),
        ActionAdjustPrice("action_answer_promo_code", wording, promo),
        ActionSetAddress(search, wording),
    )


def _about_products(
    desk: OrderDesk,
    reader: async_sessionmaker[AsyncSession],
    search: KnowledgeSearch,
    wording: Wording,
) -> tuple[Action, ...]:
    products = ActionAnswerProductQuestion(reader, search, wording, desk)
    return (
        products,
        ActionAnswerUnclear(products, search, wording),
        ActionCorrect(desk, products, wording),
        ActionCheckStock(reader, search, wording),
        ActionAdviseSize(reader, search, wording),
        ActionRecommendProduct(reader, search, wording),
        ActionCompareProducts(reader, search, wording),
        ActionTellBuyerExperience(reader, search, wording),
        ActionTellHowToOrder(reader, search, wording),
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
