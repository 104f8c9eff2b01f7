"""The only place that chooses device, number format, threads and determinism."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from touchstone_trainer.failures import bad_job
from touchstone_trainer.job import DeviceRequest
from touchstone_trainer.machine_memory import Memory, machine_memory, resident_bytes, room_by_limit
from touchstone_trainer.processes import Place

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class Device:
    """What the work runs on. `torch_name` is what PyTorch calls it (`cuda:0`), `dtype` the format of the
    frozen weights; adapters and optimiser state are float32 on every device. `uuid` is what the driver of an
    NVIDIA device calls it, None for others."""

    kind: Literal["cpu", "cuda", "mps"]
    torch_name: str
    name: str
    dtype: Literal["bfloat16", "float16", "float32"]
    threads: int
    uuid: str | None = None

    def torch_dtype(self) -> torch.dtype:
        """The dtype as PyTorch's object."""
        import torch

        return {"bfloat16": torch.bfloat16, "float16": torch.float16, "float32": torch.float32}[self.dtype]


def share_cores() -> None:
    """Let threads that wait for others sleep soon, not spin. Call before PyTorch is imported.

    A service, other runs and tests share the cores; with spinning threads three trainings on two cores ran at
    a fifth of the speed that they have with sleeping ones (48 against 238 tokens a second each). A spin of
    some ten microseconds spares most of the sleeps: 7 % more tokens a second on cores of one's own.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("GOMP_SPINCOUNT", "20000")
    # A kernel is made for each shape, and kept with its working memory: 1024 of them, the library's choice,
    # came to half a gibibyte while Gemma 3 270M trained in bfloat16; 64 are as quick.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "64")
    # Read by cuBLAS when it starts; without it its matrix products are not reproducible.
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")


def choose_device(request: DeviceRequest) -> Device:
    """Decide, and set PyTorch up accordingly: thread count and deterministic kernels. Call before any model
    work.

    `auto` takes CUDA, else MPS, else the CPU; bfloat16 where the hardware multiplies it natively, else
    float32. Errors: `JOB_INVALID` for a device that is not there.
    """
    import torch

    threads = max(1, (request.threads or _usable_cores()) // Place.here().local_count)
    torch.set_num_threads(threads)
    kind, torch_name = _pick(request.device)
    dtype = _native_dtype(kind) if request.dtype == "auto" else request.dtype
    # An accelerator lacks a deterministic kernel here and there: say so on stderr rather than refuse to work.
    # Same switch as use_deterministic_algorithms, which imports the whole compiler: a second at each start.
    torch.set_deterministic_debug_mode("error" if kind == "cpu" else "warn")
    # Filling fresh memory would hide reads of uninitialised memory, which we do not do, at a cost in each
    # step.
    torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]
    return Device(
        kind=kind,
        torch_name=torch_name,
        name=torch.cuda.get_device_name(torch_name) if kind == "cuda" else _processor_name(),
        dtype=dtype,  # type: ignore[arg-type]
        threads=threads,
        uuid=f"GPU-{torch.cuda.get_device_properties(torch_name).uuid}" if kind == "cuda" else None,
    )


def forks_safely() -> bool:
    """Whether a fork of a process that has loaded PyTorch can do model work: an accelerator's driver, once
    opened (some libraries do so when they are loaded), serves the process that opened it alone, and so do
    Apple's frameworks."""
    import torch

    accelerators = (torch.version.cuda, torch.version.hip, torch.version.xpu)
    return platform.system() == "Linux" and not any(accelerators)


def processes_for(wanted: int | Literal["auto"], device: str, records_per_step: int) -> int:
    """How many processes of this machine share a step: as many as asked for; `auto`: one for each GPU, where
    the job does not name one, but never more than there are records to share."""
    if wanted == "auto":
        import torch

        wanted = torch.cuda.device_count() if device in ("auto", "cuda") else 1
    return max(1, min(wanted, records_per_step))


def device_memory(device: Device) -> Memory:
    """Total and free bytes where the model will live."""
    if device.kind == "cuda":
        import torch

        free, total = torch.cuda.mem_get_info(device.torch_name)
        return Memory(total, free)
    return machine_memory()


def memory_room(device: Device, sharing: int) -> int | None:
    """Bytes that this process may hold at most where the model will live, those that it holds already
    included; None where nobody tells. `sharing`: so many processes like it divide the machine's memory."""
    if device.kind == "cuda":
        import torch

        free = device_memory(device).free
        return None if free is None else free + torch.cuda.memory_reserved(device.torch_name)
    if device.kind == "mps":
        import torch

        return int(torch.mps.recommended_max_memory())
    free = machine_memory().free
    rooms = [None if free is None else free // sharing, room_by_limit()]
    left = [room for room in rooms if room is not None]
    return min(left) + resident_bytes() if left else None


def peak_memory_bytes() -> int:
    """Highest resident memory of this process so far, in bytes."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if platform.system() == "Darwin" else peak * 1024


def peak_device_memory_bytes(device: Device) -> int | None:
    """Highest memory that this process took of an accelerator so far; None for a CPU, and where nobody
    counts."""
    if device.kind != "cuda":
        return None
    import torch

    return int(torch.cuda.max_memory_reserved(device.torch_name))


def release_memory(device: Device) -> None:
    """Give back what PyTorch holds of an accelerator's memory without using it."""
    import gc

    gc.collect()
    if device.kind == "cuda":
        import torch

        torch.cuda.empty_cache()


def _pick(wanted: str) -> tuple[Literal["cpu", "cuda", "mps"], str]:
    import torch

    cuda = torch.cuda.is_available()
    mps = torch.backends.mps.is_available()
    if wanted == "cpu" or (wanted == "auto" and not cuda and not mps):
        return "cpu", "cpu"
    if wanted.startswith("cuda") or (wanted == "auto" and cuda):
        place = Place.here()
        index = int(wanted.partition(":")[2] or place.local_rank)
        if cuda and place.local_count > torch.cuda.device_count():
            raise bad_job("processes", "as many as there are GPUs here", place.local_count)
        if not cuda or index >= torch.cuda.device_count():
            raise bad_job("device", "a CUDA device that PyTorch sees here", wanted)
        return "cuda", f"cuda:{index}"
    if not mps:
        raise bad_job("device", "a machine with Apple's MPS", wanted)
    return "mps", "mps"


def _native_dtype(kind: str) -> str:
    import torch

    if kind == "cuda":
        return "bfloat16" if torch.cuda.is_bf16_supported(including_emulation=False) else "float32"
    if kind == "mps":
        return "bfloat16" if torch.backends.mps.is_macos_or_newer(14, 0) else "float32"
    if platform.machine().lower() in ("x86_64", "amd64"):
        # Without these instructions oneDNN emulates bfloat16, several times slower than float32.
        native = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
        return "bfloat16" if native else "float32"
    return "float32"


def _usable_cores() -> int:
    """Cores that this process may use: affinity, then the control group's quota; hyper-threads counted
    once."""
    import torch

    physical = torch.get_num_threads()
    try:
        allowed = len(os.sched_getaffinity(0))
    except AttributeError:
        allowed = os.cpu_count() or 1
    quota = _first_line("/sys/fs/cgroup/cpu.max").split()
    if len(quota) == 2 and quota[0] != "max":
        allowed = min(allowed, max(1, int(quota[0]) // int(quota[1])))
    return max(1, min(physical, allowed))


def _processor_name() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def _first_line(path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError:
        return ""
