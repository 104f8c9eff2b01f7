"""The likelihood of every label after every prompt."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch

from touchstone_trainer.failures import bad_job
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.predict.label_tree import build_tree, group_labels
from touchstone_trainer.predict.tree_attention import TreeAttention

# Larger label sets are scored in several passes: attention masks grow with the square of the tree.
MAX_TREE_NODES = 512


class LikelihoodScorer:
    """Scores a fixed set of labels.

    A label's score is the sum of the log-probabilities of its tokens and of the end of turn after them, given
    the prompt: the log-probability that the model answers exactly this. Nothing is divided by length; the end
    of turn makes a label that begins another one comparable with it.
    """

    def __init__(self, model: LanguageModel, labels: Sequence[Sequence[int]]) -> None:
        """`labels` are token ids, each ending with the end of turn."""
        if len({tuple(label) for label in labels}) != len(labels):
            raise bad_job("labels", "labels that differ in the model's tokens", "two that are encoded alike")
        self._model = model
        self._attention = TreeAttention(model)
        self._count = len(labels)
        self._groups = [
            (group, build_tree([labels[index] for index in group]))
            for group in group_labels(labels, MAX_TREE_NODES)
        ]

    @property
    def extra_tokens(self) -> int:
        """Tokens that scoring adds to the longest pass over a prompt."""
        return max(tree.size for _, tree in self._groups)

    @property
    def passes(self) -> int:
        """How often a prompt is computed."""
        return len(self._groups)

    def score(self, prompts: Sequence[Sequence[int]]) -> list[list[float]]:
        """Log-likelihood of each label, in the order given, for each prompt."""
        scores = [[0.0] * self._count for _ in prompts]
        with torch.no_grad():
            for group, tree in self._groups:
                batch = self._attention.batch(prompts, tree)
                hidden = self._model.hidden(batch.ids, batch.positions, batch.mask)
                rows = hidden.reshape(-1, hidden.shape[-1]).index_select(0, batch.rows.reshape(-1))
                found = self._log_probabilities(rows, tree.candidates).tolist()
                step = 1 + tree.size
                for number in range(len(prompts)):
                    mine = found[number * step : (number + 1) * step]
                    for label, path in zip(group, tree.paths, strict=True):
                        scores[number][label] = math.fsum(mine[row][place] for row, place in path)
        return scores

    def _log_probabilities(self, rows: torch.Tensor, candidates: Sequence[Sequence[int]]) -> torch.Tensor:
        """(rows, widest candidate list) log-probabilities; rows repeat the tree's rows for every prompt."""
        widest = max(map(len, candidates))
        padded = [[*row, *([0] * (widest - len(row)))] for row in candidates]
        wanted = torch.tensor(padded, device=rows.device).repeat(len(rows) // len(candidates), 1)
        found = []
        for part in self._model.slices(len(rows)):
            # log_softmax and not logsumexp: on a CPU it is one pass a row instead of four over all of them.
            found.append(self._model.logits(rows[part]).log_softmax(-1).gather(1, wanted[part]))
        return torch.cat(found).double().cpu()


def probabilities(scores: Sequence[float]) -> list[float]:
    """Softmax of log-likelihoods: each label's share of the probability that the model gives to all of
    them."""
    highest = max(scores)
    weights = [math.exp(score - highest) for score in scores]
    total = math.fsum(weights)
    return [weight / total for weight in weights]


def most_likely(labels: Sequence[str], scores: Sequence[float]) -> str:
    """The label with the highest score; of equal ones the first in code-point order, whatever the order
    given."""
    return min(zip(labels, scores, strict=True), key=lambda pair: (-pair[1], pair[0]))[0]
