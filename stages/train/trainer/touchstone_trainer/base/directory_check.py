"""Which files of a model directory are taken, and what makes a directory refused. Reads JSON only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from touchstone_trainer.base.safetensors_file import SafetensorsFault, read_safetensors_header
from touchstone_trainer.failures import bad_base, unsafe_base

TOKENIZER_FILES = frozenset(
    {"tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.json",
     "merges.txt", "vocab.txt", "tokenizer.model", "spiece.model"}
)  # fmt: skip
_JSON_FILES = frozenset({"config.json", "generation_config.json", "model.safetensors.index.json"})
_WEIGHTS = re.compile(r"[A-Za-z0-9_.-]{1,120}\.safetensors")
CODE_OR_PICKLE = frozenset(
    {".py", ".pyc", ".so", ".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib"}
)
_FORBIDDEN_KEYS = frozenset({"auto_map", "trust_remote_code", "custom_pipelines"})
_MAX_JSON = 128 << 20
_MAX_FILES = 10_000


def check_directory(directory: Path) -> list[str]:
    """Names of the files that make up the model, sorted. Errors: `BASE_UNSAFE` for code, pickles, links or
    lying weight files; `BASE_INVALID` for a directory that is no model."""
    if not directory.is_dir() or directory.is_symlink():
        raise bad_base("the source is not a directory (links are not followed)")
    _refuse_code_and_links(directory)
    names = sorted(entry.name for entry in directory.iterdir() if entry.is_file() and _is_taken(entry.name))
    if "config.json" not in names:
        raise bad_base("config.json is missing", file="config.json")
    if "tokenizer.json" not in names:
        raise bad_base("tokenizer.json (the fast tokenizer) is missing", file="tokenizer.json")
    if not any(name.endswith(".safetensors") for name in names):
        raise bad_base("there are no safetensors weights", file="*.safetensors")
    for name in names:
        if name.endswith(".json"):
            _refuse_remote_code(name, read_json(directory / name))
        elif name.endswith(".safetensors"):
            check_weights(directory / name)
    return names


def check_weights(path: Path) -> None:
    """Refuse a safetensors file whose header lies. Errors: `BASE_UNSAFE`."""
    try:
        read_safetensors_header(path)
    except SafetensorsFault as fault:
        raise unsafe_base(str(fault), file=path.name) from fault


def read_json(path: Path) -> object:
    """A JSON file of a model. Errors: `BASE_INVALID`."""
    if path.stat().st_size > _MAX_JSON:
        raise bad_base(f"{path.name} is larger than {_MAX_JSON} bytes", file=path.name)
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise bad_base(f"{path.name} is not JSON: {error}", file=path.name) from error


def _is_taken(name: str) -> bool:
    return name in TOKENIZER_FILES or name in _JSON_FILES or _WEIGHTS.fullmatch(name) is not None


def _refuse_code_and_links(directory: Path) -> None:
    for count, entry in enumerate(_walk(directory)):
        shown = entry.relative_to(directory).as_posix()
        if count > _MAX_FILES:
            raise bad_base(f"the directory holds more than {_MAX_FILES} files")
        if entry.is_symlink():
            raise unsafe_base(f"{shown} is a symbolic link; copy the file itself", file=shown)
        if entry.suffix.lower() in CODE_OR_PICKLE:
            raise unsafe_base(f"{shown} can carry code; remove it (weights must be safetensors)", file=shown)


def _walk(directory: Path) -> Iterator[Path]:
    for entry in sorted(directory.iterdir()):
        yield entry
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)


def _refuse_remote_code(name: str, value: object) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _FORBIDDEN_KEYS and inner not in (None, False):
                raise unsafe_base(f"{name} asks for code of its own ({key})", file=name, key=key)
            _refuse_remote_code(name, inner)
    elif isinstance(value, list):
        for inner in value:
            _refuse_remote_code(name, inner)
