"""Verb `predict`: every system answers every record."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass

from touchstone_trainer.base.manifest import BaseManifest, manifest_for
from touchstone_trainer.device import Device, choose_device, peak_memory_bytes
from touchstone_trainer.encoding import Encoder, load_tokenizer
from touchstone_trainer.events import Events
from touchstone_trainer.failures import bad_job
from touchstone_trainer.files import sha256_file, write_json
from touchstone_trainer.interrupts import Interrupts
from touchstone_trainer.job import PredictJob, SystemUnderTest
from touchstone_trainer.language_model import LanguageModel, load_language_model
from touchstone_trainer.predict.adapter_files import (
    attach_adapter,
    check_adapter,
    detach_adapter,
    virtual_tokens,
)
from touchstone_trainer.predict.finished_work import FinishedWork, Prediction
from touchstone_trainer.predict.frozen import FrozenLearner
from touchstone_trainer.predict.generation import AnswerGenerator
from touchstone_trainer.predict.likelihood import LikelihoodScorer, most_likely
from touchstone_trainer.predict.output import write_predictions
from touchstone_trainer.predict.pairs import PairScorer
from touchstone_trainer.predict.plan import plan_chunks
from touchstone_trainer.predict.suite import Predictor, Suite, SystemOutcome
from touchstone_trainer.records import read_records
from touchstone_trainer.training.preference import Pair, read_pairs
from touchstone_trainer.usage.meter import Meter
from touchstone_trainer.versions import installed_versions
from touchstone_trainer.work_dir import fingerprint, only_one

# Part of the fingerprint: raise it when a change to the arithmetic makes stored work incomparable.
_ARITHMETIC = 1


def run_predict(job: PredictJob, events: Events, interrupts: Interrupts) -> dict[str, object]:
    """Predict, write `out_dir`, and return the result event's fields."""
    with only_one(job.work_dir / "lock", interrupts), Meter() as meter:
        started = time.monotonic()
        adapters = {
            system.id: check_adapter(system.adapter_dir) if system.adapter_dir else None
            for system in job.systems
        }
        places = {
            system.id: virtual_tokens(system.adapter_dir) if system.adapter_dir else 0
            for system in job.systems
        }
        if job.mode == "pairs" and any(places.values()):
            raise bad_job("mode", "likelihood or generate, for a tuned prompt", job.mode)
        manifest = manifest_for(job.base_dir, job.max_length + max(places.values()))
        events.progress("load", 0, 2, message="records")
        encoder = Encoder(load_tokenizer(job.base_dir), job.chat_format)
        labels = [encoder.answer(label) for label in job.labels or ()]
        reserve = max(map(len, labels)) if job.mode == "likelihood" else job.max_new_tokens
        asked = _read(job, encoder, reserve)
        prompts, truncated = asked.prompts, asked.truncated
        if truncated:
            events.warning(
                "RECORDS_TRUNCATED", f"{truncated} records were cut to max_length", records=truncated
            )
        learners = {
            system.id: FrozenLearner(system.learns_from, job, encoder, reserve)
            for system in job.systems
            if system.learns_from
        }
        interrupts.check()

        device = choose_device(job.device)
        meter.work_on(device)
        identities = {
            system.id: _fingerprint(job, manifest, device, adapters[system.id], system)
            for system in job.systems
        }
        meter.stored_in(job.work_dir / "usage.json", fingerprint(identities))
        events.progress("load", 1, 2, message="base model")
        model = load_language_model(job.base_dir, device)
        predictor, extra_tokens = _predictor(job, model, encoder, labels, asked)
        longest = extra_tokens + max(places.values())
        events.progress("load", 2, 2)

        chunks = plan_chunks(asked.lengths, longest, job.batch_size, device)
        learning = {
            name: plan_chunks([len(ids) for ids in learner.prompts], 0, job.batch_size, device)
            for name, learner in learners.items()
        }
        to_learn = sum(len(learner.prompts) for learner in learners.values())
        suite = Suite(len(asked.ids) * len(job.systems) + to_learn, events, interrupts)
        job.out_dir.mkdir(parents=True, exist_ok=True)
        outcomes: dict[str, SystemOutcome] = {}
        for system in job.systems:
            work = FinishedWork(job.work_dir, identities[system.id])
            attached = attach_adapter(model, system.adapter_dir) if system.adapter_dir else None
            answers = predictor
            if system.learns_from is not None:
                learnt = learners[system.id].learn(model, system.id, learning[system.id], suite)
                answers = learnt.predictor(prompts)
            outcome = suite.run(system.id, chunks, work, answers)
            if attached is not None:
                detach_adapter(model, attached)
            write_predictions(job.out_dir / f"{system.id}.predictions.arrow", asked.ids, outcome.predictions)
            outcomes[system.id] = outcome
        tokens = sum(asked.lengths)
        report = _report(job, outcomes, tokens, truncated, device, time.monotonic() - started)
        write_json(job.out_dir / "predict.json", report)
        return report | {"usage": meter.used()}


