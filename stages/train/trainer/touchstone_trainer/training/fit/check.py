"""The fit check: how a job will be trained here so that it fits, or why it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from touchstone_trainer.device import Device, memory_room
from touchstone_trainer.events import Events
from touchstone_trainer.failures import TrainerError, does_not_fit
from touchstone_trainer.job import TrainJob
from touchstone_trainer.machine_memory import resident_bytes
from touchstone_trainer.training.fit.ladder import Rung, lowest_needed, rungs
from touchstone_trainer.training.fit.memory import Memory, peak_memory
from touchstone_trainer.training.fit.shape import BaseShape
from touchstone_trainer.training.fit.work import (
    PassWork,
    Rate,
    Way,
    forward_operations,
    training_operations,
    update_operations,
)
from touchstone_trainer.training.fit.workload import Workload
from touchstone_trainer.training.group import Group

# Lengths that are advised are multiples of it.
_LENGTH_STEP = 32
_GIB = 1 << 30


@dataclass(frozen=True)
class Fit:
    """How it will be trained, and what that is estimated to take. `room`: what the process may hold, None
    where the system does not tell; `seconds`: None for a training that is over as soon as it has been
    measured."""

    rung: Rung
    asked: int
    memory: Memory
    room: int | None
    seconds: float | None = None

    @property
    def changed(self) -> bool:
        """Whether it is trained in another way than the job asks for."""
        return self.rung.at_once < self.asked or self.rung.recompute or self.rung.sharded

    def to_json(self) -> dict[str, object]:
        """For the event, the report and checkpoints."""
        return {
            "memory_bytes": self.memory.peak,
            "available_bytes": self.room,
            "parts": self.memory.to_json(),
            "seconds": self.seconds,
            "batch_size": self.rung.at_once,
            "asked_batch_size": self.asked,
            "recompute": self.rung.recompute,
            "sharded": self.rung.sharded,
        }

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> Fit:
        """Back from a checkpoint."""
        rung = Rung(value["batch_size"], value["recompute"], value.get("sharded", False))
        memory = Memory(**value["parts"])
        return Fit(rung, value["asked_batch_size"], memory, value["available_bytes"], value["seconds"])


def way_of(job: TrainJob, device: Device) -> Way:
    """How the job asks to be trained, before anything is changed."""
    lora, prompt = job.lora, job.prompt_tuning
    return Way(
        device=device.kind,
        dtype=device.dtype,
        rank=0 if lora is None else lora.rank,
        virtual_tokens=0 if prompt is None else prompt.virtual_tokens,
        dropout=lora is not None and lora.dropout > 0,
        dora=lora is not None and lora.dora,
        four_bits=job.quantisation is not None,
        average=job.average_from is not None,
    )


class FitCheck:
    """One job on one device, or on one in each of several processes."""

    def __init__(
        self, job: TrainJob, shape: BaseShape, device: Device, work: Workload, processes: int = 1
    ) -> None:
        self._job, self._shape, self._device, self._work = job, shape, device, work
        self._way = way_of(job, device)
        self._processes = processes
        # Weights of 4 bits lie in blocks that cannot be cut anywhere.
        self._shardable = processes > 1 and not self._way.four_bits
        self._ladder = rungs(job.batch_size, shardable=self._shardable)
        self._process = resident_bytes()
        self.memory_of = cache(self._memory_of)

    def settle(self, group: Group, stored: Fit | None, events: Events) -> Fit:
        """How to train here; all processes of the group settle on the same. `stored`: what an earlier attempt
        settled on, which is kept where it still fits, so that the result is the same. Errors:
        `TRAINER_DOES_NOT_FIT`."""
        room = memory_room(self._device, group.place.local_count)
        if stored is not None and stored.rung not in self._ladder:
            # Divided over processes that are not here today; the training is the same without.
            stored = replace(stored, rung=replace(stored.rung, sharded=False))
        start = 0 if stored is None else self._ladder.index(stored.rung)
        own = lowest_needed(self._ladder, self.memory_of, room, start)
        votes = group.sum([float(index == own) for index in range(len(self._ladder) + 1)])
        settled = max(index for index, count in enumerate(votes) if count > 0)
        if settled == len(self._ladder):
            raise self._refusal(room)
        if stored is not None and self._ladder[settled] == stored.rung:
            return replace(stored, room=room)
        rung = self._ladder[settled]
        fit = Fit(rung, self._job.batch_size, self.memory_of(rung), room)
        if fit.changed:
            _warn(fit, self.memory_of(self._ladder[0]).needed, events)
        return fit

    def seconds(self, rung: Rung, rate: Rate | None) -> float | None:
        """Of the whole training at this rate; None without one."""
        if rate is None:
            return None
        way = self._way_at(rung)
        steps = self._work.passes(rung.at_once)
        each = rate.seconds(training_operations(self._shape, way, work) for step in steps for work in step)
        update = rate.per_operation * update_operations(self._shape, way)
        # Nothing is recomputed or sent back in a reading, so a pass has half the kernels to begin.
        reading = Rate(rate.per_pass / 2, rate.per_operation)
        read = self._work.validation_passes(2 * rung.at_once)
        once = reading.seconds(forward_operations(self._shape, way, work) for work in read)
        return round((each / len(steps) + update) * self._work.steps + once * self._work.evaluations, 1)

    def operations_at(self, rung: Rung) -> Callable[[Sequence[int]], float]:
        """Of one pass of training with these records."""
        way = self._way_at(rung)
        return lambda items: training_operations(self._shape, way, self._work.work_of(items))

    def _way_at(self, rung: Rung) -> Way:
        shares = self._processes if rung.sharded else 1
        return replace(self._way, recompute=rung.recompute, shares=shares)

    def _memory_of(self, rung: Rung) -> Memory:
        return peak_memory(
            self._shape,
            self._way_at(rung),
            [work for step in self._work.passes(rung.at_once) for work in step],
            self._work.validation_passes(2 * rung.at_once),
            self._process,
        )

    def _refusal(self, room: int | None) -> TrainerError:
        """What is missing, and what would fit."""
        least = min(self.memory_of(rung).needed for rung in self._ladder)
        room = room or 0
        advice: dict[str, object] = {}
        length = self._longest_that_fits(room)
        if length is not None:
            advice["max_length"] = length
        if self._fits_in_four_bits(room):
            advice["method"] = "qlora"
        return does_not_fit(self._device.name, least, room, advice, shared=self._shardable)

    def _longest_that_fits(self, room: int) -> int | None:
        way = self._way_at(self._ladder[-1])
        for length in range(self._job.max_length // _LENGTH_STEP * _LENGTH_STEP, 0, -_LENGTH_STEP):
            work = PassWork.of([length], 1, packed=False)
            if peak_memory(self._shape, way, [work], (), self._process).needed <= room:
                return length if length < self._job.max_length else None
        return None

    def _fits_in_four_bits(self, room: int) -> bool:
        way = self._way
        if way.device != "cuda" or way.rank == 0 or way.dora or way.four_bits:
            return False
        small = replace(way, four_bits=True, recompute=True)
        works = [work for step in self._work.passes(1) for work in step]
        return peak_memory(self._shape, small, works, (), self._process).needed <= room


def _warn(fit: Fit, asked: int, events: Events) -> None:
    rung, room = fit.rung, fit.room or 0
    what = []
    if rung.at_once < fit.asked:
        what.append(
            f"{rung.at_once} instead of {fit.asked} records go through the model at once, "
            "as many a step as before"
        )
    if rung.recompute:
        what.append(
            "activations are computed a second time instead of being kept, which takes half as long again"
        )
    if rung.sharded:
        what.append("each process holds a part of the base's layers and gathers them one by one")
    events.warning(
        "FIT_CHANGED",
        f"as the job asks, training would need {asked / _GIB:.1f} GiB, "
        f"and {room / _GIB:.1f} GiB is available: " + "; ".join(what),
        needed=asked,
        available=room,
        batch_size=rung.at_once,
        recompute=rung.recompute,
        sharded=rung.sharded,
    )


def fit_event(fit: Fit, device: Device) -> dict[str, object]:
    """Fields of the `fit` event."""
    return {"device": {"kind": device.kind, "name": device.name}, **fit.to_json()}
