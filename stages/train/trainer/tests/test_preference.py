"""Preference training: the formula, and the invariants that every training keeps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from command import DIVIDED, Command
from conftest import Run, train_job, write_records
from interrupted import adapter_bytes, stop_at
from pairs import QUIET, pairs, preference_job
from safetensors.torch import load_file

from touchstone_trainer.device import choose_device
from touchstone_trainer.encoding import Encoder, load_tokenizer
from touchstone_trainer.events import NoEvents
from touchstone_trainer.failures import TrainerError
from touchstone_trainer.interrupts import Interrupts
from touchstone_trainer.job import DeviceRequest, PreferenceSettings, TrainJob
from touchstone_trainer.job_reader import parse_job
from touchstone_trainer.language_model import LanguageModel, load_language_model
from touchstone_trainer.testing.tiny_model import FAMILIES
from touchstone_trainer.training import preference, reference
from touchstone_trainer.training.checkpoint import CheckpointStore
from touchstone_trainer.training.examples import Example
from touchstone_trainer.training.group import Group
from touchstone_trainer.training.method import fresh_adapter
from touchstone_trainer.training.preference import Pair, PreferenceObjective, read_pairs
from touchstone_trainer.training.reference import Reference
from touchstone_trainer.training.surroundings import Surroundings

CPU = DeviceRequest("cpu", "float32", 1)
BETA, SFT = 0.3, 0.7
METHODS: dict[str, dict[str, Any]] = {
    "lora": {"lora": QUIET},
    "rslora": {"lora": QUIET | {"rslora": True, "alpha": 4}},
    "dora": {"lora": QUIET | {"dora": True}},
}


def tensors(folder: Path) -> dict[str, torch.Tensor]:
    return load_file(str(folder / "adapter" / "adapter_model.safetensors"))


def report(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "adapter" / "training.json").read_text()))


def parsed(job: dict[str, Any]) -> TrainJob:
    found = parse_job(job, "train")
    assert isinstance(found, TrainJob)
    return found


def around(folder: Path) -> Surroundings:
    events = NoEvents()
    return Surroundings(events, Interrupts(), CheckpointStore(folder, "f" * 64, events), Group())


def plain_log_probability(model: LanguageModel, example: Example) -> torch.Tensor:
    """From the whole model's logits of one text, without padding and slices."""
    logits = model.module(input_ids=torch.tensor([example.prompt + example.answer])).logits[0].float()
    steps = logits[len(example.prompt) - 1 : -1].log_softmax(-1)
    return steps.gather(1, torch.tensor(example.answer).unsqueeze(1)).sum()


