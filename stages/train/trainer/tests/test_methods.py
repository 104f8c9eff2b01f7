"""Every method of training on tiny models of both families: it learns, and PEFT reads what comes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from conftest import LABELS, Run, predict_job, read_predictions, train_job
from interrupted import adapter_bytes, stop_at
from peft import LoraConfig, PeftModel
from peft.tuners.lora.layer import Linear
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM

from touchstone_trainer.chat_format import PromptTemplate
from touchstone_trainer.encoding import Encoder, load_tokenizer
from touchstone_trainer.failures import TrainerError
from touchstone_trainer.job_reader import parse_job
from touchstone_trainer.predict.likelihood import most_likely
from touchstone_trainer.records import read_records
from touchstone_trainer.training.fused_dora import FusedDoraLinear

LORA = {"rank": 4, "alpha": 8, "dropout": 0.1, "target": "all-linear", "rslora": False}
METHODS: dict[str, dict[str, Any]] = {
    "rslora": {"lora": LORA | {"rslora": True, "alpha": 4}},
    "dora": {"lora": LORA | {"dora": True}},
    "prompt_tuning": {"lora": None, "prompt_tuning": {"virtual_tokens": 8}, "learning_rate": 0.1},
}
CONFIGS: dict[str, dict[str, Any]] = {
    "rslora": {"peft_type": "LORA", "use_rslora": True, "use_dora": False},
    "dora": {"peft_type": "LORA", "use_rslora": False, "use_dora": True},
    "prompt_tuning": {"peft_type": "PROMPT_TUNING", "num_virtual_tokens": 8, "token_dim": 32},
}


@pytest.mark.parametrize(
    ("method", "family"),
    [("rslora", "llama"), ("dora", "gemma3"), ("prompt_tuning", "llama"), ("prompt_tuning", "gemma3")],
)
def test_it_learns_and_peft_gives_the_stored_answers(
    bases: dict[str, Path], tmp_path: Path, method: str, family: str
) -> None:
    """Label likelihoods of predict against a plain loop over PEFT's own model, to 5e-4 in float32."""
    job = train_job(bases[family], family, tmp_path, epochs=8, checkpoint_every_seconds=60, **METHODS[method])
    Run()(job)
    adapter = tmp_path / "adapter"
    losses = json.loads((adapter / "training.json").read_text())["losses"]
    # A few vectors before a model with random weights cannot do much.
    share = 0.9 if method == "prompt_tuning" else 0.7
    assert json.loads((adapter / "training.json").read_text())["method"] == method
    assert losses[-1]["train_loss"] < share * losses[0]["train_loss"]
    config = json.loads((adapter / "adapter_config.json").read_text())
    assert {name: config[name] for name in CONFIGS[method]} == CONFIGS[method]

    systems = [{"id": "tuned", "adapter_dir": str(adapter)}, {"id": "base", "adapter_dir": None}]
    asked = predict_job(bases[family], family, tmp_path, systems=systems)
    Run()(asked)
    Run()(predict_job(bases[family], family, tmp_path / "alone"))
    stored = read_predictions(tmp_path / "predictions", "tuned")
    alone = read_predictions(tmp_path / "alone" / "predictions", "base")
    assert read_predictions(tmp_path / "predictions", "base") == alone
    assert stored["log_likelihood"] != alone["log_likelihood"]

    base = AutoModelForCausalLM.from_pretrained(str(bases[family]), dtype=torch.float32)
    tuned = PeftModel.from_pretrained(base, str(adapter)).eval()
    encoder = Encoder(load_tokenizer(bases[family]), parse_job(asked, "predict").chat_format)  # type: ignore[union-attr]
    labels = [encoder.answer(label) for label in LABELS]
    for number, record in enumerate(read_records(tmp_path / "test.arrow")[:6]):
        prompt = encoder.prompt(record, PromptTemplate("plain", None, "{input}"), 128, 16).ids
        scores = [likelihood(tuned, prompt, label) for label in labels]
        assert stored["log_likelihood"][number] == pytest.approx(scores, abs=5e-4)
        assert stored["prediction"][number] == most_likely(LABELS, scores)


def likelihood(model: Any, prompt: list[int], label: list[int]) -> float:
    """Log-probability of a label by PEFT; a tuned prompt's own places come first in its logits."""
    with torch.no_grad():
        logits = model(input_ids=torch.tensor([prompt + label])).logits[0]
    steps = logits[-len(label) - 1 : -1].log_softmax(-1)
    return float(steps.gather(1, torch.tensor(label).unsqueeze(1)).sum())


