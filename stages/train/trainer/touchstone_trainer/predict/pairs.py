"""Which of a record's two answers a system finds likelier."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.predict.finished_work import Prediction
from touchstone_trainer.training.preference import Pair, pair_losses

CHOSEN, REJECTED = "chosen", "rejected"


class PairScorer:
    """Scores pairs of answers; `scores` of a prediction are the log-likelihoods of the chosen answer and of
    the rejected one, each of its whole text."""

    def __init__(self, model: LanguageModel, pairs: Sequence[Pair]) -> None:
        self._model = model
        self._pairs = pairs

    def score(self, batch: list[int]) -> list[Prediction]:
        """Answer pairs, given by index."""
        with torch.no_grad():
            losses, _ = pair_losses(self._model, [self._pairs[index] for index in batch])
        scored = (-losses).double().tolist()
        return [Prediction(CHOSEN if own >= other else REJECTED, [own, other]) for own, other in scored]
