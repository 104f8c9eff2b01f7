"""How fast this device trains this base: some passes of the job's own records, whose gradients are thrown
away."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from touchstone_trainer.device import release_memory
from touchstone_trainer.failures import is_out_of_memory
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.training.adapter import Adapter
from touchstone_trainer.training.fit.work import Rate
from touchstone_trainer.training.group import Group
from touchstone_trainer.training.objective import Objective

# A smallest pass that takes longer must do: one more would be no cheap trial.
_MOST_SECONDS = 2.5
# A usual pass that would take longer, at the smallest one's pace, is tried with fewer of its records. It
# takes a good deal less, since what every pass takes is in the smallest one too.
_MOST_AT_THAT_PACE = 8.0
# A pass quicker than this is tried again, and the mean taken: one by itself says little on a busy machine.
_QUICK_SECONDS = 1.5

Clock = Callable[[], float]


class Probe:
    """Tries passes on a model that is ready to train; leaves it as it was."""

    def __init__(
        self,
        model: LanguageModel,
        adapter: Adapter,
        objective: Objective,
        operations: Callable[[Sequence[int]], float],
        group: Group,
        clock: Clock = time.perf_counter,
    ) -> None:
        """`operations` of a pass with these records."""
        self._model, self._adapter = model, adapter
        self._objective, self._operations, self._clock = objective, operations, clock
        self._group = group

    def rate(self, tries: Sequence[Sequence[int]]) -> Rate | None:
        """From the smallest and a usual pass; None where memory ran out, which training itself will tell."""
        if self._group.any(not tries):
            return None
        self._adapter.train_mode(True)
        try:
            small, usual = tries[0], list(tries[-1])
            self._seconds(small)
            if self._group.in_step:
                # As many passes in each process, whatever its clock says.
                return Rate.through(
                    [(self._operations(items), self._seconds(items)) for items in (small, usual)]
                )
            first = (self._operations(small), self._settled(small))
            if first[1] > _MOST_SECONDS:
                return Rate.through([first])
            while len(usual) > 1 and self._operations(usual) / first[0] * first[1] > _MOST_AT_THAT_PACE:
                usual = usual[: len(usual) // 2]
            return Rate.through([first, (self._operations(usual), self._settled(usual))])
        except (RuntimeError, MemoryError, OSError) as error:
            if self._group.in_step or not is_out_of_memory(error):
                raise
            release_memory(self._model.device)
            return None
        finally:
            for parameter in self._adapter.parameters.values():
                parameter.grad = None

    def _settled(self, indexes: Sequence[int]) -> float:
        first = self._seconds(indexes)
        return (first + self._seconds(indexes)) / 2 if first < _QUICK_SECONDS else first

    def _seconds(self, indexes: Sequence[int]) -> float:
        started = self._clock()
        loss = self._objective.run(indexes).loss
        loss.backward()  # type: ignore[no-untyped-call]
        # Reading a value waits for the device.
        float(loss.detach())
        if self._model.device.kind == "cuda":
            import torch

            torch.cuda.synchronize(self._model.device.torch_name)
        return self._clock() - started
