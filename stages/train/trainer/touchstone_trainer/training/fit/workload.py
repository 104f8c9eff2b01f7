"""The passes that a job consists of, from the lengths of its records."""

from __future__ import annotations

from collections.abc import Sequence

from touchstone_trainer.job import TrainJob
from touchstone_trainer.processes import Place
from touchstone_trainer.training.fit.work import PassWork
from touchstone_trainer.training.material import Texts
from touchstone_trainer.training.step_plan import StepPlan

# Steps of one epoch that stand for all of them, spread over it evenly.
_SAMPLE = 400


class Workload:
    """This process's share of a training's passes, as many records at once as one likes."""

    def __init__(
        self, job: TrainJob, texts: tuple[Sequence[Texts], Sequence[Texts]], place: Place, *, packed: bool
    ) -> None:
        """`texts`: of each record of training and of validation. `packed`: several records in one row."""
        self._records, validation = texts
        self._packed = packed
        self._lengths = [_length(record) for record in self._records]
        each = max(len(record) for record in self._records)
        self._plan = StepPlan(job, self._lengths, place, packed=packed, texts=each)
        self._validation = sorted(validation, key=_length)[place.rank :: place.count]
        self.steps = self._plan.steps
        every = self._plan.steps_per_epoch if job.evaluate_every == "epoch" else job.evaluate_every
        self.evaluations = -(-self.steps // every) if validation else 0
        # The first step has the longest record.
        within = min(self.steps, self._plan.steps_per_epoch)
        count = min(within, _SAMPLE)
        self._sample = sorted({within * number // count for number in range(count)})

    def passes(self, at_once: int) -> list[list[PassWork]]:
        """Of each of some steps of the first epoch."""
        return [[self.work_of(items) for items in self._plan.passes(step, at_once)] for step in self._sample]

    def validation_passes(self, at_once: int) -> list[PassWork]:
        """Of one reading of the validation records."""
        found = self._validation
        return [_work(found[at : at + at_once], packed=False) for at in range(0, len(found), at_once)]

    def records_to_try(self, at_once: int) -> list[list[int]]:
        """Passes, as numbers of records: the one with the fewest tokens, and the most usual one."""
        passes = [items for step in self._sample for items in self._plan.passes(step, at_once)]
        passes.sort(key=lambda items: self.work_of(items).tokens)
        smallest = min(range(len(self._lengths)), key=lambda item: self._lengths[item])
        return [[smallest], passes[len(passes) // 2]] if passes else []

    def work_of(self, items: Sequence[int]) -> PassWork:
        """Of records that go through the model at once."""
        return _work([self._records[item] for item in items], packed=self._packed)


def _work(records: Sequence[Texts], *, packed: bool) -> PassWork:
    texts = [text for record in records for text in record]
    return PassWork.of(
        [text.length for text in texts], sum(len(text.answer) for text in texts), packed=packed
    )


def _length(record: Texts) -> int:
    return sum(text.length for text in record)
