"""Invariants of training, on tiny models of both families."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from conftest import LABELS, Run, petitions, train_job, write_records
from interrupted import adapter_bytes, stop_at
from safetensors.torch import load_file

from touchstone_trainer.device import choose_device
from touchstone_trainer.exit_codes import ExitCode
from touchstone_trainer.failures import TrainerError, classify
from touchstone_trainer.job import DeviceRequest
from touchstone_trainer.language_model import LanguageModel, load_language_model
from touchstone_trainer.testing.tiny_model import FAMILIES
from touchstone_trainer.training.answer_loss import answer_loss, make_batch
from touchstone_trainer.training.examples import Example

CPU = DeviceRequest("cpu", "float32", 1)


@pytest.mark.parametrize("family", FAMILIES)
def test_training_learns_and_writes_a_plain_adapter(
    bases: dict[str, Path], tmp_path: Path, run: Run, family: str
) -> None:
    result = run(train_job(bases[family], family, tmp_path, epochs=6, checkpoint_every_seconds=600))
    out = tmp_path / "adapter"
    assert result["steps"] == 36
    assert {path.name for path in out.iterdir()} == {
        "adapter_config.json", "adapter_model.safetensors", "tokenizer.json", "tokenizer_config.json",
        "chat_template.jinja", "training.json",
    }  # fmt: skip
    report = json.loads((out / "training.json").read_text())
    losses = report["losses"]
    assert losses[-1]["train_loss"] < 0.5 * losses[0]["train_loss"]
    evaluated = [entry["step"] for entry in losses if "validation_loss" in entry]
    assert evaluated == [6, 12, 18, 24, 30, 36]
    best = min((entry for entry in losses if "validation_loss" in entry), key=lambda e: e["validation_loss"])
    assert report["best_step"] == best["step"]
    config = json.loads((out / "adapter_config.json").read_text())
    assert config["base_model_name_or_path"] == "tiny"
    assert str(tmp_path) not in "".join(
        p.read_text() for p in out.iterdir() if p.suffix in (".json", ".jinja")
    )
    tensors = load_file(str(out / "adapter_model.safetensors"))
    assert all(tensor.dtype == torch.float32 for tensor in tensors.values())
    assert report["trainable_parameters"] == sum(tensor.numel() for tensor in tensors.values())


@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_seed_gives_the_same_bytes(bases: dict[str, Path], tmp_path: Path, family: str) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        Run()(train_job(bases[family], family, tmp_path / name, max_steps=4, seed=seed))
    assert adapter_bytes(tmp_path / "a") == adapter_bytes(tmp_path / "b")
    assert adapter_bytes(tmp_path / "a") != adapter_bytes(tmp_path / "c")
    configs = [(tmp_path / name / "adapter" / "adapter_config.json").read_bytes() for name in ("a", "b")]
    assert configs[0] == configs[1]


@pytest.mark.parametrize("stop", [1, 5, 6, 11, 12])
def test_interrupted_and_resumed_is_the_same_to_the_bit(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    Run()(train_job(bases["gemma3"], "gemma3", tmp_path / "whole"))
    job = train_job(bases["gemma3"], "gemma3", tmp_path / "cut", checkpoint_every_seconds=600)
    with pytest.raises(TrainerError) as caught:
        stop_at(run, stop, job, monkeypatch)
    assert caught.value.exit_code is ExitCode.INTERRUPTED
    assert run.seen("checkpoint")[-1]["step"] == stop
    resumed = Run()
    resumed(job)
    assert resumed.seen("resumed")[0]["step"] == stop
    assert adapter_bytes(tmp_path / "cut") == adapter_bytes(tmp_path / "whole")
    reports = [
        json.loads((tmp_path / name / "adapter" / "training.json").read_text()) for name in ("whole", "cut")
    ]
    assert reports[0]["losses"] == reports[1]["losses"]
    assert reports[0]["tokens"] == reports[1]["tokens"]


def test_a_finished_run_answers_from_its_checkpoint(bases: dict[str, Path], tmp_path: Path) -> None:
    job = train_job(bases["llama"], "llama", tmp_path)
    Run()(job)
    first = adapter_bytes(tmp_path)
    again = Run()
    again(job)
    assert again.seen("resumed")[0]["step"] == 12
    assert adapter_bytes(tmp_path) == first


@pytest.mark.parametrize("damage", ["tensors", "manifest", "half"])
def test_a_damaged_checkpoint_falls_back_to_the_one_before(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    Run()(train_job(bases["llama"], "llama", tmp_path / "whole"))
    job = train_job(bases["llama"], "llama", tmp_path / "cut")
    with pytest.raises(TrainerError, match="interrupted"):
        stop_at(run, 5, job, monkeypatch)
    newest = next(
        (tmp_path / "cut" / "work").glob(f"**/step-00000005.{'json' if damage == 'manifest' else 's*'}")
    )
    content = bytearray(newest.read_bytes())
    content[len(content) // 2] ^= 1
    newest.write_bytes(content[: len(content) // 2] if damage == "half" else content)
    resumed = Run()
    resumed(job)
    assert resumed.seen("warning")[0]["code"] == "CHECKPOINT_DAMAGED"
    assert resumed.seen("resumed")[0]["step"] == 4
    assert adapter_bytes(tmp_path / "cut") == adapter_bytes(tmp_path / "whole")


def test_another_job_never_resumes_from_it(bases: dict[str, Path], tmp_path: Path) -> None:
    Run()(train_job(bases["llama"], "llama", tmp_path, max_steps=2))
    other = Run()
    other(train_job(bases["llama"], "llama", tmp_path, max_steps=2, learning_rate=0.02))
    assert other.seen("resumed") == []
    moved = Run()
    job = train_job(bases["llama"], "llama", tmp_path, max_steps=2, checkpoint_every_seconds=1, threads=None)
    moved(job | {"out_dir": str(tmp_path / "elsewhere")})
    assert moved.seen("resumed")[0]["step"] == 2


def test_checkpoints_hold_safetensors_and_json_only(bases: dict[str, Path], tmp_path: Path) -> None:
    Run()(train_job(bases["llama"], "llama", tmp_path))
    files = [path for path in (tmp_path / "work").rglob("*") if path.is_file() and path.name != "lock"]
    assert {path.suffix for path in files} == {".safetensors", ".json"}
    names = [path.name for path in files if path.suffix == ".json"]
    assert len([name for name in names if name != "usage.json"]) == 2


def test_batches_of_eight_and_eight_batches_of_one_are_the_same_step(
    bases: dict[str, Path], tmp_path: Path
) -> None:
    quiet = {"rank": 4, "alpha": 8, "dropout": 0.0, "target": "all-linear", "rslora": False}
    shapes = {"wide": (8, 1), "deep": (1, 8), "both": (4, 2)}
    found = {}
    for name, (size, accumulation) in shapes.items():
        job = train_job(bases["gemma3"], "gemma3", tmp_path / name, lora=quiet, epochs=1, keep="last")
        Run()(job | {"batch_size": size, "gradient_accumulation": accumulation, "learning_rate": 0.001})
        found[name] = load_file(str(tmp_path / name / "adapter" / "adapter_model.safetensors"))
    for name in ("deep", "both"):
        for key, tensor in found["wide"].items():
            torch.testing.assert_close(found[name][key], tensor, rtol=1e-3, atol=2e-5)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_loss_is_that_of_the_whole_models_logits(bases: dict[str, Path], family: str) -> None:
    """Against Transformers' own labels, one sequence at a time, without padding and slices."""
    model = load_language_model(bases[family], choose_device(CPU))
    examples = [Example([5, 6, 7] * 9, [8, 9]), Example([9, 8], [7, 6, 5]), Example(list(range(5, 30)), [4])]
    expected = 0.0
    for example in examples:
        ids = torch.tensor([example.prompt + example.answer])
        labels = torch.tensor([[-100] * len(example.prompt) + example.answer])
        expected += float(model.module(input_ids=ids, labels=labels).loss) * len(example.answer)
    assert float(answer_loss(model, make_batch(examples, "cpu"))) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("softcap", [None, 3.0])
