"""Energy of an NVIDIA device as its driver counts it (NVML, the library behind nvidia-smi)."""

from __future__ import annotations

import ctypes

_SUCCESS = 0
_LIBRARY = "libnvidia-ml.so.1"


class EnergyCounter:
    """Millijoules that one device used since its driver was loaded."""

    def __init__(self, library: ctypes.CDLL, handle: ctypes.c_void_p) -> None:
        """Made by `energy_counter`."""
        self._library = library
        self._handle = handle

    def joules(self) -> float | None:
        """The count; None where the device keeps none: those before Volta, and parts of a divided one."""
        value = ctypes.c_ulonglong()
        status = self._library.nvmlDeviceGetTotalEnergyConsumption(self._handle, ctypes.byref(value))
        return value.value / 1000 if status == _SUCCESS else None


def energy_counter(uuid: str, library: str = _LIBRARY) -> EnergyCounter | None:
    """The counter of the device with this UUID; None where no driver answers, or it does not count."""
    try:
        nvml = ctypes.CDLL(library)
    except OSError:
        return None
    handle = ctypes.c_void_p()
    if nvml.nvmlInit_v2() != _SUCCESS:
        return None
    if nvml.nvmlDeviceGetHandleByUUID(uuid.encode(), ctypes.byref(handle)) != _SUCCESS:
        return None
    counter = EnergyCounter(nvml, handle)
    return counter if counter.joules() is not None else None
