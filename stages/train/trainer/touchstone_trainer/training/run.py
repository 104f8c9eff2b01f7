"""Verb `train`: a job to an adapter."""

from __future__ import annotations

import math
import time
from contextlib import ExitStack
from dataclasses import asdict, replace

from touchstone_trainer.base.manifest import BaseManifest, manifest_for
from touchstone_trainer.device import Device, choose_device, peak_device_memory_bytes, peak_memory_bytes
from touchstone_trainer.encoding import Encoder, load_tokenizer
from touchstone_trainer.events import Events
from touchstone_trainer.files import sha256_file
from touchstone_trainer.interrupts import Interrupts
from touchstone_trainer.job import TrainJob
from touchstone_trainer.language_model import LanguageModel, load_language_model
from touchstone_trainer.processes import Place
from touchstone_trainer.stuck import ends_when_stuck
from touchstone_trainer.training.checkpoint import Checkpoint, CheckpointStore
from touchstone_trainer.training.cpu_attention import use_cpu_attention
from touchstone_trainer.training.export import export_adapter
from touchstone_trainer.training.fit.check import Fit, FitCheck, fit_event
from touchstone_trainer.training.fit.probe import Probe
from touchstone_trainer.training.fit.shape import read_shape
from touchstone_trainer.training.fit.workload import Workload
from touchstone_trainer.training.fused_norm import fuse_norms
from touchstone_trainer.training.group import Group
from touchstone_trainer.training.material import Material, read_material
from touchstone_trainer.training.method import check_method, fresh_adapter, method_name
from touchstone_trainer.training.packing import keeps_records_apart
from touchstone_trainer.training.recompute import recompute_layers
from touchstone_trainer.training.session import TrainingSession
from touchstone_trainer.training.surroundings import Surroundings
from touchstone_trainer.usage.meter import Meter
from touchstone_trainer.versions import installed_versions
from touchstone_trainer.work_dir import fingerprint, only_one

# Part of the fingerprint: raise it when a change to the arithmetic makes old checkpoints unfit to go on from.
_ARITHMETIC = 1
# A training of so few steps is over by the time that it has been measured.
_FEW_STEPS = 8


