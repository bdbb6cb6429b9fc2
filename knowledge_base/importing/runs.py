"""What becomes of each import, kept so that any process can show how far it is."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.importing.models import ImportRun, RunState
from knowledge_base.importing.service import ImportReport

KEPT_PROBLEMS: Final = 1_000
SILENT_AFTER: Final = dt.timedelta(seconds=30)
_KEPT_RUNS: Final = 100


async def begin_run(
    session: AsyncSession, *, run_id: str, source: str, dry_run: bool, by: str, at: dt.datetime
) -> ImportRun:
    run = ImportRun(
        id=run_id,
        source=source,
        dry_run=dry_run,
        state=RunState.RUNNING.value,
        done=0,
        total=0,
        created=0,
        updated=0,
        unchanged=0,
        waiting=0,
        bad=0,
        problems=[],
        failure="",
        started_by=by,
        started_at=at,
        seen_at=at,
        ended_at=None,
    )
    session.add(run)
    await session.flush()
    await _forget_old(session)
    return run


async def note_progress(
    session: AsyncSession, run_id: str, *, done: int, total: int, at: dt.datetime
) -> None:
    run = await session.get_one(ImportRun, run_id)
    run.done, run.total, run.seen_at = done, total, at


async def end_run(
    session: AsyncSession, run_id: str, report: ImportReport, *, at: dt.datetime
) -> None:
    run = await session.get_one(ImportRun, run_id)
    run.state = RunState.DONE.value
    run.created, run.updated, run.unchanged = report.created, report.updated, report.unchanged
    run.waiting, run.bad = report.waiting, len(report.problems)
    run.problems = [str(problem) for problem in report.problems[:KEPT_PROBLEMS]]
    run.done = run.total = report.taken
    run.seen_at = run.ended_at = at


async def fail_run(session: AsyncSession, run_id: str, why: str, *, at: dt.datetime) -> None:
    run = await session.get_one(ImportRun, run_id)
    run.state, run.failure = RunState.FAILED.value, why
    run.seen_at = run.ended_at = at


async def find_run(session: AsyncSession, run_id: str) -> ImportRun | None:
    return await session.get(ImportRun, run_id)


async def recent_runs(session: AsyncSession, *, limit: int = 20) -> list[ImportRun]:
    query = select(ImportRun).order_by(ImportRun.started_at.desc(), ImportRun.id).limit(limit)
    return list(await session.scalars(query))


def is_broken_off(run: ImportRun, *, at: dt.datetime) -> bool:
    """Whether the process that ran it has ended; what was taken in by then is kept."""
    return run.state == RunState.RUNNING and at - run.seen_at > SILENT_AFTER


async def _forget_old(session: AsyncSession) -> None:
    kept = select(ImportRun.id).order_by(ImportRun.started_at.desc()).limit(_KEPT_RUNS)
    await session.execute(delete(ImportRun).where(ImportRun.id.not_in(kept.subquery().select())))
