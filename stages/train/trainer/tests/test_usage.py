"""What a command used: counters of the kernel, and what attempts add up to."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from conftest import Run, predict_job, train_job

from touchstone_trainer.usage.meter import Meter, Usage
from touchstone_trainer.usage.nvml import energy_counter
from touchstone_trainer.usage.powercap import energy_counters, joules_between, read_counters


def zone(root: Path, name: str, title: str, microjoules: int, span: int = 1_000_000) -> Path:
    """One zone as the kernel shows it."""
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "name").write_text(f"{title}\n")
    (folder / "max_energy_range_uj").write_text(f"{span}\n")
    (folder / "energy_uj").write_text(f"{microjoules}\n")
    return folder / "energy_uj"


class TestPowercap:
    def test_counts_packages_and_memory_but_no_part_twice(self, tmp_path: Path) -> None:
        first = zone(tmp_path, "intel-rapl:0", "package-0", 100_000)
        zone(tmp_path, "intel-rapl:0:0", "core", 40_000)
        memory = zone(tmp_path, "intel-rapl:0:1", "dram", 10_000)
        zone(tmp_path, "intel-rapl:1", "psys", 900_000)
        counters = energy_counters(tmp_path)
        assert {counter.path for counter in counters} == {first, memory}
        before = read_counters(counters)
        first.write_text("600000\n")
        memory.write_text("110000\n")
        after = read_counters(counters)
        assert before is not None
        assert after is not None
        assert joules_between(counters, before, after) == pytest.approx(0.6)

    def test_follows_a_counter_that_began_anew(self, tmp_path: Path) -> None:
        path = zone(tmp_path, "intel-rapl:0", "package-0", 900_000)
        counters = energy_counters(tmp_path)
        assert joules_between(counters, {path: 900_000}, {path: 50_000}) == pytest.approx(0.15)

    def test_counts_nothing_where_one_package_cannot_be_read(self, tmp_path: Path) -> None:
        zone(tmp_path, "intel-rapl:0", "package-0", 1)
        zone(tmp_path, "intel-rapl:1", "package-1", 1).unlink()
        assert energy_counters(tmp_path) == ()
        assert energy_counters(tmp_path / "absent") == ()
        assert read_counters(()) is None


class TestMeter:
    def test_adds_up_attempts_at_the_same_job(self, tmp_path: Path) -> None:
        path = zone(tmp_path / "powercap", "intel-rapl:0", "package-0", 0, span=10_000_000)
        stored = tmp_path / "usage.json"
        for attempt in (1, 2):
            with Meter(energy_counters(tmp_path / "powercap")) as meter:
                meter.stored_in(stored, "job")
                path.write_text(f"{attempt * 1_500_000}\n")
            assert json.loads(stored.read_text())["package_joules"] == pytest.approx(1.5 * attempt)
        with Meter(energy_counters(tmp_path / "powercap")) as meter:
            meter.stored_in(stored, "another job")
        assert json.loads(stored.read_text())["package_joules"] == 0.0

    def test_says_that_nothing_counts_rather_than_zero(self, tmp_path: Path) -> None:
        with Meter(()) as meter:
            meter.stored_in(tmp_path / "usage.json", "job")
            used = meter.used()
        assert used["package_joules"] is None
        assert used["device_joules"] == 0.0
        # What one attempt could not count, no sum can tell.
        path = zone(tmp_path / "powercap", "intel-rapl:0", "package-0", 0)
        with Meter(energy_counters(tmp_path / "powercap")) as meter:
            meter.stored_in(tmp_path / "usage.json", "job")
            path.write_text("5\n")
            assert meter.used()["package_joules"] is None

    def test_begins_anew_after_a_damaged_store(self, tmp_path: Path) -> None:
        stored = tmp_path / "usage.json"
        for text in ("", "[]", '{"fingerprint": "job"}'):
            stored.write_text(text)
            with Meter(()) as meter:
                meter.stored_in(stored, "job")
            assert json.loads(stored.read_text())["cpu_seconds"] < 5

    def test_leaves_no_thread(self) -> None:
        with Meter(()):
            assert any(thread.name == "usage" for thread in threading.enumerate())
        assert all(thread.name != "usage" for thread in threading.enumerate())


def test_no_driver_counts_nothing() -> None:
    assert energy_counter("GPU-0", library="libno-such-driver.so.1") is None


def test_a_training_says_what_it_used(bases: dict[str, Path], tmp_path: Path) -> None:
    job = train_job(bases["llama"], "llama", tmp_path)
    result = Run()(job)
    used = result["usage"]
    assert set(used) == {"device", *Usage.__dataclass_fields__}
    assert used["device"]["kind"] == "cpu"
    assert used["cpu_seconds"] > 0
    assert used["seconds"] > 0
    assert used["peak_rss_bytes"] >= result["peak_rss_bytes"]
    assert Run()(job)["usage"]["cpu_seconds"] > used["cpu_seconds"]


def test_a_prediction_says_what_it_used(bases: dict[str, Path], tmp_path: Path) -> None:
    result = Run()(predict_job(bases["llama"], "llama", tmp_path))
    assert result["usage"]["cpu_seconds"] > 0
    assert "usage" not in json.loads((tmp_path / "predictions" / "predict.json").read_text())
