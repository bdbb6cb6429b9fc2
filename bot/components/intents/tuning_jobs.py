"""Several tunings side by side, each on one processor: none waits for another's threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Sequence

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from bot.components.intents.last_layer import LastLayer
from bot.components.intents.reading import Reading
from bot.components.intents.tuning import Progress, Tuning, tuned_layer

AT_ONCE = 2


@dataclass(frozen=True)
class TuningJob:
    """`places` are the texts to tune on. All must be read."""

    places: NDArray[np.int64]
    seed: int


def run_jobs(
    jobs: Sequence[TuningJob],
    base: LastLayer,
    reading: Reading,
    intents: NDArray[np.int64],
    settings: Tuning,
    progress: Progress,
) -> list[LastLayer]:
    """A layer for each job, in their order, the same however many run at once."""
    told = _Progress(progress, [settings.steps(len(job.places)) for job in jobs])
    states = dict(zip(np.flatnonzero(reading.read).tolist(), reading.states, strict=True))

    def run(number: int) -> LastLayer:
        job = jobs[number]
        return tuned_layer(
            base, [states[at] for at in job.places.tolist()], intents[job.places], settings,
            seed=job.seed, progress=lambda step, _: told.tell(number, step),
        )  # fmt: skip

    with threadpool_limits(1), ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(len(jobs))))


class _Progress:
    """Adds up what the jobs tell, which they do from threads of their own."""

    def __init__(self, progress: Progress, steps: list[int]) -> None:
        self._progress, self._of = progress, sum(steps)
        self._done = [0] * len(steps)
        self._lock = Lock()

    def tell(self, number: int, step: int) -> None:
        with self._lock:
            self._done[number] = step
            self._progress(sum(self._done), self._of)
