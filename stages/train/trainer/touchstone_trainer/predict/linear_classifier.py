"""Multinomial logistic regression: what can be read off given features by straight lines."""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch

# Strengths of the penalty that are tried, as a share of the mean loss; the larger ones suit few records.
_PENALTIES = (1e-4, 1e-3, 1e-2, 1e-1)
# Every so many records one judges the penalty.
_FOLDS = 5
_ITERATIONS = 300
_TOLERANCE = 1e-7


class LinearClassifier:
    """p(class | x) = softmax(W z + b) with z = (x - mean) / deviation, by the least mean of -log p over the
    records + penalty / 2 · |W|² (Bishop 2006, "Pattern Recognition and Machine Learning", section 4.3.4). The
    penalty is the one with the least loss on a fifth of the records; then all are learnt from."""

    def __init__(self, features: torch.Tensor, classes: Sequence[int], count: int) -> None:
        """`features` (records, width) and each record's class, of `count`."""
        values = features.double()
        self.mean = values.mean(0)
        deviation = values.std(0, correction=0)
        # What never varies tells nothing, and would be divided by nothing.
        self.deviation = torch.where(deviation > 0, deviation, torch.ones_like(deviation))
        self._count = count
        inputs, wanted = self._scaled(values), torch.tensor(classes)
        self.penalty = self._best_penalty(inputs, wanted)
        self.weights, self.offsets = self._fit(inputs, wanted, self.penalty)

    def log_probabilities(self, features: torch.Tensor) -> torch.Tensor:
        """(records, width) → (records, classes)."""
        scores = self._scaled(features.double()) @ self.weights.t() + self.offsets
        return scores.log_softmax(-1)

    def _scaled(self, values: torch.Tensor) -> torch.Tensor:
        return (values - self.mean) / self.deviation

    def _best_penalty(self, inputs: torch.Tensor, wanted: torch.Tensor) -> float:
        order = list(range(len(wanted)))
        random.Random("touchstone:linear-classifier").shuffle(order)
        judging = torch.zeros(len(order), dtype=torch.bool)
        judging[order[::_FOLDS]] = True
        if bool(judging.all()):
            return _PENALTIES[-1]

        def loss(penalty: float) -> float:
            weights, offsets = self._fit(inputs[~judging], wanted[~judging], penalty)
            scores = inputs[judging] @ weights.t() + offsets
            return float(torch.nn.functional.cross_entropy(scores, wanted[judging]))

        return min(_PENALTIES, key=loss)

    def _fit(
        self, inputs: torch.Tensor, wanted: torch.Tensor, penalty: float
    ) -> tuple[torch.Tensor, torch.Tensor]:
        weights = torch.zeros(self._count, inputs.shape[1], dtype=torch.float64, requires_grad=True)
        offsets = torch.zeros(self._count, dtype=torch.float64, requires_grad=True)
        search = torch.optim.LBFGS(
            [weights, offsets],
            max_iter=_ITERATIONS,
            tolerance_grad=_TOLERANCE,
            tolerance_change=0,
            line_search_fn="strong_wolfe",
        )

        def loss() -> torch.Tensor:
            search.zero_grad()
            scores = inputs @ weights.t() + offsets
            total = torch.nn.functional.cross_entropy(scores, wanted) + penalty / 2 * weights.square().sum()
            total.backward()  # type: ignore[no-untyped-call]
            return total

        search.step(loss)  # type: ignore[no-untyped-call]
        return weights.detach(), offsets.detach()
