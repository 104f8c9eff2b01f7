"""An adapter directory, checked before PEFT sees it, and put into a base."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from touchstone_trainer.base.directory_check import CODE_OR_PICKLE, read_json
from touchstone_trainer.base.safetensors_file import SafetensorsFault, read_safetensors_header
from touchstone_trainer.failures import bad_adapter, is_out_of_memory
from touchstone_trainer.files import manifest_digest, sha256_file
from touchstone_trainer.language_model import LanguageModel

PROMPT_TUNING = "PROMPT_TUNING"
_CONFIG, _WEIGHTS = "adapter_config.json", "adapter_model.safetensors"
_MATRIX = re.compile(r"base_model\.model\.[A-Za-z0-9_.]{1,200}\.lora_([AB])\.weight")
_LENGTHS = re.compile(r"base_model\.model\.[A-Za-z0-9_.]{1,200}\.lora_magnitude_vector")
_PROMPT = "prompt_embeddings"
_MODULE = re.compile(r"[A-Za-z0-9_.]{1,200}")
_NUMBERS = frozenset({"F32", "F16", "BF16"})
# What a LoRA adapter may set; everything else must be off. PEFT's other fields change which code runs.
_MEANINGFUL = frozenset(
    {"base_model_name_or_path", "bias", "fan_in_fan_out", "inference_mode", "init_lora_weights",
     "lora_alpha", "lora_dropout", "peft_type", "peft_version", "r", "revision", "target_modules",
     "task_type", "use_dora", "use_rslora"}
)  # fmt: skip
# The same of a tuned prompt.
_MEANINGFUL_OF_PROMPT = frozenset(
    {"base_model_name_or_path", "inference_mode", "num_attention_heads", "num_layers",
     "num_transformer_submodules", "num_virtual_tokens", "peft_type", "peft_version", "prompt_tuning_init",
     "revision", "task_type", "token_dim"}
)  # fmt: skip
# PEFT's own defaults for methods that are not in use.
_HARMLESS_DEFAULTS: dict[str, object] = {
    "megatron_core": "megatron.core",
    "qalora_group_size": 16,
    "runtime_config": {"ephemeral_gpu_offload": False},
}


def check_adapter(directory: Path) -> str:
    """Digest of a sound adapter. Errors: `ADAPTER_INVALID` for anything but LoRA, rsLoRA, DoRA or a tuned
    prompt in safetensors."""
    if not directory.is_dir():
        raise bad_adapter("the adapter directory is missing")
    for entry in sorted(directory.iterdir()):
        if entry.is_symlink() or entry.suffix.lower() in CODE_OR_PICKLE:
            raise bad_adapter(f"{entry.name} is a link or can carry code", file=entry.name)
    for name in (_CONFIG, _WEIGHTS):
        if not (directory / name).is_file():
            raise bad_adapter(f"{name} is missing", file=name)
    config = read_adapter_config(directory)
    if config["peft_type"] == PROMPT_TUNING:
        _check_prompt(directory / _WEIGHTS, config)
    else:
        _check_weights(directory / _WEIGHTS, dora=bool(config.get("use_dora")))
    return manifest_digest((name, sha256_file(directory / name)) for name in (_CONFIG, _WEIGHTS))


def read_adapter_config(directory: Path) -> dict[str, Any]:
    """A checked adapter_config.json. Errors: `ADAPTER_INVALID`."""
    config = read_json(directory / _CONFIG)
    if not isinstance(config, dict):
        raise bad_adapter(f"{_CONFIG} is not a JSON object", file=_CONFIG)
    if config.get("peft_type") == PROMPT_TUNING:
        _check_prompt_config(config)
    else:
        _check_lora_config(config)
    return config


def virtual_tokens(directory: Path) -> int:
    """How many vectors a checked adapter puts before a prompt: none, unless it is a tuned prompt."""
    return int(read_adapter_config(directory).get("num_virtual_tokens", 0))


def attach_adapter(model: LanguageModel, directory: Path) -> Any:
    """Put a checked adapter into the base, in place. `detach_adapter` takes it out again."""
    if virtual_tokens(directory) > 0:
        return _attach_prompt(model, directory)
    from peft import PeftModel

    try:
        peft_model = PeftModel.from_pretrained(model.module, str(directory), is_trainable=False)
    except (ValueError, RuntimeError, KeyError) as error:
        if is_out_of_memory(error):
            raise
        raise bad_adapter(f"the adapter does not fit the base: {error}"[:1000]) from error
    peft_model.eval()
    return peft_model


def detach_adapter(model: LanguageModel, peft_model: Any) -> None:
    """Leave the base as it was."""
    if model.soft_prompt is not None:
        model.soft_prompt = None
    else:
        peft_model.unload()


def _attach_prompt(model: LanguageModel, directory: Path) -> Any:
    from safetensors.torch import load_file

    prompt = load_file(str(directory / _WEIGHTS))[_PROMPT].float()
    width = int(model.config.hidden_size)
    if prompt.shape[1] != width:
        raise bad_adapter(
            f"the adapter does not fit the base: its vectors have {prompt.shape[1]} values, not {width}"
        )
    model.soft_prompt = prompt.to(model.device.torch_name)
    return prompt


def _check_lora_config(config: dict[str, Any]) -> None:
    wanted = {"peft_type": "LORA", "bias": "none"}
    for field, value in wanted.items():
        if config.get(field) != value:
            raise bad_adapter(f"{_CONFIG}: {field} must be {value}", file=_CONFIG, field=field)
    targets = config.get("target_modules")
    # A string would be a regular expression, run against every module's name.
    if not isinstance(targets, list) or not all(isinstance(t, str) and _MODULE.fullmatch(t) for t in targets):
        raise bad_adapter(
            f"{_CONFIG}: target_modules must be a list of names", file=_CONFIG, field="target_modules"
        )
    # A string would name a method that computes something when the adapter is loaded.
    if config.get("init_lora_weights", True) not in (True, False):
        raise bad_adapter(
            f"{_CONFIG}: init_lora_weights must be a boolean", file=_CONFIG, field="init_lora_weights"
        )
    _refuse_others(config, _MEANINGFUL)


def _check_prompt_config(config: dict[str, Any]) -> None:
    if config.get("prompt_tuning_init", "RANDOM") != "RANDOM":
        raise bad_adapter(
            f"{_CONFIG}: prompt_tuning_init must be RANDOM", file=_CONFIG, field="prompt_tuning_init"
        )
    for field in ("num_virtual_tokens", "token_dim"):
        value = config.get(field)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= 1 << 20:
            raise bad_adapter(f"{_CONFIG}: {field} must be a whole number", file=_CONFIG, field=field)
    _refuse_others(config, _MEANINGFUL_OF_PROMPT)


def _refuse_others(config: dict[str, Any], known: frozenset[str]) -> None:
    for field, value in config.items():
        if field in known or not value or _HARMLESS_DEFAULTS.get(field) == value:
            continue
        raise bad_adapter(f"{_CONFIG}: {field} is not supported", file=_CONFIG, field=field)


def _check_weights(path: Path, *, dora: bool) -> None:
    tensors = _header(path)
    for name, (dtype, shape) in tensors.items():
        is_matrix = _MATRIX.fullmatch(name) is not None and len(shape) == 2
        is_lengths = dora and _LENGTHS.fullmatch(name) is not None and len(shape) == 1
        if dtype not in _NUMBERS or not (is_matrix or is_lengths):
            raise bad_adapter(f"{path.name}: {name[:200]!r} is no LoRA matrix", file=path.name)
    # PEFT would make up the lengths that are missing.
    for name in tensors if dora else ():
        if name.rpartition(".lora_")[0] + ".lora_magnitude_vector" not in tensors:
            raise bad_adapter(f"{path.name}: {name[:200]!r} has no trained lengths", file=path.name)


def _check_prompt(path: Path, config: dict[str, Any]) -> None:
    shape = [config["num_virtual_tokens"], config["token_dim"]]
    header = _header(path)
    if list(header) != [_PROMPT] or header[_PROMPT][0] not in _NUMBERS or list(header[_PROMPT][1]) != shape:
        raise bad_adapter(
            f"{path.name} does not hold the tuned prompt that {_CONFIG} describes", file=path.name
        )


def _header(path: Path) -> dict[str, Any]:
    try:
        return read_safetensors_header(path)
    except SafetensorsFault as fault:
        raise bad_adapter(str(fault), file=path.name) from fault
