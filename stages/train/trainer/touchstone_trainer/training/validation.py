"""The loss on the validation records, and what else the objective tells of them."""

from __future__ import annotations

import time

import torch

from touchstone_trainer.training.objective import Objective
from touchstone_trainer.training.surroundings import Surroundings


class Validation:
    """Records that are never trained on; each process reads its share."""

    def __init__(self, objective: Objective, around: Surroundings) -> None:
        self._objective = objective
        self._around, self._group = around, around.group
        lengths = objective.lengths
        self._share = self._group.share(sorted(range(len(lengths)), key=lambda item: lengths[item]))
        self.exists = bool(lengths)

    def figures(self, at_once: int) -> dict[str, float]:
        """Means over the records: `validation_loss` and, by the same beginning, the objective's figures.
        Errors: `INTERRUPTED`, in all processes where one was asked to stop."""
        names = ("loss", *self._objective.figures)
        sums, weight, started = [0.0] * len(names), 0, time.monotonic()
        with torch.no_grad():
            passes = [self._share[at : at + at_once] for at in range(0, len(self._share), at_once)]
            done = 0
            for items, counts in self._group.rounds(passes, [0]):
                if self._group.asked_to_stop(self._around.interrupts):
                    break
                passed = self._objective.run(items)
                if not counts:
                    continue
                parts = (float(passed.loss), *passed.figures)
                sums = [total + part for total, part in zip(sums, parts, strict=True)]
                weight += self._objective.weight(items)
                done += len(items)
                self._around.events.progress("evaluate", done, len(self._share), started_at=started)
        self._group.stop_if_asked(self._around.interrupts)
        *sums, total_weight = self._group.sum([*sums, weight])
        return {f"validation_{name}": total / total_weight for name, total in zip(names, sums, strict=True)}