@dataclass(frozen=True)
class _Asked:
    """What is asked, in the order of the records: their names, prompts as token ids, and the tokens that are
    read of each before anything is answered. `pairs` are their answers, with mode `pairs`."""

    ids: list[str]
    prompts: list[list[int]]
    lengths: list[int]
    truncated: int
    pairs: list[Pair]


def _read(job: PredictJob, encoder: Encoder, reserve: int) -> _Asked:
    records = read_records(job.records)
    ids = [record.id for record in records]
    if job.mode == "pairs":
        found = read_pairs(job.records, job, encoder)
        prompts = [pair.chosen.prompt for pair in found.pairs]
        return _Asked(ids, prompts, [pair.length for pair in found.pairs], found.truncated, found.pairs)
    encoded = [encoder.prompt(record, job.prompt, job.max_length, reserve) for record in records]
    prompts = [prompt.ids for prompt in encoded]
    cut = sum(prompt.truncated for prompt in encoded)
    return _Asked(ids, prompts, [len(ids) for ids in prompts], cut, [])


def _predictor(
    job: PredictJob, model: LanguageModel, encoder: Encoder, labels: list[list[int]], asked: _Asked
) -> tuple[Predictor, int]:
    """What answers a batch, and the tokens it adds to each prompt."""
    if job.mode == "pairs":
        return PairScorer(model, asked.pairs).score, 0
    if job.mode == "generate":
        generator = AnswerGenerator(model, encoder, job.chat_format, job.max_new_tokens)

        def generate(batch: list[int]) -> list[Prediction]:
            return [Prediction(text, None) for text in generator.answer(_ids(model, asked, batch))]

        return generate, job.max_new_tokens
    scorer = LikelihoodScorer(model, labels)
    names = job.labels or ()

    def score(batch: list[int]) -> list[Prediction]:
        scores = scorer.score(_ids(model, asked, batch))
        return [Prediction(most_likely(names, row), row) for row in scores]

    return score, scorer.extra_tokens


def _ids(model: LanguageModel, asked: _Asked, batch: list[int]) -> list[list[int]]:
    """A batch's token ids; in front the places that a system's tuned prompt, if it has one, stands in for."""
    count = 0 if model.soft_prompt is None else len(model.soft_prompt)
    return [[0] * count + asked.prompts[index] for index in batch]


def _fingerprint(
    job: PredictJob, manifest: BaseManifest, device: Device, adapter: str | None, system: SystemUnderTest
) -> str:
    """Everything that decides one system's predictions. The order of labels does: scores are stored in it."""
    learnt = {} if system.learns_from is None else {"learns_from": sha256_file(system.learns_from)}
    return fingerprint(
        {
            "arithmetic": _ARITHMETIC,
            "base": manifest.digest,
            "adapter": adapter,
            "records": sha256_file(job.records),
            "labels": job.labels,
            "prompt": asdict(job.prompt),
            "chat_format": asdict(job.chat_format),
            "mode": job.mode,
            "max_length": job.max_length,
            "max_new_tokens": job.max_new_tokens,
            "batch_size": job.batch_size,
            "device": device.kind,
            "dtype": device.dtype,
            **learnt,
        }
    )


def _report(
    job: PredictJob,
    outcomes: dict[str, SystemOutcome],
    tokens: int,
    truncated: int,
    device: Device,
    seconds: float,
) -> dict[str, object]:
    return {
        "format": 1,
        "mode": job.mode,
        "labels": list(job.labels) if job.labels is not None else None,
        "records": len(next(iter(outcomes.values())).predictions),
        "prompt_tokens": tokens,
        "truncated_records": truncated,
        "systems": {
            name: {
                "seconds": round(outcome.seconds, 3),
                "records_per_second": round(len(outcome.predictions) / max(outcome.seconds, 1e-9), 3),
            }
            for name, outcome in outcomes.items()
        },
        "seconds": round(seconds, 3),
        "device": {"kind": device.kind, "name": device.name},
        "dtype": device.dtype,
        "threads": device.threads,
        "peak_rss_bytes": peak_memory_bytes(),
        "versions": installed_versions(),
    }
