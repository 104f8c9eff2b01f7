"""What training lowers: a loss of numbered items, each a record or a pair of answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.training.answer_loss import answer_loss, make_batch, make_packed_batch
from touchstone_trainer.training.examples import Example


@dataclass(frozen=True)
class Passed:
    """What one pass through the model gave: the sum of its items' losses, the tokens read, and a sum for each
    of the objective's `figures`."""

    loss: torch.Tensor
    tokens: int
    figures: tuple[float, ...] = ()


class Objective(ABC):
    """`lengths` are the tokens of each item, of all its `texts` together; `figures` name what is told of the
    validation beside the loss."""

    lengths: list[int]
    texts = 1
    figures: tuple[str, ...] = ()

    @abstractmethod
    def weight(self, items: Sequence[int]) -> int:
        """What the sums of these items are divided by, so that the mean does not depend on how they are cut
        into passes."""

    @abstractmethod
    def run(self, items: Sequence[int]) -> Passed:
        """Put items through the model together."""


class AnswerObjective(Objective):
    """The answers' tokens, each as likely as can be."""

    def __init__(self, model: LanguageModel, examples: Sequence[Example], *, packed: bool = False) -> None:
        """`packed`: a pass is one row that holds all its records."""
        self._model = model
        self._examples = examples
        self._make_batch = make_packed_batch if packed else make_batch
        self.lengths = [example.length for example in examples]

    def weight(self, items: Sequence[int]) -> int:
        """Tokens of the answers."""
        return sum(len(self._examples[item].answer) for item in items)

    def run(self, items: Sequence[int]) -> Passed:
        """Put records through the model together."""
        batch = self._make_batch([self._examples[item] for item in items], self._model.device.torch_name)
        return Passed(answer_loss(self._model, batch), batch.tokens)