def test_the_gradient_of_the_sliced_loss_is_autograds(
    bases: dict[str, Path], monkeypatch: pytest.MonkeyPatch, softcap: float | None
) -> None:
    from touchstone_trainer import language_model
    from touchstone_trainer.training import answer_loss as module

    base = load_language_model(bases["gemma3"], choose_device(CPU))
    base.module.config.final_logit_softcapping = softcap
    model = LanguageModel(base.module, base.device)
    monkeypatch.setattr(language_model, "LOGIT_SLICE_BYTES", 2 * 4 * model.vocabulary)
    rows = torch.randn(5, 32, requires_grad=True)
    targets = torch.tensor([1, 5, 9, 100, 2])
    torch.nn.functional.cross_entropy(model.logits(rows), targets, reduction="sum").backward()
    expected, rows.grad = rows.grad, None
    module._SlicedCrossEntropy.apply(rows, targets, model, True).sum().backward()
    torch.testing.assert_close(rows.grad, expected)


def test_a_loss_that_is_no_number_is_final(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from touchstone_trainer.training import objective

    monkeypatch.setattr(
        objective, "answer_loss", lambda model, batch: answer_loss(model, batch) * float("nan")
    )
    with pytest.raises(TrainerError) as caught:
        run(train_job(bases["llama"], "llama", tmp_path))
    assert caught.value.code == "TRAINER_DIVERGED"
    assert caught.value.exit_code is ExitCode.DIVERGED
    assert not caught.value.retryable
    assert caught.value.details["step"] == 1
    assert not (tmp_path / "adapter").exists()


def test_cut_records_are_counted(bases: dict[str, Path], tmp_path: Path, run: Run) -> None:
    job = train_job(bases["llama"], "llama", tmp_path, max_steps=1, validation_records=None)
    write_records(tmp_path / "train.arrow", [*petitions(4), {"text": "噪音擾民" * 99, "label": "環境部"}])
    assert run(job)["truncated_records"] == 1
    assert run.seen("warning")[0]["code"] == "RECORDS_TRUNCATED"


def test_more_than_the_base_can_read_is_refused(bases: dict[str, Path], tmp_path: Path, run: Run) -> None:
    with pytest.raises(TrainerError, match="context length 512") as caught:
        run(train_job(bases["llama"], "llama", tmp_path, max_length=513))
    assert caught.value.details["field"] == "max_length"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"text": "甲", "label": "無此部"}, "not among the job's labels"),
        ({"text": "甲"}, "neither a label nor an answer"),
        ({"messages": [{"role": "assistant", "content": "甲"}]}, "no user turn"),
        ({"messages": [{"role": "function", "content": "甲"}]}, "role 'function'"),
    ],
)
def test_a_record_that_cannot_be_learnt_is_named(
    bases: dict[str, Path], tmp_path: Path, run: Run, row: dict[str, Any], message: str
) -> None:
    job = train_job(bases["llama"], "llama", tmp_path)
    write_records(tmp_path / "train.arrow", [*petitions(8), row | {"id": "bad"}])
    with pytest.raises(TrainerError, match=message) as caught:
        run(job)
    assert caught.value.code == "RECORDS_INVALID"
    assert caught.value.details["id"] == "bad"


