"""From the job's source to files on this machine."""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from touchstone_trainer.base.directory_check import TOKENIZER_FILES
from touchstone_trainer.exit_codes import ExitCode
from touchstone_trainer.failures import TrainerError, bad_base
from touchstone_trainer.job import BaseSource
from touchstone_trainer.offline import allow_network

_HUB_PATTERNS = ["config.json", "generation_config.json", "*.safetensors", "*.safetensors.index.json"]


@dataclass(frozen=True)
class LocalSource:
    """A GGUF file or a model directory; `facts` go into base.json and name no path of this machine."""

    gguf: Path | None
    directory: Path | None
    facts: dict[str, object]


def locate(source: BaseSource, scratch: Path) -> LocalSource:
    """Find the source's files, fetching or assembling them under `scratch` where need be.

    Errors: `BASE_UNREACHABLE` with what to do, where they are not there.
    """
    if source.kind == "package":
        return LocalSource(_assembled(str(source.module), scratch), None, _facts(source))
    if source.kind == "package_file":
        gguf = _file_of_package(str(source.module), str(source.file_glob))
        return LocalSource(gguf, None, _facts(source) | {"file": gguf.name})
    if source.kind == "hub":
        return LocalSource(None, _downloaded(source, scratch), _facts(source))
    path = source.path
    if path is None or not path.exists():
        raise _unreachable(f"there is no {source.kind} at the path given", source.kind)
    if source.kind == "gguf":
        if not path.is_file():
            raise bad_base("the source is not a file", file=path.name)
        return LocalSource(path, None, {"kind": "gguf", "file": path.name})
    return LocalSource(None, path, {"kind": "directory"})


def _facts(source: BaseSource) -> dict[str, object]:
    facts = {"kind": source.kind, "module": source.module, "id": source.hub_id, "revision": source.revision}
    return {name: value for name, value in facts.items() if value is not None}


def _assembled(module: str, scratch: Path) -> Path:
    """The GGUF of an installed package that puts it together from parts with `assemble(path)`."""
    if importlib.util.find_spec(module.partition(".")[0]) is None:
        raise _unreachable(f"the Python package {module} is not installed", "package")
    try:
        target = scratch / "assembled.gguf"
        importlib.import_module(module).assemble(output_path=target)
    except (ImportError, FileNotFoundError) as error:
        raise _unreachable(
            f"the Python package {module} or a part of it is missing: {error}", "package"
        ) from error
    return target


def _file_of_package(module: str, pattern: str) -> Path:
    """A file in the folder of an installed package, found without importing the package."""
    spec = importlib.util.find_spec(module)
    folders = list(spec.submodule_search_locations or []) if spec else []
    found = sorted(path for folder in folders for path in Path(folder).glob(pattern) if path.is_file())
    if len(found) != 1:
        problem = "is not installed" if spec is None else f"holds {len(found)} files like {pattern}, not one"
        raise _unreachable(f"the Python package {module} {problem}", "package_file")
    return found[0]


def _downloaded(source: BaseSource, scratch: Path) -> Path:
    where = f"{source.hub_id} at revision {source.revision}"
    if not source.allow_network:
        raise _unreachable(f"{where} lies on the Hub and the job does not allow the network", "hub")
    allow_network()
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    target = scratch / "hub"
    try:
        snapshot_download(
            str(source.hub_id),
            revision=source.revision,
            local_dir=target,
            allow_patterns=[*_HUB_PATTERNS, *sorted(TOKENIZER_FILES)],
        )
    except (HfHubHTTPError, LocalEntryNotFoundError, ConnectionError) as error:
        raise _unreachable(f"{where} cannot be fetched ({type(error).__name__})", "hub") from error
    return target


def _unreachable(message: str, kind: str) -> TrainerError:
    return TrainerError("BASE_UNREACHABLE", ExitCode.BASE_UNREACHABLE, message, {"kind": kind})
