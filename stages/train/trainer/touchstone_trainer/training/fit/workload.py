"""The passes that a job consists of, from the lengths of its records."""

from __future__ import annotations

from collections.abc import Sequence

from touchstone_trainer.job import TrainJob
from touchstone_trainer.processes import Place
from touchstone_trainer.training.examples import Example
from touchstone_trainer.training.fit.work import PassWork
from touchstone_trainer.training.step_plan import StepPlan

# Steps of one epoch that stand for all of them, spread over it evenly.
_SAMPLE = 400


class Workload:
    """This process's share of a training's passes, as many records at once as one likes."""

    def __init__(
        self,
        job: TrainJob,
        examples: Sequence[Example],
        validation: Sequence[Example],
        place: Place,
        *,
        packed: bool,
    ) -> None:
        """`packed`: several records in one row."""
        self._examples = examples
        self._packed = packed
        self._plan = StepPlan(job, [example.length for example in examples], place, packed=packed)
        self._validation = sorted(validation, key=lambda example: example.length)[place.rank :: place.count]
        self.steps = self._plan.steps
        every = self._plan.steps_per_epoch if job.evaluate_every == "epoch" else job.evaluate_every
        self.evaluations = -(-self.steps // every) if validation else 0
        # The first step has the longest record.
        within = min(self.steps, self._plan.steps_per_epoch)
        self._sample = sorted(
            {within * number // min(within, _SAMPLE) for number in range(min(within, _SAMPLE))}
        )

    def passes(self, at_once: int) -> list[list[PassWork]]:
        """Of each of some steps of the first epoch."""
        return [
            [self.work_of(indexes) for indexes in self._plan.passes(step, at_once)] for step in self._sample
        ]

    def validation_passes(self, at_once: int) -> list[PassWork]:
        """Of one reading of the validation records."""
        found = self._validation
        chunks = (found[at : at + at_once] for at in range(0, len(found), at_once))
        return [
            PassWork.of([e.length for e in chunk], sum(len(e.answer) for e in chunk), packed=False)
            for chunk in chunks
        ]

    def records_to_try(self, at_once: int) -> list[list[int]]:
        """Passes, as indexes of records, from the one with the fewest tokens to the most usual one."""
        passes = [indexes for step in self._sample for indexes in self._plan.passes(step, at_once)]
        passes.sort(key=lambda indexes: self.work_of(indexes).tokens)
        smallest = min(range(len(self._examples)), key=lambda index: self._examples[index].length)
        return [[smallest], passes[len(passes) // 2]] if passes else []

    def work_of(self, indexes: Sequence[int]) -> PassWork:
        """Of records that go through the model at once."""
        chosen = [self._examples[index] for index in indexes]
        return PassWork.of(
            [example.length for example in chosen],
            sum(len(example.answer) for example in chosen),
            packed=self._packed,
        )
