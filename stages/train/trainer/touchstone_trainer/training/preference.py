"""Pairs of answers, of which the chosen one is to become the likelier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn.functional import softplus

from touchstone_trainer.encoding import Encoder
from touchstone_trainer.job import PredictJob, PreferenceSettings, TrainJob
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.records import read_records
from touchstone_trainer.training.answer_loss import Batch, make_batch, make_packed_batch, token_losses
from touchstone_trainer.training.examples import Example, answer_of
from touchstone_trainer.training.objective import Objective, Passed


@dataclass(frozen=True)
class Pair:
    """Two answers to one prompt."""

    chosen: Example
    rejected: Example

    @property
    def length(self) -> int:
        """Tokens that the model reads for both."""
        return self.chosen.length + self.rejected.length


@dataclass(frozen=True)
class PairSet:
    """Pairs in the file's order, and how many prompts had to be cut."""

    pairs: list[Pair]
    truncated: int


# -log p of the chosen answer and of the rejected one.
Losses = tuple[float, float]


def read_pairs(path: Path, job: TrainJob | PredictJob, encoder: Encoder) -> PairSet:
    """Encode a file of records that have a rejected answer. Errors: `RECORDS_INVALID`, `PROMPT_TOO_LONG`."""
    pairs: list[Pair] = []
    truncated = 0
    for record in read_records(path, pairs=True):
        chosen = encoder.answer(answer_of(path, record))
        rejected = encoder.answer(record.rejected or "")
        prompt = encoder.prompt(record, job.prompt, job.max_length, max(len(chosen), len(rejected)))
        truncated += prompt.truncated
        pairs.append(Pair(Example(prompt.ids, chosen), Example(prompt.ids, rejected)))
    return PairSet(pairs, truncated)


def pair_losses(
    model: LanguageModel,
    pairs: Sequence[Pair],
    make: Callable[[Sequence[Example], str], Batch] = make_batch,
) -> tuple[torch.Tensor, int]:
    """-log p of each pair's answers (pairs, 2), the chosen one first, and the tokens read."""
    examples = [example for pair in pairs for example in (pair.chosen, pair.rejected)]
    batch = make(examples, model.device.torch_name)
    parts = torch.split(token_losses(model, batch), [len(example.answer) for example in examples])
    return torch.stack([part.sum() for part in parts]).view(-1, 2), batch.tokens


class PreferenceObjective(Objective):
    """DPO: -log σ(m) with the margin m = β (log p/p₀ of the chosen answer - log p/p₀ of the rejected one), p₀
    being the base's (Rafailov et al. 2023, "Direct Preference Optimization", equation 7). Beside it stands
    the chosen answer's own loss by token: the margin alone may grow while both answers become less likely
    (Pang et al. 2024, "Iterative Reasoning Preference Optimization", equation 2)."""

    texts = 2
    figures = ("margin", "pair_accuracy")

    def __init__(
        self,
        model: LanguageModel,
        pairs: Sequence[Pair],
        reference: Sequence[Losses],
        settings: PreferenceSettings,
        *,
        packed: bool = False,
    ) -> None:
        """`reference`: the pairs' losses with the base alone."""
        self._model = model
        self._pairs = pairs
        self._reference = reference
        self._settings = settings
        self._make_batch = make_packed_batch if packed else make_batch
        self.lengths = [pair.length for pair in pairs]

    def weight(self, items: Sequence[int]) -> int:
        """Pairs."""
        return len(items)

    def run(self, items: Sequence[int]) -> Passed:
        """Put pairs through the model together."""
        pairs = [self._pairs[item] for item in items]
        losses, tokens = pair_losses(self._model, pairs, self._make_batch)
        reference = torch.tensor([self._reference[item] for item in items], device=losses.device)
        gains = reference - losses
        margins = self._settings.beta * (gains[:, 0] - gains[:, 1])
        counts = torch.tensor([len(pair.chosen.answer) for pair in pairs], device=losses.device)
        loss = softplus(-margins) + self._settings.sft_weight * losses[:, 0] / counts
        told = margins.detach()
        return Passed(loss.sum(), tokens, (float(told.sum()), float((told > 0).sum())))
