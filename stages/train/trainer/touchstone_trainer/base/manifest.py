"""base.json: what a canonical base directory says about itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from touchstone_trainer.base.safetensors_file import read_safetensors_header
from touchstone_trainer.failures import bad_base, bad_job
from touchstone_trainer.files import sha256_file

MANIFEST_NAME = "base.json"


@dataclass(frozen=True)
class BaseFile:
    """One file of the canonical directory."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class BaseManifest:
    """`digest` names the source's bytes; `files` are those of the canonical directory, base.json left out."""

    format: int
    digest: str
    source: Mapping[str, object]
    files: tuple[BaseFile, ...]
    architecture: str
    parameters: int
    hidden_size: int
    layers: int
    vocab_size: int
    context_length: int
    dtype: str

    def to_json(self) -> dict[str, object]:
        """The manifest as JSON values."""
        return asdict(self)


def describe_base(directory: Path, digest: str, source: Mapping[str, object]) -> BaseManifest:
    """The manifest of a canonical directory, read from its config and weight headers."""
    config = json.loads((directory / "config.json").read_bytes())
    text = config.get("text_config", config)
    weights = [read_safetensors_header(path) for path in sorted(directory.glob("*.safetensors"))]
    shapes = [shape for header in weights for _, shape in header.values()]
    dtypes = {dtype for header in weights for dtype, _ in header.values()}
    try:
        return BaseManifest(
            format=1,
            digest=digest,
            source=source,
            files=tuple(_file(directory, path) for path in _content(directory)),
            architecture=str(config["architectures"][0]),
            parameters=sum(_product(shape) for shape in shapes),
            hidden_size=int(text["hidden_size"]),
            layers=int(text["num_hidden_layers"]),
            vocab_size=int(text["vocab_size"]),
            context_length=int(text["max_position_embeddings"]),
            dtype="+".join(sorted(dtypes)).lower(),
        )
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise bad_base(f"config.json lacks {error}", file="config.json") from error


def manifest_for(directory: Path, max_length: int) -> BaseManifest:
    """The manifest of a base that a job wants to use with texts of `max_length` tokens. Errors:
    `BASE_INVALID`; `JOB_INVALID` where the base cannot read that far."""
    manifest = read_manifest(directory)
    if max_length > manifest.context_length:
        raise bad_job(
            "max_length", f"at most the base's context length {manifest.context_length}", max_length
        )
    return manifest


def read_manifest(directory: Path) -> BaseManifest:
    """The manifest of a canonical directory, after checking that every file is there with its size. Errors:
    `BASE_INVALID`."""
    try:
        value = json.loads((directory / MANIFEST_NAME).read_bytes())
        if value["format"] != 1:
            raise bad_base(f"{MANIFEST_NAME} has format {value['format']!r}; this trainer knows 1")
        files = tuple(BaseFile(**entry) for entry in value.pop("files"))
        manifest = BaseManifest(files=files, **value)
    except FileNotFoundError as error:
        raise bad_base(f"{directory} is no canonical base: {MANIFEST_NAME} is missing") from error
    except (ValueError, KeyError, TypeError) as error:
        raise bad_base(f"{MANIFEST_NAME} cannot be read: {error}") from error
    for file in manifest.files:
        path = directory / file.path
        if Path(file.path).name != file.path or not path.is_file() or path.is_symlink():
            raise bad_base(f"{file.path} of the base is missing", file=file.path)
        if path.stat().st_size != file.bytes:
            raise bad_base(f"{file.path} of the base has changed its size", file=file.path)
    return manifest


def _content(directory: Path) -> Iterable[Path]:
    return (path for path in sorted(directory.iterdir()) if path.name != MANIFEST_NAME)


def _file(directory: Path, path: Path) -> BaseFile:
    return BaseFile(path.relative_to(directory).as_posix(), sha256_file(path), path.stat().st_size)


def _product(shape: Iterable[int]) -> int:
    total = 1
    for side in shape:
        total *= side
    return total
