"""The records of a job, encoded for what it trains towards."""

from __future__ import annotations

from abc import ABC, abstractmethod

from touchstone_trainer.encoding import Encoder
from touchstone_trainer.job import PreferenceSettings, TrainJob
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.training.adapter import Adapter
from touchstone_trainer.training.examples import Example, read_examples
from touchstone_trainer.training.objective import AnswerObjective, Objective
from touchstone_trainer.training.preference import Pair, PreferenceObjective, read_pairs
from touchstone_trainer.training.reference import Reference
from touchstone_trainer.training.surroundings import Surroundings

# Of one record, with its answers.
Texts = tuple[Example, ...]


class Material(ABC):
    """How many records there are, and how many were cut."""

    train: int
    validation: int
    truncated: int

    @abstractmethod
    def texts(self) -> tuple[list[Texts], list[Texts]]:
        """What goes through the model of each record, of training and of validation: an answer, or two."""

    @abstractmethod
    def objectives(
        self, job: TrainJob, model: LanguageModel, adapter: Adapter, around: Surroundings, *, packed: bool
    ) -> tuple[Objective, Objective]:
        """What training lowers, and the same of the validation records. `packed`: several records in one row
        of training."""


class Answers(Material):
    """Records whose answers are learnt."""

    def __init__(self, job: TrainJob, encoder: Encoder) -> None:
        """Read and encode them. Errors: those of `read_examples`."""
        train = read_examples(job.train_records, job, encoder)
        self._train, self._validation, self.truncated = train.examples, list[Example](), train.truncated
        if job.validation_records is not None:
            validation = read_examples(job.validation_records, job, encoder)
            self._validation = validation.examples
            self.truncated += validation.truncated
        self.train, self.validation = len(self._train), len(self._validation)

    def texts(self) -> tuple[list[Texts], list[Texts]]:
        """One a record."""
        return [(example,) for example in self._train], [(example,) for example in self._validation]

    def objectives(
        self, job: TrainJob, model: LanguageModel, adapter: Adapter, around: Surroundings, *, packed: bool
    ) -> tuple[Objective, Objective]:
        """Likely answers."""
        return AnswerObjective(model, self._train, packed=packed), AnswerObjective(model, self._validation)


class Pairs(Material):
    """Records with two answers, of which one is to become the likelier."""

    def __init__(self, job: TrainJob, settings: PreferenceSettings, encoder: Encoder) -> None:
        """Read and encode them. Errors: those of `read_pairs`."""
        self._settings = settings
        train = read_pairs(job.train_records, job, encoder)
        self._train, self._validation, self.truncated = train.pairs, list[Pair](), train.truncated
        if job.validation_records is not None:
            validation = read_pairs(job.validation_records, job, encoder)
            self._validation = validation.pairs
            self.truncated += validation.truncated
        self.train, self.validation = len(self._train), len(self._validation)

    def texts(self) -> tuple[list[Texts], list[Texts]]:
        """Two a record."""
        train, validation = (
            [(pair.chosen, pair.rejected) for pair in part] for part in (self._train, self._validation)
        )
        return list(train), list(validation)

    def objectives(
        self, job: TrainJob, model: LanguageModel, adapter: Adapter, around: Surroundings, *, packed: bool
    ) -> tuple[Objective, Objective]:
        """Answers preferred as in the pairs, beside what the base alone makes of them. Errors: those of
        `Reference.losses`."""
        base = Reference(model, adapter, job.work_dir, around.store.fingerprint, around)
        losses = base.losses([*self._train, *self._validation], 2 * job.batch_size)
        train, validation = losses[: self.train], losses[self.train :]
        return (
            PreferenceObjective(model, self._train, train, self._settings, packed=packed),
            PreferenceObjective(model, self._validation, validation, self._settings),
        )


def read_material(job: TrainJob, encoder: Encoder) -> Material:
    """The records that a job names, training and validation. Errors: `RECORDS_INVALID`, `PROMPT_TOO_LONG`."""
    return Answers(job, encoder) if job.preference is None else Pairs(job, job.preference, encoder)
