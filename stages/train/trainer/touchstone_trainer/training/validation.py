"""The loss on the validation records."""

from __future__ import annotations

import time
from collections.abc import Sequence

import torch

from touchstone_trainer.events import Events
from touchstone_trainer.interrupts import Interrupts
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.training.answer_loss import answer_loss, make_batch
from touchstone_trainer.training.examples import Example
from touchstone_trainer.training.group import Group


class Validation:
    """Records that are never trained on; each process reads its share."""

    def __init__(
        self,
        model: LanguageModel,
        examples: Sequence[Example],
        group: Group,
        events: Events,
        interrupts: Interrupts,
    ) -> None:
        self._model = model
        self._group = group
        self._share = group.share(sorted(examples, key=lambda example: example.length))
        self._events = events
        self._interrupts = interrupts
        self.exists = bool(examples)

    def loss(self, at_once: int) -> float:
        """Mean loss per answer token. Errors: `INTERRUPTED`, in all processes where one was asked to stop."""
        total, answers, started = 0.0, 0, time.monotonic()
        with torch.no_grad():
            for at in range(0, len(self._share), at_once):
                if self._interrupts.requested:
                    break
                chunk = self._share[at : at + at_once]
                total += float(answer_loss(self._model, make_batch(chunk, self._model.device.torch_name)))
                answers += sum(len(example.answer) for example in chunk)
                done = min(at + at_once, len(self._share))
                self._events.progress("evaluate", done, len(self._share), started_at=started)
        self._group.stop_if_asked(self._interrupts)
        total, count = self._group.sum([total, answers])
        return total / count
