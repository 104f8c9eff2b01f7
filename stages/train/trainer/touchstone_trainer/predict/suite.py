"""All systems over all records, resumable between chunks."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from touchstone_trainer.events import Events
from touchstone_trainer.interrupts import Interrupts
from touchstone_trainer.predict.finished_work import FinishedWork, Prediction
from touchstone_trainer.predict.plan import Chunk

Predictor = Callable[[list[int]], list[Prediction]]
"""Answers one batch of records, given by index."""


@dataclass(frozen=True)
class SystemOutcome:
    """One system's predictions in the order of the records; `seconds` counts resumed work too."""

    predictions: list[Prediction]
    seconds: float


class Suite:
    """Counts records over all systems, for one line of progress."""

    def __init__(self, total: int, events: Events, interrupts: Interrupts) -> None:
        """`total`: records that will be read, each as often as it is."""
        self._total = total
        self._events = events
        self._interrupts = interrupts
        self._done = 0
        self._computed = 0
        self._computing_seconds = 0.0

    def run(
        self, system: str, chunks: Sequence[Chunk], work: FinishedWork | None, predictor: Predictor
    ) -> SystemOutcome:
        """Predict what is not yet there. Errors: `INTERRUPTED` after finished chunks have been kept, where
        there is somewhere to keep them."""
        found: dict[int, Prediction] = {}
        total_seconds = 0.0
        for number, chunk in enumerate(chunks):
            indexes = {index for batch in chunk for index in batch}
            stored = None if work is None else work.load(number, indexes)
            if stored is not None:
                found |= stored[0]
                total_seconds += stored[1]
                self._done += len(stored[0])
                continue
            fresh, seconds = self._compute(system, chunk, predictor)
            if work is not None:
                work.save(number, fresh, seconds)
            found |= fresh
            total_seconds += seconds
        return SystemOutcome([found[index] for index in sorted(found)], total_seconds)

    def _compute(
        self, system: str, chunk: Chunk, predictor: Predictor
    ) -> tuple[dict[int, Prediction], float]:
        fresh: dict[int, Prediction] = {}
        started = time.monotonic()
        for batch in chunk:
            self._interrupts.check()
            begun = time.monotonic()
            fresh.update(zip(batch, predictor(batch), strict=True))
            self._done += len(batch)
            self._computed += len(batch)
            self._computing_seconds += time.monotonic() - begun
            rate = self._computed / max(self._computing_seconds, 1e-9)
            self._events.progress(
                "predict",
                self._done,
                self._total,
                system=system,
                records_per_second=rate,
                eta_seconds=(self._total - self._done) / rate,
            )
        return fresh, time.monotonic() - started
