"""No table that is about somebody stays out of export and erasure unseen."""

from __future__ import annotations

from shopbell.personal_data.registry import BOT_STORES, TELLING, stores, tables


def test_every_table_that_names_a_conversation_a_shopper_or_a_customer_is_a_store() -> None:
    known = {store.table.name for store in stores()}
    about = {table.name for table in tables() if TELLING & set(table.columns.keys())}
    assert about - known == set()


def test_what_the_bot_keeps_is_among_them() -> None:
    assert {store.table.name for store in BOT_STORES} == {
        "bot_trackers",
        "bot_events",
        "bot_replies",
    }


def test_what_stays_has_a_reason_that_the_shopper_is_told() -> None:
    reasons = {store.kept for store in stores() if store.kept}
    assert reasons == {"orders_and_payments", "limits_on_guessing"}
