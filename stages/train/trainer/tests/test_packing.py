"""Several records in one row give what each gives by itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from conftest import Run, petitions, train_job, write_records
from interrupted import adapter_bytes, stop_at
from safetensors.torch import load_file

from touchstone_trainer.device import choose_device
from touchstone_trainer.failures import TrainerError
from touchstone_trainer.job import DeviceRequest
from touchstone_trainer.language_model import LanguageModel, load_language_model
from touchstone_trainer.testing.tiny_model import FAMILIES
from touchstone_trainer.training import packing
from touchstone_trainer.training.answer_loss import answer_loss, make_batch, make_packed_batch
from touchstone_trainer.training.cpu_attention import use_cpu_attention
from touchstone_trainer.training.examples import Example
from touchstone_trainer.training.packing import keeps_records_apart, pack

CPU = DeviceRequest("cpu", "float32", 1)
QUIET = {"rank": 4, "alpha": 8, "dropout": 0.0, "target": "all-linear", "rslora": False}
# The first is longer than the tiny Gemma's sliding window, the last a prompt of one token.
EXAMPLES = [
    Example([5, 6, 7] * 9, [8, 9]),
    Example([9, 8], [7, 6, 5]),
    Example(list(range(5, 45)), [4]),
    Example([3], [4, 5]),
]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("ours", [True, False])
def test_loss_and_gradient_are_those_of_the_records_by_themselves(
    bases: dict[str, Path], family: str, ours: bool
) -> None:
    """With our attention, and with Transformers' and the masks that it makes of positions."""
    found = []
    for how in ("packed", "alone"):
        model = load_language_model(bases[family], choose_device(CPU))
        if ours:
            use_cpu_attention(model)
        weight = model.module.get_decoder().layers[0].self_attn.q_proj.weight.requires_grad_()
        if how == "packed":
            loss = answer_loss(model, make_packed_batch(EXAMPLES, "cpu"))
        else:
            loss = torch.stack([answer_loss(model, make_batch([one], "cpu")) for one in EXAMPLES]).sum()
        loss.backward()
        found.append((loss.detach(), weight.grad))
    torch.testing.assert_close(found[0][0], found[1][0], rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(found[0][1], found[1][1], rtol=1e-3, atol=1e-4)


def test_no_record_knows_its_neighbours(bases: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Exactly: our attention computes nothing between records. A base that would mix them is found out."""
    model = load_language_model(bases["gemma3"], choose_device(CPU))
    use_cpu_attention(model)
    rows = [
        make_packed_batch([first, EXAMPLES[2]], "cpu") for first in (EXAMPLES[0], Example([9] * 27, [8, 9]))
    ]
    read = [model.hidden(row.ids, row.positions, lengths=row.lengths)[0, 28:] for row in rows]
    assert torch.equal(*read)
    assert keeps_records_apart(model)
    hidden = LanguageModel.hidden
    monkeypatch.setattr(LanguageModel, "hidden", lambda *a, **k: hidden(*a, **k).cumsum(1))
    assert not keeps_records_apart(model)


@pytest.mark.parametrize(
    ("family", "changes"),
    [
        ("llama", {"lora": QUIET}),
        ("gemma3", {"lora": QUIET}),
        ("gemma3", {"lora": None, "prompt_tuning": {"virtual_tokens": 3}}),
    ],
)
def test_packed_and_unpacked_are_the_same_training(
    bases: dict[str, Path], tmp_path: Path, family: str, changes: dict[str, Any]
) -> None:
    """Through the command's verb: the losses that it reports, and the adapter that it writes. A step of two
    batches becomes one row."""
    shape = {"batch_size": 4, "gradient_accumulation": 2, "learning_rate": 0.001, "keep": "last"}
    for name in ("packed", "unpacked"):
        job = train_job(bases[family], family, tmp_path / name, **shape, **changes)
        result = Run()(job | {"packing": name == "packed", "checkpoint_every_seconds": 60})
        assert result["packed"] == (name == "packed")
    reports = [
        json.loads((tmp_path / name / "adapter" / "training.json").read_text())
        for name in ("packed", "unpacked")
    ]
    assert reports[0]["tokens"] == reports[1]["tokens"]
    for packed, unpacked in zip(reports[0]["losses"], reports[1]["losses"], strict=True):
        assert packed == pytest.approx(unpacked, rel=1e-4)
    tensors, expected = (
        load_file(str(tmp_path / name / "adapter" / "adapter_model.safetensors"))
        for name in ("packed", "unpacked")
    )
    for key, tensor in expected.items():
        torch.testing.assert_close(tensors[key], tensor, rtol=1e-3, atol=2e-5)


def test_packed_training_resumes_to_the_bit(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = train_job(bases["llama"], "llama", tmp_path / "cut", packing=True)
    Run()(train_job(bases["llama"], "llama", tmp_path / "whole", packing=True))
    with pytest.raises(TrainerError, match="interrupted"):
        stop_at(run, 5, job, monkeypatch)
    Run()(job)
    assert adapter_bytes(tmp_path / "cut") == adapter_bytes(tmp_path / "whole")


def test_a_base_that_would_mix_records_is_trained_one_a_row(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("touchstone_trainer.training.run.keeps_records_apart", lambda model: False)
    job = train_job(bases["llama"], "llama", tmp_path, packing=True, max_steps=1)
    write_records(tmp_path / "train.arrow", petitions(4))
    assert run(job)["packed"] is False
    assert run.seen("warning")[0]["code"] == "PACKING_LEFT_OUT"


def test_rows_are_filled_by_the_longest_first() -> None:
    lengths = [3, 9, 4, 12, 6]
    assert pack(range(5), lengths, 10) == [[3], [1], [4, 2], [0]]
    assert pack([4, 0, 2], lengths, 100) == [[4, 2, 0]]
    assert pack([], lengths, 10) == []
    assert packing.positions_of([2, 1, 3]).tolist() == [[0, 1, 0, 0, 1, 2]]
