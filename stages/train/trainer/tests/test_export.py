"""The forms that models are handed over in: each read by whoever will serve it, with the answers that were
stored."""

from __future__ import annotations

import json
import math
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import torch
from conftest import LABELS, Run, petitions, predict_job, read_predictions, train_job, write_records
from peft import PeftModel
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM

from touchstone_trainer.chat_format import PromptTemplate, apply_prompt, prompt_pieces
from touchstone_trainer.encoding import Encoder, load_tokenizer
from touchstone_trainer.failures import TrainerError
from touchstone_trainer.job_reader import parse_job
from touchstone_trainer.records import read_records
from touchstone_trainer.testing.tiny_model import CHAT_FORMATS, FAMILIES

LLAMA_PYTHON = Path(os.environ.get("LLAMA_PYTHON") or Path(__file__).parents[4] / ".venv-llama/bin/python")
LORA: dict[str, Any] = {"rank": 8, "alpha": 16, "dropout": 0.0, "target": "all-linear", "rslora": False}
VARIANTS = {"lora": LORA, "rslora": LORA | {"rslora": True, "alpha": 6}, "dora": LORA | {"dora": True}}
RECORDS = 32


@pytest.fixture(scope="module")
def trained(bases: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """`family-variant` → a folder with a trained adapter and its stored answers to 32 records."""
    found = {}
    for family, variant in (("llama", "rslora"), ("gemma3", "lora"), ("llama", "dora")):
        folder = tmp_path_factory.mktemp(f"{family}-{variant}")
        lora = VARIANTS[variant]
        Run()(train_job(bases[family], family, folder, epochs=20, lora=lora, checkpoint_every_seconds=60))
        write_records(folder / "test.arrow", petitions(RECORDS, offset=200))
        systems = [{"id": "tuned", "adapter_dir": str(folder / "adapter")}]
        Run()(predict_job(bases[family], family, folder, systems=systems))
        found[f"{family}-{variant}"] = folder
    return found


def export_job(base: Path, family: str, folder: Path, form: str, out: Path, **changes: Any) -> dict[str, Any]:
    job: dict[str, Any] = {
        "verb": "export",
        "base_dir": str(base),
        "adapter_dir": str(folder / "adapter"),
        "out_dir": str(out),
        "format": form,
        "name": "petitions-v1",
        "chat_format": CHAT_FORMATS[family],
        "prompt": {"id": "plain", "system": None, "user": "{input}"},
    }
    return job | changes


@pytest.mark.parametrize("which", ["llama-rslora", "gemma3-lora", "llama-dora"])
def test_a_merged_model_gives_pefts_logits(
    bases: dict[str, Path], trained: dict[str, Path], tmp_path: Path, which: str
) -> None:
    """To 1e-3 in float32, logits being up to about ten."""
    family = which.partition("-")[0]
    result = Run()(export_job(bases[family], family, trained[which], "merged", tmp_path / "out"))
    assert {file["path"] for file in result["files"]} >= {
        "config.json",
        "model.safetensors",
        "tokenizer.json",
    }
    merged = AutoModelForCausalLM.from_pretrained(str(tmp_path / "out"), dtype=torch.float32).eval()
    base = AutoModelForCausalLM.from_pretrained(str(bases[family]), dtype=torch.float32)
    tuned = PeftModel.from_pretrained(base, str(trained[which] / "adapter")).eval()
    ids = torch.arange(10, 60).unsqueeze(0)
    with torch.no_grad():
        torch.testing.assert_close(merged(ids).logits, tuned(ids).logits, rtol=1e-3, atol=1e-3)
    assert (tmp_path / "out" / "chat_template.jinja").read_text()


@pytest.mark.parametrize("which", ["llama-rslora", "gemma3-lora"])
def test_a_merged_gguf_read_back_is_the_merged_model(
    bases: dict[str, Path], trained: dict[str, Path], tmp_path: Path, which: str
) -> None:
    """By the verb that materialises bases, so through Transformers' own reader: names, turned rows, norms."""
    family = which.partition("-")[0]
    for form in ("merged", "gguf"):
        Run()(export_job(bases[family], family, trained[which], form, tmp_path / form))
    source = {"kind": "gguf", "path": str(tmp_path / "gguf" / "petitions-v1.gguf")}
    Run()({"verb": "base", "out_dir": str(tmp_path / "back"), "source": source, "expect_digest": None})
    merged, back = (load_file(str(tmp_path / name / "model.safetensors")) for name in ("merged", "back"))
    assert merged.keys() == back.keys()
    for name, tensor in merged.items():
        expected = tensor.float()
        if family == "gemma3" and name.endswith("q_norm.weight"):
            # The tiny model scales attention by 256, not by its heads' size of 8.
            expected = (expected + 1) * math.sqrt(8 / 256) - 1
        torch.testing.assert_close(back[name].float(), expected, rtol=2**-7, atol=2**-7)
    stored, theirs = (Encoder(load_tokenizer(d), parse(family)) for d in (bases[family], tmp_path / "back"))
    for text in ("道路照明故障，請派員維修。 user model 123", "  二格  ", "<|im_end|><end_of_turn>"):
        assert theirs.answer(text) == stored.answer(text)


def parse(family: str) -> Any:
    job = export_job(Path("b"), family, Path("f"), "gguf", Path("o"))
    return parse_job(job, "export").chat_format  # type: ignore[union-attr]


def in_llama_cpp(
    family: str, base: Path, folder: Path, model: Path, lora: Path | None
) -> tuple[list[str], Any]:
    """The texts asked, and what llama.cpp makes of them."""
    chat_format = parse(family)
    template = PromptTemplate("plain", None, "{input}")
    records = read_records(folder / "test.arrow")
    texts = [
        "".join(piece.text for piece in prompt_pieces(apply_prompt(record.prompt, template), chat_format))
        for record in records
    ]
    encoder = Encoder(load_tokenizer(base), chat_format)
    suffix = chat_format.assistant.suffix.rstrip("\n")
    asked = {
        "model": str(model),
        "lora": None if lora is None else str(lora),
        "prompts": texts,
        "labels": [label + suffix for label in LABELS],
        "answer_tokens": 24,
    }
    script = str(Path(__file__).parent / "llama_labels.py")
    done = subprocess.run(
        [str(LLAMA_PYTHON), script], input=json.dumps(asked), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert found["tokens"] == [encoder.prompt(record, template, 128, 16).ids for record in records]
    return texts, found


@pytest.mark.skipif(
    not LLAMA_PYTHON.is_file(),
    reason="needs llama.cpp: python3 -m venv .venv-llama && "
    ".venv-llama/bin/pip install 'llama-cpp-python[server]==0.3.36'",
)
@pytest.mark.parametrize(
    ("which", "form"),
    [
        ("llama-rslora", "gguf-adapter"),
        ("gemma3-lora", "gguf-adapter"),
        ("gemma3-lora", "gguf"),
        ("llama-dora", "gguf"),
    ],
)
def test_llama_cpp_answers_with_the_stored_labels(
    bases: dict[str, Path], trained: dict[str, Path], tmp_path: Path, which: str, form: str
) -> None:
    """32 records: the same tokens, the same label each by likelihood and by the greedy answer. Likelihoods to
    0.1: llama.cpp keeps keys and values in 16 bits."""
    family = which.partition("-")[0]
    folder, base = trained[which], bases[family]
    Run()(export_job(base, family, folder, form, tmp_path / form))
    model, lora = tmp_path / form / "petitions-v1.gguf", None
    if form == "gguf-adapter":
        Run()(export_job(base, family, folder, "gguf", tmp_path / "base", adapter_dir=None))
        model, lora = tmp_path / "base" / "petitions-v1.gguf", model
    _, found = in_llama_cpp(family, base, folder, model, lora)
    stored = read_predictions(folder / "predictions", "tuned")
    assert len(found["scores"]) == RECORDS
    for number, (scores, expected) in enumerate(zip(found["scores"], stored["log_likelihood"], strict=True)):
        assert scores == pytest.approx(expected, rel=0.01, abs=0.1)
        label = LABELS[max(range(len(LABELS)), key=lambda at: scores[at])]
        assert label == stored["prediction"][number]
        best, second = sorted(scores)[-1], sorted(scores)[-2]
        assert best - second > 0.5, "a model that hardly decides proves nothing"
        if best > -0.5:
            assert found["answers"][number] == label


@pytest.mark.parametrize(
    ("form", "which", "message"),
    [
        ("gguf-adapter", "llama-dora", "no DoRA adapter"),
        ("gguf", "prompt", "only PEFT serves"),
        ("merged", "prompt", "only PEFT"),
    ],
)
def test_what_a_server_cannot_take_is_refused_and_leaves_nothing(
    bases: dict[str, Path], trained: dict[str, Path], tmp_path: Path, form: str, which: str, message: str
) -> None:
    folder = trained.get(which, tmp_path / "prompt")
    if which == "prompt":
        prompt = {"lora": None, "prompt_tuning": {"virtual_tokens": 4}}
        Run()(train_job(bases["llama"], "llama", folder, max_steps=1, **prompt))
    with pytest.raises(TrainerError, match=message) as caught:
        Run()(export_job(bases["llama"], "llama", folder, form, tmp_path / "out"))
    assert caught.value.code == "EXPORT_UNSUPPORTED"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == []


def test_an_adapter_of_another_base_is_refused(
    bases: dict[str, Path], trained: dict[str, Path], tmp_path: Path
) -> None:
    config = json.loads((bases["llama"] / "config.json").read_text())
    assert config["hidden_size"] == 32
    other = tmp_path / "other"
    other.mkdir()
    for path in (trained["llama-rslora"] / "adapter").iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    weights = other / "adapter_model.safetensors"
    from safetensors.torch import save_file

    save_file(
        {
            name: torch.cat([t, t], dim=-1) if "lora_A" in name else t
            for name, t in load_file(str(weights)).items()
        },
        str(weights),
    )
    for form in ("merged", "gguf", "gguf-adapter"):
        job = export_job(bases["llama"], "llama", tmp_path, form, tmp_path / "out", adapter_dir=str(other))
        with pytest.raises(TrainerError, match="does not fit the base"):
            Run()(job)


@pytest.mark.parametrize("family", FAMILIES)
def test_an_ollama_export_says_how_to_ask(
    bases: dict[str, Path], trained: dict[str, Path], tmp_path: Path, family: str
) -> None:
    folder = trained["gemma3-lora" if family == "gemma3" else "llama-rslora"]
    prompt = {"id": "x", "system": "你是承辦人。", "user": "文：{input}"}
    Run()(export_job(bases[family], family, folder, "ollama", tmp_path / "out", prompt=prompt))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["Modelfile", "petitions-v1.gguf"]
    lines = (tmp_path / "out" / "Modelfile").read_text()
    assert lines.startswith("# Made by Touchstone")
    assert '"文：{input}"' in lines
    assert "FROM ./petitions-v1.gguf\n" in lines
    assert 'SYSTEM """你是承辦人。"""\n' in lines
    stop = {"gemma3": "<end_of_turn>", "llama": "<|im_end|>"}[family]
    assert f'PARAMETER stop "{stop}"\n' in lines
    assert 'eq .Role "assistant"' in lines
    assert "\\n" in lines
