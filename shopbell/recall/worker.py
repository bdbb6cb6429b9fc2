"""Puts right what shoppers were told of a price, a stock or a promotion that has changed since.

The facts are looked at again whenever the catalogue or the articles have a new revision, whichever
process changed them, and now and then for what changes without one, such as the last piece sold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from actions.orders.catalogue.service import catalogue_revision
from conversations.bus import INBOX, Bus, conversation_topic
from conversations.contract import Author, CorrectionBody, Role
from conversations.log.repository import lock_conversation
from conversations.log.service import append_message
from knowledge_base.articles.repository import knowledge_revision
from knowledge_base.recall.schemas import DueCorrection
from knowledge_base.recall.service import corrections_due, forget_old, note_told, told_lately
from rounds.running import make_rounds
from shopbell.recall.present import Present, present

POLL_S: Final = 2.0
AGAIN_AFTER_S: Final = 30.0
FORGET_AFTER_S: Final = 3_600.0


class RecallWorker:
    """`run` until cancelled; `look` once. `within` is how long after it was told a fact is put
    right."""

    def __init__(
        self,
        *,
        writer: async_sessionmaker[AsyncSession],
        reader: async_sessionmaker[AsyncSession],
        bus: Bus,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
        within: timedelta,
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._bus = bus
        self._clock = clock
        self._monotonic = monotonic
        self._within = within
        self._revisions: tuple[int, int] | None = None
        self._looked_at = float("-inf")
        self._forgot_at = float("-inf")

    async def run(self) -> None:
        await make_rounds(self._round, every_s=POLL_S, failed="recall_failed")

    async def _round(self) -> None:
        if await self._is_time():
            await self.look()
        await self._forget()

    async def look(self) -> int:
        """How many corrections were sent."""
        async with self._reader() as session:
            at = self._clock()
            told = await told_lately(session, at=at, within=self._within)
            subjects = {fact.subject: fact for fact in told}
            now = {
                subject: await present(session, fact, at=at) for subject, fact in subjects.items()
            }
        changed = {
            fact.subject: seen
            for fact in told
            if (seen := now[fact.subject]) is not None and seen.fact.value != fact.value
        }
        return await self._correct(changed) if changed else 0

    async def _correct(self, changed: Mapping[str, Present]) -> int:
        """One correction for each message that something is no longer right in."""
        at = self._clock()
        by_message: defaultdict[tuple[str, int], list[DueCorrection]] = defaultdict(list)
        async with self._writer.begin() as session:
            for _, seen in sorted(changed.items()):
                for due in await corrections_due(session, seen.fact, at=at, within=self._within):
                    by_message[due.conversation, due.of_seq].append(due)
            told = [
                conversation
                for (conversation, of_seq), due in by_message.items()
                if await self._tell(session, conversation, of_seq, due, changed, at)
            ]
        for conversation in set(told):
            self._bus.publish(conversation_topic(conversation), {"log": True})
            self._bus.publish(INBOX, {"conversation": conversation})
        return len(told)

    async def _tell(
        self,
        session: AsyncSession,
        conversation_id: str,
        of_seq: int,
        due: Sequence[DueCorrection],
        changed: Mapping[str, Present],
        at: datetime,
    ) -> bool:
        """A system event: it is told whoever the conversation is with by now."""
        conversation = await lock_conversation(session, conversation_id)
        if conversation is None:
            return False
        language = "zh" if conversation.locale.lower().startswith("zh") else "en"
        seen = [changed[one.subject] for one in due]
        sentences = [
            present.sentence(one.told, language) for one, present in zip(due, seen, strict=True)
        ]
        sources = dict.fromkeys(source for one in seen for source in one.sources(language))
        said = await append_message(
            session,
            conversation=conversation,
            author=Author(Role.SYSTEM),
            body=CorrectionBody(of_seq, "\n\n".join(sentences), tuple(sources)),
            at=at,
        )
        if said.row.seq is not None:
            facts = [one.fact for one in seen]
            await note_told(
                session, conversation=conversation_id, seq=said.row.seq, facts=facts, at=at
            )
        return True

    async def _is_time(self) -> bool:
        async with self._reader() as session:
            revisions = await catalogue_revision(session), await knowledge_revision(session)
        now = self._monotonic()
        if revisions == self._revisions and now - self._looked_at < AGAIN_AFTER_S:
            return False
        self._revisions, self._looked_at = revisions, now
        return True

    async def _forget(self) -> None:
        if self._monotonic() - self._forgot_at < FORGET_AFTER_S:
            return
        self._forgot_at = self._monotonic()
        async with self._writer.begin() as session:
            await forget_old(session, at=self._clock(), within=self._within)
