"""Which records go through the model in which pass of a step."""

from __future__ import annotations

import random
from collections.abc import Sequence

from touchstone_trainer.job import TrainJob
from touchstone_trainer.processes import Place
from touchstone_trainer.training.batching import Batching, total_steps
from touchstone_trainer.training.packing import pack


class StepPlan:
    """A function of the job, the records' lengths and the step alone, so a resumed run needs no stored
    order."""

    def __init__(
        self, job: TrainJob, lengths: Sequence[int], place: Place, *, packed: bool, texts: int = 1
    ) -> None:
        """`packed`: several records in one row. `place`: whose share of the passes to tell. `texts`: how many
        each record has, which share its length."""
        self._job = job
        self._place = place
        self._lengths = lengths
        self._packed = packed
        self._row = texts * job.max_length
        self._batching = Batching(job.batch_size, job.gradient_accumulation, job.seed)
        self.steps_per_epoch = self._batching.steps_per_epoch(len(lengths))
        self.steps = total_steps(self.steps_per_epoch, job.epochs, job.max_steps)
        self._epoch: tuple[int, list[list[int]]] | None = None

    def records(self, step: int) -> list[int]:
        """All records of a step, of all processes."""
        epoch, at = divmod(step, self.steps_per_epoch)
        if self._epoch is None or self._epoch[0] != epoch:
            steps = self._batching.epoch_steps(self._lengths, epoch)
            self._epoch = (epoch, [[index for batch in planned for index in batch] for planned in steps])
        return self._epoch[1][at]

    def passes(self, step: int, at_once: int) -> list[list[int]]:
        """This process's share of the step's records, divided into passes of at most `at_once` records, or,
        packed, of as many tokens as so many of the longest would have. It may be empty."""
        records = self.records(step)[self._place.rank :: self._place.count]
        if self._packed:
            return pack(records, self._lengths, at_once * self._row)
        return [records[start : start + at_once] for start in range(0, len(records), at_once)]

    def noise_seed(self, step: int, number: int) -> int:
        """What dropout is drawn by: it depends on the place in the run only, so a resumed run needs no stored
        generator."""
        own = number * self._place.count + self._place.rank
        return random.Random(f"touchstone-dropout:{self._job.seed}:{step}:{own}").getrandbits(63)
