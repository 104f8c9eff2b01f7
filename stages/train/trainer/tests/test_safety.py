"""What must never be in this package, and adapters that must never be loaded."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch
from conftest import Run, train_job
from safetensors.torch import save_file

import touchstone_trainer
from touchstone_trainer.failures import TrainerError
from touchstone_trainer.predict.adapter_files import check_adapter

_FORBIDDEN = re.compile(
    r"\b(import|from)\s+(pickle|cPickle|joblib|dill|cloudpickle|shelve|marshal)\b"
    r"|torch\.(load|save)\(|trust_remote_code\s*=\s*True|weights_only\s*=\s*False"
    r"|allow_pickle\s*=\s*True|\b(eval|exec)\(|\bjinja2\b|shell\s*=\s*True"
)


def test_no_pickle_no_remote_code_no_evaluation() -> None:
    for path in Path(touchstone_trainer.__file__).parent.rglob("*.py"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = _FORBIDDEN.search(line)
            # `.eval()` of a module switches dropout off.
            if found and ".eval()" not in line:
                pytest.fail(f"{path.name}:{number}: {line.strip()}")


@pytest.fixture(scope="module")
def trained(bases: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("adapter")
    Run()(train_job(bases["llama"], "llama", folder, max_steps=1))
    return folder / "adapter"


@pytest.fixture
def adapter(trained: Path, tmp_path: Path) -> Path:
    """An adapter that may be spoilt."""
    shutil.copytree(trained, tmp_path / "adapter")
    return tmp_path / "adapter"


def refused(adapter: Path) -> TrainerError:
    with pytest.raises(TrainerError) as caught:
        check_adapter(adapter)
    assert caught.value.code == "ADAPTER_INVALID"
    return caught.value


def test_our_own_and_pefts_adapters_are_taken(bases: dict[str, Path], adapter: Path, tmp_path: Path) -> None:
    digest = check_adapter(adapter)
    (adapter / "training.json").write_text("{}")
    assert check_adapter(adapter) == digest
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM

    base = AutoModelForCausalLM.from_pretrained(str(bases["llama"]))
    config = LoraConfig(target_modules="all-linear", task_type="CAUSAL_LM")
    get_peft_model(base, config).save_pretrained(str(tmp_path / "pefts"))
    assert check_adapter(tmp_path / "pefts") != digest


@pytest.mark.parametrize("name", ["adapter_model.bin", "x.pt", "x.pth", "x.pkl", "modeling.py"])
def test_an_adapter_with_code_or_pickles_is_refused(adapter: Path, name: str) -> None:
    (adapter / name).write_bytes(b"")
    assert refused(adapter).details["file"] == name


@pytest.mark.parametrize(
    "change",
    [
        {"peft_type": "PREFIX_TUNING"}, {"auto_mapping": {"base_model_class": "X", "parent_library": "evil"}},
        {"modules_to_save": ["lm_head"]}, {"bias": "all"}, {"auto_map": {"x": "y"}},
        {"layer_replication": [[0, 1]]}, {"anything_new": 1}, {"trainable_token_indices": [1]},
        {"target_modules": "(a+)+$"}, {"target_modules": [["q_proj"]]}, {"init_lora_weights": "pissa"},
    ],
)  # fmt: skip
def test_an_adapter_that_is_not_plain_lora_is_refused(adapter: Path, change: dict[str, Any]) -> None:
    path = adapter / "adapter_config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    assert refused(adapter).details["file"] == "adapter_config.json"


def test_an_adapter_with_other_tensors_or_a_wrong_size_is_refused(adapter: Path) -> None:
    weights = adapter / "adapter_model.safetensors"
    content = weights.read_bytes()
    weights.write_bytes(content[:-4])
    assert "declare" in str(refused(adapter))
    save_file({"base_model.model.lm_head.weight": torch.zeros(2, 2)}, str(weights))
    assert "no LoRA matrix" in str(refused(adapter))
    weights.unlink()
    weights.symlink_to("/etc/passwd")
    assert refused(adapter).details["file"] == "adapter_model.safetensors"


def test_an_adapter_that_says_dora_without_lengths_is_refused(adapter: Path) -> None:
    path = adapter / "adapter_config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"use_dora": True}))
    assert "no trained lengths" in str(refused(adapter))


def test_a_tuned_prompt_that_is_not_as_described_is_refused(adapter: Path) -> None:
    config = {"peft_type": "PROMPT_TUNING", "num_virtual_tokens": 2, "token_dim": 32}
    (adapter / "adapter_config.json").write_text(json.dumps(config))
    weights = str(adapter / "adapter_model.safetensors")
    assert "tuned prompt" in str(refused(adapter))
    save_file({"prompt_embeddings": torch.zeros(2, 31)}, weights)
    assert "tuned prompt" in str(refused(adapter))
    save_file({"prompt_embeddings": torch.zeros(2, 32)}, weights)
    assert len(check_adapter(adapter)) == 64
    for change in ({"prompt_tuning_init": "TEXT"}, {"prompt_tuning_init_text": "x"}, {"token_dim": "32"}):
        (adapter / "adapter_config.json").write_text(json.dumps(config | change))
        assert refused(adapter).details["file"] == "adapter_config.json"


def test_an_adapter_of_another_base_is_refused(bases: dict[str, Path], adapter: Path) -> None:
    from touchstone_trainer.device import choose_device
    from touchstone_trainer.job import DeviceRequest
    from touchstone_trainer.language_model import load_language_model
    from touchstone_trainer.predict.adapter_files import attach_adapter

    tensors = {"base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight": torch.zeros(4, 99)}
    save_file(tensors, str(adapter / "adapter_model.safetensors"))
    model = load_language_model(bases["llama"], choose_device(DeviceRequest("cpu", "float32", 1)))
    with pytest.raises(TrainerError, match="does not fit"):
        attach_adapter(model, adapter)
