"""Energy of the processor packages as the kernel's power capping interface counts it (RAPL)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

POWERCAP = Path("/sys/class/powercap")
# A package and the memory behind it; `core` and `uncore` are parts of a package, `psys` holds them all.
_PACKAGE, _MEMORY = "package", "dram"


@dataclass(frozen=True)
class Counter:
    """One counter of microjoules, which begins anew after `span`."""

    path: Path
    span: int


def energy_counters(root: Path = POWERCAP) -> tuple[Counter, ...]:
    """Counters of every package and its memory. Empty where the machine has none, or they may not be read:
    most systems let only root read them."""
    found: list[Counter] = []
    packages = False
    for zone in sorted(root.glob("*-rapl:*")):
        name = _text(zone / "name")
        if not name.startswith((_PACKAGE, _MEMORY)):
            continue
        span, now = _text(zone / "max_energy_range_uj"), _text(zone / "energy_uj")
        if span.isdigit() and now.isdigit():
            packages = packages or name.startswith(_PACKAGE)
            found.append(Counter(zone / "energy_uj", int(span)))
        elif name.startswith(_PACKAGE):
            # One package of several would pass for the whole machine.
            return ()
    return tuple(found) if packages else ()


def read_counters(counters: tuple[Counter, ...]) -> dict[Path, int] | None:
    """Microjoules by counter; None where one cannot be read any more."""
    texts = {counter.path: _text(counter.path) for counter in counters}
    if not texts or not all(text.isdigit() for text in texts.values()):
        return None
    return {path: int(text) for path, text in texts.items()}


def joules_between(
    counters: tuple[Counter, ...], before: Mapping[Path, int], after: Mapping[Path, int]
) -> float:
    """What was used between two readings; a counter that began anew in between did so once."""
    used = 0
    for counter in counters:
        difference = after[counter.path] - before[counter.path]
        used += difference if difference >= 0 else difference + counter.span
    return used / 1e6


def _text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