def plain_loss(model: LanguageModel, pair: Pair, base: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
    """The papers' formulas as they stand there."""
    chosen, rejected = (plain_log_probability(model, one) for one in (pair.chosen, pair.rejected))
    log_ratios = (chosen - base[0]) - (rejected - base[1])
    return -torch.nn.functional.logsigmoid(BETA * log_ratios) - SFT * chosen / len(pair.chosen.answer)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("family", FAMILIES)
def test_loss_and_gradients_are_those_of_the_plain_formula(
    bases: dict[str, Path], tmp_path: Path, family: str, method: str, packed: bool
) -> None:
    """The reference from a model that never had an adapter."""
    job = parsed(preference_job(bases[family], family, tmp_path, **METHODS[method]))
    encoder = Encoder(load_tokenizer(job.base_dir), job.chat_format)
    found = read_pairs(job.train_records, job, encoder).pairs[:5]
    untouched = load_language_model(job.base_dir, choose_device(CPU))
    with torch.no_grad():
        base = [
            (plain_log_probability(untouched, pair.chosen), plain_log_probability(untouched, pair.rejected))
            for pair in found
        ]
    model = load_language_model(job.base_dir, choose_device(CPU))
    adapter = fresh_adapter(job, model)
    torch.manual_seed(3)
    for name, parameter in adapter.parameters.items():
        if "lora_B" in name:
            torch.nn.init.normal_(parameter, std=0.05)
    kept = Reference(model, adapter, tmp_path, "f" * 64, around(tmp_path)).losses(found, 2)
    for losses, (chosen, rejected) in zip(kept, base, strict=True):
        assert losses == pytest.approx((-float(chosen), -float(rejected)), rel=1e-5)

    objective = PreferenceObjective(model, found, kept, PreferenceSettings(BETA, SFT), packed=packed)
    passed = objective.run(range(5))
    passed.loss.backward()  # type: ignore[no-untyped-call]
    gradients = {name: parameter.grad for name, parameter in adapter.parameters.items()}
    for parameter in adapter.parameters.values():
        parameter.grad = None
    expected = torch.stack([plain_loss(model, *both) for both in zip(found, base, strict=True)]).sum()
    expected.backward()  # type: ignore[no-untyped-call]
    assert float(passed.loss.detach()) == pytest.approx(float(expected.detach()), rel=1e-5)
    for name, parameter in adapter.parameters.items():
        torch.testing.assert_close(gradients[name], parameter.grad, rtol=1e-3, atol=1e-5, msg=name)
    assert passed.tokens == sum(objective.lengths)


@pytest.mark.parametrize(("method", "family"), [("lora", "gemma3"), ("dora", "llama")])
def test_it_learns_to_prefer_and_tells_so(
    bases: dict[str, Path], tmp_path: Path, run: Run, method: str, family: str
) -> None:
    settings: dict[str, Any] = {"epochs": 6, "checkpoint_every_seconds": 600, **METHODS[method]}
    result = run(preference_job(bases[family], family, tmp_path, **settings))
    assert (result["objective"], result["method"], result["records"]) == ("preference", method, 24)
    measured = [event for event in run.seen("metric") if "validation_loss" in event]
    first, last = measured[0], measured[-1]
    assert last["validation_loss"] < first["validation_loss"]
    assert last["validation_margin"] > max(0.0, first["validation_margin"])
    assert last["validation_pair_accuracy"] >= 0.9
    losses = report(tmp_path)["losses"]
    assert losses[-1]["validation_pair_accuracy"] == last["validation_pair_accuracy"]
    best = min(measured, key=lambda event: event["validation_loss"])
    assert result["best_step"] == best["step"]


def test_the_first_loss_is_that_of_no_preference_at_all(
    bases: dict[str, Path], tmp_path: Path, run: Run
) -> None:
    """A fresh adapter is the base: every margin is 0, so the loss is log 2."""
    settings = {"beta": 0.5, "sft_weight": 0}
    run(preference_job(bases["gemma3"], "gemma3", tmp_path, max_steps=1, preference=settings, lora=QUIET))
    assert report(tmp_path)["losses"][0]["train_loss"] == pytest.approx(0.693147, abs=1e-4)


@pytest.mark.parametrize("packing", [False, True])
def test_batches_of_eight_and_eight_batches_of_one_are_the_same_step(
    bases: dict[str, Path], tmp_path: Path, packing: bool
) -> None:
    settings: dict[str, Any] = {"epochs": 1, "keep": "last", "learning_rate": 0.001, "lora": QUIET}
    for name, (size, accumulation) in {"wide": (8, 1), "deep": (1, 8)}.items():
        job = preference_job(bases["gemma3"], "gemma3", tmp_path / name, **settings, packing=packing)
        Run()(job | {"batch_size": size, "gradient_accumulation": accumulation})
    for key, tensor in tensors(tmp_path / "wide").items():
        torch.testing.assert_close(tensors(tmp_path / "deep")[key], tensor, rtol=1e-3, atol=2e-5)


@pytest.mark.parametrize("stop", [1, 7, 12])
def test_interrupted_and_resumed_is_the_same_to_the_bit(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    settings: dict[str, Any] = {"average_from": 0.5, "checkpoint_every_seconds": 600}
    Run()(preference_job(bases["llama"], "llama", tmp_path / "whole", **settings))
    job = preference_job(bases["llama"], "llama", tmp_path / "cut", **settings)
    with pytest.raises(TrainerError, match="interrupted"):
        stop_at(run, stop, job, monkeypatch)
    # What the base alone thinks is not asked for again.
    monkeypatch.setattr(reference, "pair_losses", None)
    Run()(job)
    assert adapter_bytes(tmp_path / "cut") == adapter_bytes(tmp_path / "whole")
    assert report(tmp_path / "cut")["losses"] == report(tmp_path / "whole")["losses"]


@pytest.mark.parametrize("damage", [False, True])
def test_the_reference_goes_on_after_its_last_piece(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, damage: bool
) -> None:
    """32 pairs in several pieces; the one in which the request to stop comes is lost."""
    Run()(preference_job(bases["llama"], "llama", tmp_path / "whole", max_steps=3))
    monkeypatch.setattr(reference, "_PIECE_TOKENS", 500)
    job = preference_job(bases["llama"], "llama", tmp_path / "cut", max_steps=3)
    seen: list[int] = []

    def stops(*args: Any) -> Any:
        seen.append(len(args[1]))
        if sum(seen) >= 18:
            run.interrupts.request("test")
        return preference.pair_losses(*args)

    monkeypatch.setattr(reference, "pair_losses", stops)
    with pytest.raises(TrainerError, match="interrupted"):
        run(job)
    pieces = sorted((tmp_path / "cut" / "work").glob("reference/*/piece-*.json"))
    done = [len(json.loads(piece.read_text())["losses"]) // 2 for piece in pieces]
    assert len(pieces) >= 2
    assert 0 < sum(done) < sum(seen) < 32
    if damage:
        pieces[1].write_bytes(pieces[1].read_bytes()[:-9])
    seen.clear()
    Run()(job)
    assert sum(seen) == 32 - sum(done) + damage * done[1]
    assert adapter_bytes(tmp_path / "cut") == adapter_bytes(tmp_path / "whole")


@pytest.mark.parametrize("base", ["whole in each", "divided"])
def test_two_processes_train_what_one_trains(
    bases: dict[str, Path], tmp_path: Path, commands: list[Command], base: str
) -> None:
    """24 pairs in steps of 7, which never can be halved evenly."""
    settings: dict[str, Any] = {"lora": QUIET, "batch_size": 7, "learning_rate": 0.001, "average_from": 0.5}
    alone = Run()(preference_job(bases["gemma3"], "gemma3", tmp_path / "one", **settings))
    job = preference_job(bases["gemma3"], "gemma3", tmp_path / "two", **settings)
    command = Command(tmp_path / "two", job | {"processes": 2}, **(DIVIDED if base == "divided" else {}))
    commands.append(command)
    assert command.end() == 0, command.errors
    both = zip(report(tmp_path / "two")["losses"], report(tmp_path / "one")["losses"], strict=True)
    for ours, theirs in both:
        assert ours == pytest.approx(theirs, rel=1e-4, abs=1e-5)
    for key, tensor in tensors(tmp_path / "one").items():
        torch.testing.assert_close(tensors(tmp_path / "two")[key], tensor, rtol=1e-3, atol=2e-5)
    assert command.events[-1]["tokens"] == alone["tokens"]


def test_too_little_memory_halves_the_pairs_at_once_and_keeps_the_step(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four texts fit, which are two pairs: for the reference first, then in training."""
    job: dict[str, Any] = {"lora": QUIET, "batch_size": 8, "learning_rate": 0.001, "keep": "last"}
    Run()(preference_job(bases["llama"], "llama", tmp_path / "whole", **job))
    whole = preference.token_losses

    def little_memory(model: Any, batch: Any) -> torch.Tensor:
        if len(batch.ids) > 4 and (torch.is_grad_enabled() or len(run.seen("metric")) == 0):
            raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes")
        return whole(model, batch)

    monkeypatch.setattr(preference, "token_losses", little_memory)
    result = run(preference_job(bases["llama"], "llama", tmp_path / "little", **job))
    assert [w["details"]["batch_size"] for w in run.seen("warning")] == [8, 4, 2, 4, 2]
    assert (result["steps"], result["batch_size"]) == (6, 2)
    for key, tensor in tensors(tmp_path / "whole").items():
        torch.testing.assert_close(tensors(tmp_path / "little")[key], tensor, rtol=1e-3, atol=2e-5)


def test_both_answers_have_the_same_prompt_which_is_cut_for_the_longer_one(
    bases: dict[str, Path], tmp_path: Path
) -> None:
    job = parsed(preference_job(bases["llama"], "llama", tmp_path, max_length=48))
    turns = [{"role": "user", "content": "噪音擾民" * 30}, {"role": "assistant", "content": "好"}]
    write_records(tmp_path / "train.arrow", [{"messages": turns, "meta": '{"rejected": "不好不好不好"}'}])
    found = read_pairs(job.train_records, job, Encoder(load_tokenizer(job.base_dir), job.chat_format))
    (pair,) = found.pairs
    assert (found.truncated, pair.chosen.prompt) == (1, pair.rejected.prompt)
    assert len(pair.rejected.prompt) + len(pair.rejected.answer) <= 48
    assert len(pair.chosen.answer) < len(pair.rejected.answer)


@pytest.mark.parametrize("meta", [None, "{", "[]", '{"rejected": ["a"]}', '{"refused": "a"}', "[" * 100_000])
def test_a_record_without_a_rejected_answer_is_named(
    bases: dict[str, Path], tmp_path: Path, run: Run, meta: str | None
) -> None:
    job = preference_job(bases["llama"], "llama", tmp_path)
    write_records(tmp_path / "train.arrow", [*pairs(3), pairs(1)[0] | {"id": "bad", "meta": meta}])
    with pytest.raises(TrainerError, match="text `rejected` in its column meta") as caught:
        run(job)
    assert (caught.value.code, caught.value.details["id"]) == ("RECORDS_INVALID", "bad")


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"labels": ["甲", "乙"]}, "JOB_INVALID", "labels"),
        ({"preference": {"beta": 0, "sft_weight": 1}}, "JOB_INVALID", "preference.beta"),
        ({"preference": {"beta": 0.1, "sft_weight": -1}}, "JOB_INVALID", "preference.sft_weight"),
        ({"lora": None, "prompt_tuning": {"virtual_tokens": 4}}, "METHOD_UNSUPPORTED", None),
    ],
)
def test_what_pairs_cannot_train_is_refused(
    bases: dict[str, Path], tmp_path: Path, run: Run, change: dict[str, Any], code: str, field: str | None
) -> None:
    with pytest.raises(TrainerError) as caught:
        run(preference_job(bases["llama"], "llama", tmp_path, **change))
    assert (caught.value.code, caught.value.details.get("field")) == (code, field)


def test_other_jobs_do_not_read_the_further_columns(bases: dict[str, Path], tmp_path: Path) -> None:
    job = train_job(bases["llama"], "llama", tmp_path, max_steps=1, labels=None, validation_records=None)
    write_records(tmp_path / "train.arrow", [row | {"meta": "{"} for row in pairs(4)])
    assert Run()(job)["objective"] == "sft"
