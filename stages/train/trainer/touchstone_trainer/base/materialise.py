"""Verb `base`: any source of weights to one canonical directory, all or nothing."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

from touchstone_trainer.base.checksums import check_checksums
from touchstone_trainer.base.directory_check import check_directory, check_weights
from touchstone_trainer.base.gguf_file import GgufFault, check_gguf
from touchstone_trainer.base.manifest import MANIFEST_NAME, BaseManifest, describe_base
from touchstone_trainer.base.sources import LocalSource, locate
from touchstone_trainer.events import Events
from touchstone_trainer.exit_codes import ExitCode
from touchstone_trainer.failures import TrainerError, unsafe_base
from touchstone_trainer.files import manifest_digest, sha256_file, sync_directory, sync_file, write_json
from touchstone_trainer.interrupts import Interrupts
from touchstone_trainer.job import BaseJob
from touchstone_trainer.work_dir import only_one

_STEPS = ("locate", "check", "convert", "describe", "done")


def run_base(job: BaseJob, events: Events, interrupts: Interrupts) -> dict[str, object]:
    """Materialise the job's source into `out_dir`; returns the result event's fields. An `out_dir` that is
    already there is replaced only when everything is ready."""
    started = time.monotonic()
    partial, scratch, lock = (_beside(job.out_dir, suffix) for suffix in ("partial", "scratch", "lock"))
    # A converter that was orphaned ends only after its long call into the library: wait for it.
    with only_one(lock, interrupts):
        for folder in (partial, scratch):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        try:
            _step(events, interrupts, 0)
            source = locate(job.source, scratch)
            _step(events, interrupts, 1)
            digest = _check(source, job.expect_digest)
            _step(events, interrupts, 2)
            _convert(source, partial)
            _step(events, interrupts, 3)
            manifest = describe_base(partial, digest, source.facts)
            write_json(partial / MANIFEST_NAME, manifest.to_json())
            _publish(partial, job.out_dir, scratch)
            _step(events, interrupts, 4)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
            shutil.rmtree(scratch, ignore_errors=True)
    return _result(manifest, time.monotonic() - started)


def _beside(out_dir: Path, suffix: str) -> Path:
    return out_dir.with_name(f"{out_dir.name}.{suffix}")


def _step(events: Events, interrupts: Interrupts, index: int) -> None:
    interrupts.check()
    events.progress("base", index, len(_STEPS) - 1, message=_STEPS[index])


def _check(source: LocalSource, expected: str | None) -> str:
    """Refuse unsafe sources and return the digest of the rest. Errors: `BASE_UNSAFE`, `BASE_DIGEST`."""
    if source.gguf is not None:
        try:
            check_gguf(source.gguf)
        except GgufFault as fault:
            raise unsafe_base(f"the GGUF file is damaged or lies about itself: {fault}") from fault
        digest = sha256_file(source.gguf)
        check_checksums(source.gguf.parent, {source.gguf.name: digest})
    else:
        directory = _directory(source)
        digests = {name: sha256_file(directory / name) for name in check_directory(directory)}
        check_checksums(directory, digests)
        digest = manifest_digest(digests.items())
    if expected is not None and digest != expected:
        raise TrainerError(
            "BASE_DIGEST",
            ExitCode.BAD_JOB,
            f"the source has digest {digest}, expected was {expected}",
            {"digest": digest, "expected": expected},
        )
    return digest


def _convert(source: LocalSource, target: Path) -> None:
    if source.gguf is not None:
        # Imported here: it needs PyTorch and Transformers, which copying a directory does not.
        from touchstone_trainer.base.gguf_weights import convert_gguf

        convert_gguf(source.gguf, target)
    else:
        directory = _directory(source)
        for name in check_directory(directory):
            shutil.copyfile(directory / name, target / name)
    _strip_templates(target)
    for weights in target.glob("*.safetensors"):
        check_weights(weights)
    for path in target.iterdir():
        path.chmod(0o644)
        sync_file(path)


def _strip_templates(target: Path) -> None:
    """Chat templates are code; ours are declarative."""
    (target / "chat_template.jinja").unlink(missing_ok=True)
    path = target / "tokenizer_config.json"
    if not path.is_file():
        return
    config = json.loads(path.read_bytes())
    # `is_local` and `local_files_only` tell how the tokenizer was loaded on this machine, nothing about it.
    for name in ("chat_template", "is_local", "local_files_only", "name_or_path"):
        config.pop(name, None)
    write_json(path, config)


def _publish(partial: Path, out_dir: Path, scratch: Path) -> None:
    sync_directory(partial)
    if out_dir.exists():
        out_dir.replace(scratch / "replaced")
    partial.replace(out_dir)
    sync_directory(out_dir.parent)


def _directory(source: LocalSource) -> Path:
    if source.directory is None:
        raise ValueError("a source is a GGUF file or a directory")
    return source.directory


def _result(manifest: BaseManifest, seconds: float) -> dict[str, object]:
    return {
        "digest": manifest.digest,
        "architecture": manifest.architecture,
        "parameters": manifest.parameters,
        "context_length": manifest.context_length,
        "bytes": sum(file.bytes for file in manifest.files),
        "seconds": round(seconds, 3),
    }
