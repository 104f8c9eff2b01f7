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

_CONFIG, _WEIGHTS = "adapter_config.json", "adapter_model.safetensors"
_TENSOR = re.compile(r"base_model\.model\.[A-Za-z0-9_.]{1,200}\.lora_([AB])\.weight")
_MODULE = re.compile(r"[A-Za-z0-9_.]{1,200}")
_NUMBERS = frozenset({"F32", "F16", "BF16"})
# What a plain LoRA adapter may set; everything else must be off. PEFT's other fields change which code runs.
_MEANINGFUL = frozenset(
    {"base_model_name_or_path", "bias", "fan_in_fan_out", "inference_mode", "init_lora_weights",
     "lora_alpha", "lora_dropout", "peft_type", "peft_version", "r", "revision", "target_modules",
     "task_type", "use_rslora"}
)  # fmt: skip
# PEFT's own defaults for methods that are not in use.
_HARMLESS_DEFAULTS: dict[str, object] = {
    "megatron_core": "megatron.core",
    "qalora_group_size": 16,
    "runtime_config": {"ephemeral_gpu_offload": False},
}


def check_adapter(directory: Path) -> str:
    """Digest of a sound adapter. Errors: `ADAPTER_INVALID` for anything but plain LoRA in safetensors."""
    if not directory.is_dir():
        raise bad_adapter("the adapter directory is missing")
    for entry in sorted(directory.iterdir()):
        if entry.is_symlink() or entry.suffix.lower() in CODE_OR_PICKLE:
            raise bad_adapter(f"{entry.name} is a link or can carry code", file=entry.name)
    for name in (_CONFIG, _WEIGHTS):
        if not (directory / name).is_file():
            raise bad_adapter(f"{name} is missing", file=name)
    _check_config(read_json(directory / _CONFIG))
    _check_weights(directory / _WEIGHTS)
    return manifest_digest((name, sha256_file(directory / name)) for name in (_CONFIG, _WEIGHTS))


def attach_adapter(model: LanguageModel, directory: Path) -> Any:
    """Put a checked adapter into the base, in place. `detach_adapter` takes it out again."""
    from peft import PeftModel

    try:
        peft_model = PeftModel.from_pretrained(model.module, str(directory), is_trainable=False)
    except (ValueError, RuntimeError, KeyError) as error:
        if is_out_of_memory(error):
            raise
        raise bad_adapter(f"the adapter does not fit the base: {error}"[:1000]) from error
    peft_model.eval()
    return peft_model


def detach_adapter(peft_model: Any) -> None:
    """Leave the base as it was."""
    peft_model.unload()


def _check_config(config: object) -> None:
    if not isinstance(config, dict):
        raise bad_adapter(f"{_CONFIG} is not a JSON object", file=_CONFIG)
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
    for field, value in config.items():
        if field in _MEANINGFUL or not value or _HARMLESS_DEFAULTS.get(field) == value:
            continue
        raise bad_adapter(f"{_CONFIG}: {field} is not supported", file=_CONFIG, field=field)


def _check_weights(path: Path) -> None:
    try:
        tensors = read_safetensors_header(path)
    except SafetensorsFault as fault:
        raise bad_adapter(str(fault), file=path.name) from fault
    for name, (dtype, shape) in tensors.items():
        if not _TENSOR.fullmatch(name) or dtype not in _NUMBERS or len(shape) != 2:
            raise bad_adapter(f"{path.name}: {name[:200]!r} is no LoRA matrix", file=path.name)