def test_answers_may_come_from_the_last_turn(bases: dict[str, Path], tmp_path: Path, run: Run) -> None:
    job = train_job(bases["llama"], "llama", tmp_path, labels=None, max_steps=2, validation_records=None)
    turns = [{"role": "user", "content": "甲"}, {"role": "assistant", "content": "乙"}]
    write_records(tmp_path / "train.arrow", [{"messages": turns}] * 4)
    assert run(job)["best_step"] == 2


@pytest.mark.parametrize("content", [b"", b"not arrow", b"\xff\xff\xff\xff\x10\x00\x00\x00" + b"\0" * 40])
def test_a_file_that_is_no_arrow_stream_is_refused(
    bases: dict[str, Path], tmp_path: Path, run: Run, content: bytes
) -> None:
    job = train_job(bases["llama"], "llama", tmp_path)
    (tmp_path / "train.arrow").write_bytes(content)
    with pytest.raises(TrainerError) as caught:
        run(job)
    assert caught.value.code == "RECORDS_INVALID"


def test_labels_of_the_fixture_are_those_of_its_records() -> None:
    assert {row["label"] for row in petitions(8)} == set(LABELS)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(28, "No space left on device"), "DISK_FULL"),
        (RuntimeError("I/O error: No space left on device (os error 28)"), "DISK_FULL"),
        (MemoryError(), "TRAINER_OUT_OF_MEMORY"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried"), "TRAINER_OUT_OF_MEMORY"),
        (PermissionError(13, "Permission denied"), "IO_ERROR"),
        (KeyError("x"), "INTERNAL"),
    ],
)  # fmt: skip
def test_other_exceptions_are_classified(error: Exception, code: str) -> None:
    failure = classify(error)
    assert failure.code == code
    assert failure.retryable == (code != "INTERNAL")
