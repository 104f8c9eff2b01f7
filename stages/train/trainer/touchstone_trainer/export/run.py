"""Verb `export`: a base and an adapter to one form for serving."""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from touchstone_trainer.base.manifest import read_manifest
from touchstone_trainer.device import choose_device
from touchstone_trainer.events import Events
from touchstone_trainer.export.adapter_update import read_update
from touchstone_trainer.export.gguf_architecture import architecture_of
from touchstone_trainer.export.gguf_model import write_gguf, write_gguf_adapter
from touchstone_trainer.export.merged import write_merged
from touchstone_trainer.export.modelfile import modelfile
from touchstone_trainer.export.weights import open_weights
from touchstone_trainer.failures import bad_job
from touchstone_trainer.files import sha256_file, sync_directory, write_atomically
from touchstone_trainer.interrupts import Interrupts
from touchstone_trainer.job import ExportJob


def run_export(job: ExportJob, events: Events, interrupts: Interrupts) -> dict[str, object]:
    """Write `out_dir`, whole or not at all; returns the result event's fields."""
    started = time.monotonic()
    events.progress("export", 0, 2, message="check")
    # For the number of threads: merging is work for a CPU, with whatever the model was trained on.
    choose_device(replace(job.device, device="cpu"))
    read_manifest(job.base_dir)
    job.out_dir.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own and no lock: nothing else is to be found beside what a person asked for.
    partial = Path(tempfile.mkdtemp(prefix=f"{job.out_dir.name}.", suffix=".partial", dir=job.out_dir.parent))
    try:
        _write(job, partial, events)
        interrupts.check()
        partial.chmod(0o755)
        if job.out_dir.exists():
            shutil.rmtree(job.out_dir)
        partial.replace(job.out_dir)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    sync_directory(job.out_dir.parent)
    events.progress("export", 2, 2)
    files = [
        {"path": path.name, "sha256": sha256_file(path), "bytes": path.stat().st_size}
        for path in sorted(job.out_dir.iterdir())
    ]
    return {"format": job.format, "files": files, "seconds": round(time.monotonic() - started, 3)}


def _write(job: ExportJob, target: Path, events: Events) -> None:
    update = read_update(job.adapter_dir) if job.adapter_dir is not None else None
    if job.format == "gguf-adapter":
        if update is None:
            raise bad_job("adapter_dir", "an adapter, for format gguf-adapter", None)
        open_weights(job.base_dir, update)
        events.progress("export", 1, 2, message="write")
        write_gguf_adapter(update, architecture_of(job.base_dir), job.name, target / f"{job.name}.gguf")
        return
    weights = open_weights(job.base_dir, update)
    events.progress("export", 1, 2, message="write")
    if job.format == "merged":
        write_merged(weights, job.base_dir, job.chat_format, target)
        return
    file_name = f"{job.name}.gguf"
    architecture = architecture_of(job.base_dir)
    write_gguf(weights, job.base_dir, architecture, job.chat_format, job.name, target / file_name)
    if job.format == "ollama":
        text = modelfile(file_name, job.chat_format, job.prompt)
        write_atomically(target / "Modelfile", text.encode())
