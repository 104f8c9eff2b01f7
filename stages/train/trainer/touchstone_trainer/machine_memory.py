"""How much memory a process of this machine may still take: what is free, and the limits that were set."""

from __future__ import annotations

import ctypes
import os
import resource
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
CONTROL_GROUPS = Path("/sys/fs/cgroup")


@dataclass(frozen=True)
class Memory:
    """Bytes of memory; None where the system does not tell."""

    total: int | None
    free: int | None


def machine_memory(proc: Path = PROC, groups: Path = CONTROL_GROUPS) -> Memory:
    """The machine's, or the least that a control group around this process leaves of it."""
    fields = _fields(proc / "meminfo")
    total, free = fields.get("MemTotal", _installed()), fields.get("MemAvailable")
    for limit, used in _limits(proc / "self" / "cgroup", groups):
        if total is not None and limit < total:
            total = limit
        left = max(0, limit - used)
        free = left if free is None else min(free, left)
    return Memory(total, free)


def room_by_limit(proc: Path = PROC) -> int | None:
    """What this process may still map under RLIMIT_AS; None without such a limit."""
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit == resource.RLIM_INFINITY:
        return None
    return max(0, limit - _fields(proc / "self" / "status").get("VmSize", 0))


def resident_bytes(proc: Path = PROC) -> int:
    """What this process holds now; 0 where the system does not tell."""
    return _fields(proc / "self" / "status").get("VmRSS", 0)


def _limits(membership: Path, groups: Path) -> list[tuple[int, int]]:
    """(limit, used) of each control group around the process that has a limit, of either version. A group
    inside a container may be known by a path of the machine outside: then the container's root stands for
    it."""
    found: list[tuple[int, int]] = []
    for line in _text(membership).splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers == "":
            root, names = groups, ("memory.max", "memory.current", "inactive_file")
        elif "memory" in controllers.split(","):
            root = groups / "memory"
            names = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
        else:
            continue
        parts = [part for part in path.split("/") if part not in ("", "..")]
        for depth in range(len(parts) + 1):
            found += _limit(root.joinpath(*parts[:depth]), *names)
    return found


def _limit(group: Path, limit_name: str, used_name: str, cache_name: str) -> list[tuple[int, int]]:
    limit, used = _text(group / limit_name), _text(group / used_name)
    # Without a limit version 2 says "max", version 1 the greatest multiple of a page.
    if not limit.isdigit() or int(limit) >= 1 << 62 or not used.isdigit():
        return []
    words = dict(line.split(" ", 1) for line in _text(group / "memory.stat").splitlines() if " " in line)
    # Files read once and not since are given up before anybody goes short.
    return [(int(limit), max(0, int(used) - int(words.get(cache_name, "0"))))]


def _fields(path: Path) -> dict[str, int]:
    """The amounts in a file of lines `Name:  123 kB`."""
    found: dict[str, int] = {}
    for line in _text(path).splitlines():
        name, _, rest = line.partition(":")
        words = rest.split()
        if len(words) == 2 and words[0].isdigit() and words[1] == "kB":
            found[name] = int(words[0]) * 1024
    return found


def _installed() -> int | None:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return None


def _text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""


def give_back_heap() -> None:
    """Let the system have what the C library holds in freed pieces, between others as well: malloc_trim(3) of
    glibc; other C libraries hold little."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
