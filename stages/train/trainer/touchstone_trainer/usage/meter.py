"""Counts what a command uses, over all its attempts."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from types import TracebackType

from touchstone_trainer.device import Device, peak_device_memory_bytes, peak_memory_bytes
from touchstone_trainer.files import write_json
from touchstone_trainer.usage.nvml import EnergyCounter, energy_counter
from touchstone_trainer.usage.powercap import Counter, energy_counters, joules_between, read_counters

# A busy server's counter begins anew after some ten minutes; a killed process loses what it had not stored.
_SECONDS_BETWEEN_READINGS = 15.0


@dataclass
class Usage:
    """`package_joules` are those of all processor packages, whoever used them; None of either kind of joules:
    nothing counts them here, or did in an earlier attempt."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_rss_bytes: int = 0
    peak_device_bytes: int | None = None
    package_joules: float | None = 0.0
    device_joules: float | None = 0.0


class Meter:
    """Begins with the command. `stored_in` names where earlier attempts at the same job left their counts."""

    def __init__(self, counters: tuple[Counter, ...] | None = None) -> None:
        """`counters`: those of the machine."""
        self._counters = energy_counters() if counters is None else counters
        self._last = read_counters(self._counters)
        self._packages: float | None = None if self._last is None else 0.0
        self._started = time.monotonic()
        self._cpu_before = time.process_time()
        self._device: Device | None = None
        self._device_counter: EnergyCounter | None = None
        self._device_before = 0.0
        self._earlier = Usage()
        self._path: Path | None = None
        self._fingerprint = ""
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._watch, name="usage", daemon=True)

    def __enter__(self) -> Meter:
        """Begin to read the counters now and then."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Store what was used, so that the attempt that goes on adds to it."""
        self._ended.set()
        self._thread.join()
        self._store()

    def work_on(self, device: Device) -> None:
        """Count the device's energy from now on; its work has not begun before."""
        self._device = device
        if device.uuid is not None:
            self._device_counter = energy_counter(device.uuid)
        if self._device_counter is not None:
            self._device_before = self._device_counter.joules() or 0.0

    def stored_in(self, path: Path, fingerprint: str) -> None:
        """Go on from what earlier attempts at the job of this fingerprint used."""
        self._path, self._fingerprint = path, fingerprint
        try:
            stored = json.loads(path.read_text())
            if stored["fingerprint"] == fingerprint:
                self._earlier = Usage(**{field.name: stored[field.name] for field in fields(Usage)})
        except (OSError, ValueError, TypeError, KeyError):
            # No attempt before this one, or none that was whole: then this one counts from nothing.
            self._earlier = Usage()

    def used(self) -> dict[str, object]:
        """What was used so far, and on what, for the `result` event."""
        device = self._device
        named = None if device is None else {"kind": device.kind, "name": device.name}
        return {"device": named, **asdict(self._total())}

    def _total(self) -> Usage:
        with self._lock:
            self._read_packages()
            packages = self._packages
        now = Usage(
            seconds=round(time.monotonic() - self._started, 3),
            cpu_seconds=round(time.process_time() - self._cpu_before, 3),
            peak_rss_bytes=peak_memory_bytes(),
            peak_device_bytes=None if self._device is None else peak_device_memory_bytes(self._device),
            package_joules=packages,
            device_joules=self._joules_of_device(),
        )
        return _added(self._earlier, now)

    def _joules_of_device(self) -> float | None:
        if self._device is None or self._device.kind == "cpu":
            return 0.0
        now = None if self._device_counter is None else self._device_counter.joules()
        return None if now is None else round(now - self._device_before, 3)

    def _read_packages(self) -> None:
        if self._packages is None or self._last is None:
            return
        now = read_counters(self._counters)
        if now is None:
            self._packages = None
        else:
            self._packages = round(self._packages + joules_between(self._counters, self._last, now), 3)
        self._last = now

    def _watch(self) -> None:
        while not self._ended.wait(_SECONDS_BETWEEN_READINGS):
            try:
                self._store()
            except OSError:
                # A full disk is told by whoever has work to store there.
                continue

    def _store(self) -> None:
        total = self._total()
        if self._path is not None:
            write_json(self._path, {"fingerprint": self._fingerprint, **asdict(total)})


def _added(earlier: Usage, now: Usage) -> Usage:
    peaks = [peak for peak in (earlier.peak_device_bytes, now.peak_device_bytes) if peak is not None]
    return Usage(
        seconds=round(earlier.seconds + now.seconds, 3),
        cpu_seconds=round(earlier.cpu_seconds + now.cpu_seconds, 3),
        peak_rss_bytes=max(earlier.peak_rss_bytes, now.peak_rss_bytes),
        peak_device_bytes=max(peaks) if peaks else None,
        package_joules=_sum(earlier.package_joules, now.package_joules),
        device_joules=_sum(earlier.device_joules, now.device_joules),
    )


def _sum(earlier: float | None, now: float | None) -> float | None:
    return None if earlier is None or now is None else round(earlier + now, 3)
