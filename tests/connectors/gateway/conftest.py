from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from actions.orders.policy.loading import load_policy
from connectors.gateway.context import GatewayContext, GatewayTiming, PersonalData
from conversations.bus import InProcessBus
from conversations.presence import Presence
from conversations.sites.service import save_site
from shopbell.database import Database
from shopbell.signed_identity import IdentityKeys
from shopbell.verifications import OrderVerifications
from tests.conftest import FakeClock
from tests.connectors.gateway.widget import ORIGIN, SITE, Gateway, Ticks, serving
from tests.shopbell.identities import SECRET

# Far longer than any test: what is sent within it was sent because of a hint.
UNHURRIED = GatewayTiming(hello_s=60, heads_every_s=60, send_s=60)
StartGateway = Callable[..., AbstractAsyncContextManager[Gateway]]


@pytest.fixture
async def start_gateway(database: Database, clock: FakeClock) -> StartGateway:
    """Starts a gateway with a timing, and a database connection, of the test's own."""
    async with database.writer.begin() as session:
        await save_site(session, key=SITE, name="Demo", origins=[ORIGIN])

    @asynccontextmanager
    async def start(
        timing: GatewayTiming = UNHURRIED,
        opened: Database = database,
        secret: str | None = SECRET,
        personal_data: PersonalData | None = None,
    ) -> AsyncIterator[Gateway]:
        bus, ticks = InProcessBus(), Ticks()
        context = GatewayContext(
            writer=opened.writer,
            reader=opened.reader,
            bus=bus,
            presence=Presence(bus),
            verifications=OrderVerifications(
                load_policy(), IdentityKeys(secret=secret) if secret else None
            ),
            clock=clock,
            monotonic=ticks,
            timing=timing,
            personal_data=personal_data,
        )
        async with serving(context) as port:
            yield Gateway(port, context, opened, bus, clock, ticks)

    return start


@pytest.fixture
async def gateway(start_gateway: StartGateway) -> AsyncIterator[Gateway]:
    async with start_gateway() as started:
        yield started
