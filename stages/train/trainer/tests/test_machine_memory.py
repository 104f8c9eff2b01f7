"""What memory is left: the machine's, control groups' of both versions, and a limit on addresses."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from touchstone_trainer.machine_memory import (
    Memory,
    give_back_heap,
    machine_memory,
    resident_bytes,
    room_by_limit,
)

MIB = 1 << 20


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n")


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    """Of a machine with 1,000 MiB, 800 of them free."""
    folder = tmp_path / "proc"
    write(
        folder / "meminfo", f"MemTotal: {1000 * 1024} kB\nMemAvailable: {800 * 1024} kB\nHugePages_Total: 0"
    )
    return folder


def group(folder: Path, names: tuple[str, str, str], limit: str, used: int, cached: int) -> None:
    write(folder / names[0], limit)
    write(folder / names[1], str(used * MIB))
    write(folder / "memory.stat", f"anon 5\n{names[2]} {cached * MIB}")


def test_without_control_groups_it_is_the_machines(proc: Path, tmp_path: Path) -> None:
    assert machine_memory(proc, tmp_path) == Memory(1000 * MIB, 800 * MIB)


def test_a_group_of_version_2_counts_and_every_one_around_it(proc: Path, tmp_path: Path) -> None:
    """Pages of files that can be given up are no use of it."""
    names = ("memory.max", "memory.current", "inactive_file")
    write(proc / "self" / "cgroup", "0::/outer/inner")
    group(tmp_path / "groups" / "outer", names, str(500 * MIB), used=300, cached=100)
    group(tmp_path / "groups" / "outer" / "inner", names, "max", used=300, cached=0)
    assert machine_memory(proc, tmp_path / "groups") == Memory(500 * MIB, 300 * MIB)
    group(tmp_path / "groups" / "outer" / "inner", names, str(200 * MIB), used=150, cached=0)
    assert machine_memory(proc, tmp_path / "groups") == Memory(200 * MIB, 50 * MIB)


def test_a_group_of_version_1_counts_and_inside_a_container_its_root(proc: Path, tmp_path: Path) -> None:
    names = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
    write(proc / "self" / "cgroup", "5:cpu,cpuacct:/docker/1\n4:memory:/docker/1")
    group(tmp_path / "groups" / "memory", names, str(9223372036854771712), used=10, cached=0)
    assert machine_memory(proc, tmp_path / "groups") == Memory(1000 * MIB, 800 * MIB)
    group(tmp_path / "groups" / "memory", names, str(100 * MIB), used=110, cached=0)
    assert machine_memory(proc, tmp_path / "groups") == Memory(100 * MIB, 0)


def test_where_nothing_is_told_nothing_is_claimed(tmp_path: Path) -> None:
    assert machine_memory(tmp_path, tmp_path).free is None
    assert resident_bytes(tmp_path) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell how much is mapped")
def test_a_limit_on_addresses_is_what_it_leaves() -> None:
    assert room_by_limit() is None
    program = (
        "import resource; from touchstone_trainer.machine_memory import room_by_limit;"
        f"resource.setrlimit(resource.RLIMIT_AS, ({1024 * MIB}, {1024 * MIB})); print(room_by_limit())"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=Path(__file__).parents[1]
    )
    assert 500 * MIB < int(run.stdout) < 1024 * MIB


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="not glibc")
def test_freed_pieces_between_others_go_back_to_the_system() -> None:
    blocks = [b"x" * 100_000 + bytes([number % 256]) for number in range(2000)]
    del blocks[::2]
    before = resident_bytes()
    give_back_heap()
    assert before - resident_bytes() > 60 * MIB
    assert len(blocks) == 1000
