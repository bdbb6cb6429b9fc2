"""The shop's word on who is at the browser."""

from __future__ import annotations

from typing import Any

import pytest

from actions.orders.verification.service import verify_by_order_and_email
from tests.actions.orders.shop import MINA_EMAIL, a_shop, load
from tests.connectors.gateway.conftest import StartGateway
from tests.connectors.gateway.widget import Gateway, Widget
from tests.shopbell.identities import identity_of, signed

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


@pytest.fixture(autouse=True)
async def shop(gateway: Gateway) -> None:
    await load(gateway.database.writer, a_shop())


def identity(gateway: Gateway, customer: str, **more: Any) -> str:
    return identity_of(customer, gateway.clock(), **more)


async def identified(gateway: Gateway, widget: Widget, customer: str) -> dict[str, Any]:
    await widget.send(type="identify", identity=identity(gateway, customer))
    return await widget.receive("welcome")


async def test_at_the_hello_the_customer_is_known_by_name(gateway: Gateway) -> None:
    async with gateway.widget(identity=identity(gateway, "mina")) as widget:
        assert widget.welcome["shopper"] == {"name": "Mina Okafor", "verified": True}


async def test_later_the_same_conversation_goes_on(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        await widget.said("hello")
        welcome = await identified(gateway, widget, "mina")
        assert welcome["conversation"] == widget.conversation
        assert welcome["shopper"] == {"name": "Mina Okafor", "verified": True}
        await widget.said("it is me")
        rows = await gateway.rows(widget.conversation)
        assert [row.body["text"] for row in rows if row.seq] == ["hello", "it is me"]


async def test_another_customer_begins_afresh_and_sees_nothing_of_the_first(
    gateway: Gateway,
) -> None:
    async with gateway.widget(identity=identity(gateway, "mina")) as widget:
        await widget.said("a secret of Mina's")
        await widget.receive("event")
        welcome = await identified(gateway, widget, "ada")
        assert welcome["conversation"] != widget.conversation
        assert welcome["token"] != widget.token
        assert welcome["shopper"]["name"] == "Ada Strand"
        told = str(await widget.barrier())
        assert "secret" not in told


async def test_another_customer_at_the_next_hello_is_sent_nothing_of_the_first(
    gateway: Gateway,
) -> None:
    async with gateway.widget(identity=identity(gateway, "mina")) as first:
        await first.said("a secret of Mina's")
    again = {"token": first.token, "identity": identity(gateway, "ada")}
    async with gateway.widget(**again) as second:
        assert second.welcome["conversation"] != first.conversation
        assert second.welcome["shopper"]["name"] == "Ada Strand"
        assert "secret" not in str(await second.barrier())


async def test_a_conversation_that_was_proven_otherwise_is_not_taken_over(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as widget:
        async with gateway.database.writer.begin() as session:
            customer = await verify_by_order_and_email(
                session,
                conversation=widget.conversation,
                order_number="#W1000001",
                email=MINA_EMAIL,
                now=gateway.clock(),
            )
        assert customer == "mina"
        welcome = await identified(gateway, widget, "ada")
        assert welcome["conversation"] != widget.conversation


async def test_a_customer_whom_the_shop_does_not_have_yet_proves_nothing(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        welcome = await identified(gateway, widget, "newcomer")
        assert welcome["conversation"] == widget.conversation
        assert welcome["shopper"] == {"name": None, "verified": False}


@pytest.mark.parametrize(
    "token", ["a.b.c", signed({"sub": "mina", "exp": 9_999_999_999}), signed({"sub": "mina"})]
)
async def test_a_bad_one_is_refused_and_everything_stays(gateway: Gateway, token: str) -> None:
    async with gateway.widget(identity=token) as widget:
        assert widget.welcome["shopper"] == {"name": None, "verified": False}
        assert (await widget.receive("error"))["code"] == "forbidden"
        await widget.send(type="identify", identity=token)
        assert (await widget.receive("error"))["code"] == "forbidden"
        await widget.said("still here")


async def test_a_shop_without_a_secret_has_none(start_gateway: StartGateway) -> None:
    async with start_gateway(secret=None) as gateway, gateway.widget() as widget:
        await widget.send(type="identify", identity=identity(gateway, "mina"))
        assert (await widget.receive("error"))["code"] == "unsupported"