def run_train(job: TrainJob, events: Events, interrupts: Interrupts) -> dict[str, object]:
    """Train, export to `out_dir`, and return the result event's fields. Of several processes the first has
    the work directory and writes; the others read the checkpoints there, and compute."""
    place = Place.here()
    with ExitStack() as stack:
        if place.leads:
            stack.enter_context(only_one(job.work_dir / "lock", interrupts))
        meter = stack.enter_context(Meter())
        started = time.monotonic()
        check_method(job)
        virtual_tokens = job.prompt_tuning.virtual_tokens if job.prompt_tuning is not None else 0
        manifest = manifest_for(job.base_dir, job.max_length + virtual_tokens)
        events.progress("load", 0, 2, message="records")
        encoder = Encoder(load_tokenizer(job.base_dir), job.chat_format)
        material = read_material(job, encoder)
        _warn_of_cuts(material, events)
        interrupts.check()

        device = choose_device(job.device)
        meter.work_on(device)
        identity = _fingerprint(job, manifest, device)
        if place.leads:
            meter.stored_in(job.work_dir / "usage.json", identity)
        group = Group(place, device)
        store = CheckpointStore(job.work_dir, identity, events)
        found = store.load_newest()
        work = Workload(job, material.texts(), place, packed=job.packing)
        check = FitCheck(job, read_shape(job.base_dir, manifest), device, work, place.count)
        fit = check.settle(group, _stored_fit(found), events)
        events.progress("load", 1, 2, message="base model")
        model = load_language_model(job.base_dir, device, job.quantisation, whole=not fit.rung.sharded)
        fuse_norms(model)
        use_cpu_attention(model)
        packed = job.packing and _can_pack(model, events)
        adapter = fresh_adapter(job, model)
        if fit.rung.recompute:
            recompute_layers(model)
        if fit.rung.sharded:
            from touchstone_trainer.training.shards import shard_layers

            shard_layers(model, adapter, group)
        events.progress("load", 2, 2)
        interrupts.check()

        around = Surroundings(events, interrupts, store, group)
        with ends_when_stuck(events):
            objective, validation = material.objectives(job, model, adapter, around, packed=packed)
            if fit.seconds is None and work.steps > _FEW_STEPS:
                rate = Probe(model, adapter, objective, check.operations_at(fit.rung), group).rate(
                    work.records_to_try(fit.rung.at_once)
                )
                fit = replace(fit, seconds=check.seconds(fit.rung, rate))
            events.emit("fit", **fit_event(fit, device))
            session = TrainingSession(
                job, model, adapter, objective, validation, around, fit=fit, packed=packed
            )
            session.run(found)
        usage = _usage_of_all(meter, group)
        group.close()
        if not place.leads:
            return {}
        tensors, best_step = session.final_adapter()
        progress = session.progress
        report: dict[str, object] = {
            "method": method_name(job),
            "objective": "sft" if job.preference is None else "preference",
            "steps": progress.step,
            "epochs": round(progress.step / max(1, session.steps_per_epoch), 4),
            "seconds": round(progress.seconds, 3),
            "tokens": progress.tokens,
            "tokens_per_second": round(progress.tokens_per_second(), 1),
            "peak_rss_bytes": peak_memory_bytes(),
            "peak_device_bytes": peak_device_memory_bytes(device),
            "losses": progress.losses,
            "best_step": best_step,
            "batch_size": session.micro_batch,
            "fit": fit.to_json(),
            "packed": packed,
            "processes": place.count,
            "rate_factor": round(progress.rate_factor, 4),
            "device": {"kind": device.kind, "name": device.name},
            "dtype": device.dtype,
            "threads": device.threads,
            "versions": installed_versions(),
            "records": material.train,
            "validation_records": material.validation,
            "truncated_records": material.truncated,
            "trainable_parameters": adapter.size(),
        }
        export_adapter(job.out_dir, adapter, tensors, job.base_dir, job.chat_format, report)
        summary = {name: value for name, value in report.items() if name != "losses"}
        return summary | {
            "total_seconds": round(time.monotonic() - started, 3),
            "usage": usage | {"seconds": meter.used()["seconds"]},
        }


def _stored_fit(found: Checkpoint | None) -> Fit | None:
    stored = None if found is None else found.progress.get("fit")
    return None if stored is None else Fit.from_json(stored)


def _usage_of_all(meter: Meter, group: Group) -> dict[str, object]:
    """What all processes used, and the first one in its earlier attempts. What a machine's packages used,
    whoever used them, counts once."""
    usage = meter.used()
    for name in ("cpu_seconds", "peak_rss_bytes", "peak_device_bytes", "device_joules"):
        own = usage[name]
        (total,) = group.sum([float(own) if isinstance(own, (int, float)) else math.nan])
        if group.place.count > 1:
            usage[name] = None if math.isnan(total) else int(total) if name.startswith("peak") else total
    return usage


def _can_pack(model: LanguageModel, events: Events) -> bool:
    if keeps_records_apart(model):
        return True
    events.warning("PACKING_LEFT_OUT", "records in one row would read one another in this base: one a row")
    return False


def _warn_of_cuts(material: Material, events: Events) -> None:
    cut, total = material.truncated, material.train + material.validation
    if cut:
        events.warning(
            "RECORDS_TRUNCATED", f"{cut} of {total} records were cut to max_length", records=cut, total=total
        )


def _fingerprint(job: TrainJob, manifest: BaseManifest, device: Device) -> str:
    """Everything that decides the adapter; places, thread count and the rhythm of checkpoints do not, nor how
    many processes share a step's records."""
    facts = asdict(job)
    for name in ("base_dir", "work_dir", "out_dir", "train_records", "validation_records", "device"):
        del facts[name]
    del facts["checkpoint_every_seconds"], facts["processes"]
    validation = job.validation_records
    facts |= {
        "arithmetic": _ARITHMETIC,
        "base": manifest.digest,
        "device": device.kind,
        "dtype": device.dtype,
        "train": sha256_file(job.train_records),
        "validation": sha256_file(validation) if validation is not None else None,
    }
    return fingerprint(facts)