def test_generation_behind_a_tuned_prompt_is_greedy(bases: dict[str, Path], tmp_path: Path) -> None:
    """Several prompts at once, padded, against a loop over PEFT's model without cache and padding."""
    Run()(train_job(bases["gemma3"], "gemma3", tmp_path, max_steps=8, **METHODS["prompt_tuning"]))
    systems = [{"id": "tuned", "adapter_dir": str(tmp_path / "adapter")}]
    job = predict_job(bases["gemma3"], "gemma3", tmp_path, systems=systems, mode="generate", labels=None)
    Run()(job | {"generate": {"max_new_tokens": 6}})
    stored = read_predictions(tmp_path / "predictions", "tuned")
    base = AutoModelForCausalLM.from_pretrained(str(bases["gemma3"]), dtype=torch.float32)
    tuned = PeftModel.from_pretrained(base, str(tmp_path / "adapter")).eval()
    encoder = Encoder(load_tokenizer(bases["gemma3"]), parse_job(job, "predict").chat_format)  # type: ignore[union-attr]
    ends = (encoder.stop_id(), base.config.eos_token_id)
    for number, record in enumerate(read_records(tmp_path / "test.arrow")[:5]):
        ids = encoder.prompt(record, PromptTemplate("plain", None, "{input}"), 128, 6).ids
        answer: list[int] = []
        while len(answer) < 6 and not (answer and answer[-1] in ends):
            with torch.no_grad():
                answer.append(int(tuned(input_ids=torch.tensor([ids + answer])).logits[0, -1].argmax()))
        assert stored["prediction"][number] == encoder.decode(answer).strip()


@pytest.mark.parametrize("method", ["dora", "prompt_tuning"])
def test_interrupted_and_resumed_is_the_same_to_the_bit(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    base = bases["llama"]
    Run()(train_job(base, "llama", tmp_path / "whole", average_from=0.5, **METHODS[method]))
    job = train_job(base, "llama", tmp_path / "cut", average_from=0.5, **METHODS[method])
    with pytest.raises(TrainerError, match="interrupted"):
        stop_at(run, 7, job, monkeypatch)
    Run()(job)
    assert adapter_bytes(tmp_path / "cut") == adapter_bytes(tmp_path / "whole")


@pytest.mark.parametrize("bias", [True, False])
def test_the_dora_layer_computes_what_peft_computes(bias: bool) -> None:
    """Output and every gradient, those of the trained lengths included."""
    found = []
    for kind in (FusedDoraLinear, Linear):
        torch.manual_seed(0)
        config = LoraConfig(r=3, lora_alpha=5, use_dora=True, init_lora_weights=False)
        layer: Any = kind(torch.nn.Linear(6, 4, bias=bias), "default", config=config, r=3, lora_alpha=5)
        layer.base_layer.requires_grad_(False)
        torch.manual_seed(1)
        layer.lora_magnitude_vector["default"].weight.data.mul_(torch.rand(4) + 0.5)
        x = torch.randn(2, 7, 6, requires_grad=True)
        output = layer(x)
        output.square().sum().backward()
        weights = [layer.lora_A["default"], layer.lora_B["default"], layer.lora_magnitude_vector["default"]]
        found.append([output.detach(), x.grad, *(part.weight.grad for part in weights)])
    for ours, theirs in zip(*found, strict=True):
        torch.testing.assert_close(ours, theirs)


def test_a_fresh_dora_adapter_changes_nothing_and_holds_lengths(
    bases: dict[str, Path], tmp_path: Path
) -> None:
    Run()(train_job(bases["llama"], "llama", tmp_path, max_steps=1, learning_rate=0, **METHODS["dora"]))
    tensors = load_file(str(tmp_path / "adapter" / "adapter_model.safetensors"))
    kinds = [name.rpartition(".lora_")[2] for name in tensors]
    assert kinds.count("magnitude_vector") == kinds.count("A.weight") == kinds.count("B.weight") == 14
    base = load_file(str(bases["llama"] / "model.safetensors"))
    name = "model.layers.0.self_attn.q_proj"
    lengths = tensors[f"base_model.model.{name}.lora_magnitude_vector"]
    torch.testing.assert_close(lengths, base[f"{name}.weight"].norm(dim=1))


def test_four_bits_are_refused_before_anything_is_read(
    bases: dict[str, Path], tmp_path: Path, run: Run
) -> None:
    job = train_job(bases["llama"], "llama", tmp_path, quantisation="nf4", train_records="/nowhere")
    with pytest.raises(TrainerError, match="needs an NVIDIA device, and this machine works on cpu") as caught:
        run(job)
    assert caught.value.code == "METHOD_UNSUPPORTED"
    assert caught.value.details == {"method": "qlora", "device": "cpu"}
    assert not caught.value.retryable
    assert run.seen("progress") == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lora": None}, "lora"),
        ({"prompt_tuning": {"virtual_tokens": 4}}, "lora"),
        ({"lora": None, "prompt_tuning": {"virtual_tokens": 0}}, "prompt_tuning.virtual_tokens"),
        ({"lora": LORA | {"dora": True}, "quantisation": "nf4"}, "quantisation"),
        ({"quantisation": "int8"}, "quantisation"),
    ],
)
def test_what_does_not_go_together_is_refused(tmp_path: Path, change: dict[str, Any], field: str) -> None:
    with pytest.raises(TrainerError) as caught:
        parse_job(train_job(tmp_path, "llama", tmp_path, **change), "train")
    assert caught.value.details["field"] == field


def test_a_tuned_prompt_counts_against_what_the_base_can_read(
    bases: dict[str, Path], tmp_path: Path, run: Run
) -> None:
    with pytest.raises(TrainerError, match="context length 512"):
        run(train_job(bases["llama"], "llama", tmp_path, max_length=505, **METHODS["prompt_tuning"]))
