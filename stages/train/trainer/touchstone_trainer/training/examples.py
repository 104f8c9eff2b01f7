"""Records as token ids ready for training."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from touchstone_trainer.encoding import Encoder
from touchstone_trainer.failures import bad_records
from touchstone_trainer.job import TrainJob
from touchstone_trainer.records import Record, read_records


@dataclass(frozen=True)
class Example:
    """Prompt and answer of one record; the answer ends with the format's end-of-turn."""

    prompt: list[int]
    answer: list[int]

    @property
    def length(self) -> int:
        """Tokens that the model reads: the last token of the answer is only predicted."""
        return len(self.prompt) + len(self.answer) - 1


@dataclass(frozen=True)
class ExampleSet:
    """Examples in the file's order, and how many records had to be cut."""

    examples: list[Example]
    truncated: int


def read_examples(path: Path, job: TrainJob, encoder: Encoder) -> ExampleSet:
    """Encode a file of records. Errors: `RECORDS_INVALID` for a record without an answer or with a label that
    the job does not list; `PROMPT_TOO_LONG`."""
    known = set(job.labels) if job.labels is not None else None
    # Room for the longest label in every record: training cuts a text exactly where prediction will.
    longest = max((len(encoder.answer(label)) for label in job.labels or ()), default=0)
    # Places of a tuned prompt's vectors; whatever stands there is not read (language_model.py).
    placeholders = [0] * (job.prompt_tuning.virtual_tokens if job.prompt_tuning is not None else 0)
    examples: list[Example] = []
    truncated = 0
    for record in read_records(path):
        answer = encoder.answer(answer_of(path, record, known))
        prompt = encoder.prompt(record, job.prompt, job.max_length, max(longest, len(answer)))
        truncated += prompt.truncated
        examples.append(Example([*placeholders, *prompt.ids], answer))
    return ExampleSet(examples, truncated)


def answer_of(path: Path, record: Record, known: set[str] | None = None) -> str:
    """A record's answer, one of the `known` labels where there are such. Errors: `RECORDS_INVALID`."""
    if record.answer is None:
        raise bad_records(str(path), f"record {record.id} has neither a label nor an answer", id=record.id)
    if known is not None and record.answer not in known:
        raise bad_records(
            str(path),
            f"record {record.id}: its label is not among the job's labels",
            id=record.id,
            label=record.answer,
        )
    return record.answer
