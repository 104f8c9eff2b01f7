"""Verb `inspect`: what this machine is, what a base is, and whether training fits."""

from __future__ import annotations

import platform
from dataclasses import asdict

from touchstone_trainer.base.manifest import read_manifest
from touchstone_trainer.device import choose_device, device_memory, memory_room
from touchstone_trainer.job import InspectJob
from touchstone_trainer.machine_memory import resident_bytes
from touchstone_trainer.training.fit.memory import peak_memory
from touchstone_trainer.training.fit.shape import read_shape
from touchstone_trainer.training.fit.work import PassWork, Way
from touchstone_trainer.versions import installed_versions

# Of a record's answer, where nobody says how long answers are.
_ANSWER_TOKENS = 16


def run_inspect(job: InspectJob) -> dict[str, object]:
    """The result event's fields."""
    device = choose_device(job.device)
    memory = device_memory(device)
    result: dict[str, object] = {
        "device": asdict(device) | {"memory_total_bytes": memory.total, "memory_free_bytes": memory.free},
        "versions": installed_versions(),
        "python": platform.python_version(),
    }
    if job.base_dir is not None:
        manifest = read_manifest(job.base_dir)
        way = Way(device.kind, device.dtype, job.rank)
        lengths = [job.max_length] * job.batch_size
        work = PassWork.of(lengths, _ANSWER_TOKENS * job.batch_size, packed=False)
        shape = read_shape(job.base_dir, manifest)
        needed = peak_memory(shape, way, [work], process_bytes=resident_bytes()).needed
        room = memory_room(device, 1)
        facts = manifest.to_json()
        del facts["files"]
        result["base"] = facts
        result["training"] = {
            "rank": job.rank,
            "batch_size": job.batch_size,
            "max_length": job.max_length,
            "memory_needed_bytes": needed,
            "fits": None if room is None else needed <= room,
        }
    return result
