"""A classifier on what the base makes of a text before anything is trained: how far its features go by
themselves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

from touchstone_trainer.encoding import Encoder
from touchstone_trainer.failures import bad_records
from touchstone_trainer.job import PredictJob
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.predict.finished_work import Prediction
from touchstone_trainer.predict.likelihood import most_likely
from touchstone_trainer.predict.linear_classifier import LinearClassifier
from touchstone_trainer.predict.plan import Chunk
from touchstone_trainer.predict.suite import Predictor, Suite
from touchstone_trainer.records import read_records
from touchstone_trainer.training.examples import answer_of

_PAD = 0


class FrozenLearner:
    """Labelled records that a classifier is to learn from."""

    def __init__(self, path: Path, job: PredictJob, encoder: Encoder, reserve: int) -> None:
        """Read them, cut as those that are predicted. Errors: `RECORDS_INVALID`, `PROMPT_TOO_LONG`."""
        self._labels = tuple(job.labels or ())
        places = {label: index for index, label in enumerate(self._labels)}
        self.prompts: list[list[int]] = []
        self._classes: list[int] = []
        for record in read_records(path):
            self._classes.append(places[answer_of(path, record, set(places))])
            self.prompts.append(encoder.prompt(record, job.prompt, job.max_length, reserve).ids)
        if not self.prompts:
            raise bad_records(str(path), "there is nothing to learn from")

    def learn(
        self, model: LanguageModel, name: str, chunks: Sequence[Chunk], suite: Suite
    ) -> FrozenClassifier:
        """Compute every record's features, and learn. Errors: `INTERRUPTED`, with nothing kept: it begins
        anew."""
        found: dict[int, torch.Tensor] = {}

        def read(batch: list[int]) -> list[Prediction]:
            found.update(zip(batch, features(model, [self.prompts[index] for index in batch]), strict=True))
            return [Prediction("", None)] * len(batch)

        suite.run(name, chunks, None, read)
        rows = torch.stack([found[index] for index in range(len(self.prompts))])
        return FrozenClassifier(model, self._labels, LinearClassifier(rows, self._classes, len(self._labels)))


class FrozenClassifier:
    """Answers by the features of a base that stays as it is."""

    def __init__(self, model: LanguageModel, labels: Sequence[str], classifier: LinearClassifier) -> None:
        self._model, self._labels, self._classifier = model, labels, classifier

    def predictor(self, prompts: Sequence[Sequence[int]]) -> Predictor:
        """Answers records by the index of their prompt; scores are log-probabilities."""

        def answer(batch: list[int]) -> list[Prediction]:
            rows = features(self._model, [prompts[index] for index in batch])
            scores = self._classifier.log_probabilities(rows).tolist()
            return [Prediction(most_likely(self._labels, row), row) for row in scores]

        return answer


def features(model: LanguageModel, prompts: Sequence[Sequence[int]]) -> torch.Tensor:
    """(prompts, 2 · width) in float32 on the CPU: the last layer's hidden states, their mean over the
    prompt's tokens and the one of its last token, where the answer would begin."""
    lengths = torch.tensor([len(prompt) for prompt in prompts], device=model.device.torch_name)
    ids = torch.full((len(prompts), int(lengths.max())), _PAD, dtype=torch.long)
    for row, prompt in enumerate(prompts):
        ids[row, : len(prompt)] = torch.tensor(prompt)
    with torch.no_grad():
        states = model.hidden(ids.to(model.device.torch_name)).float()
        # Padding stands behind, where no token of the prompt looks.
        there = torch.arange(ids.shape[1], device=states.device) < lengths.unsqueeze(1)
        mean = (states * there.unsqueeze(2)).sum(1) / lengths.unsqueeze(1)
        last = states[torch.arange(len(prompts), device=states.device), lengths - 1]
        return torch.cat([mean, last], dim=1).cpu()
