"""Structural check of a safetensors file, before any native parser sees it."""

from __future__ import annotations

import json
from math import prod
from pathlib import Path
from typing import TypeGuard

_MAX_HEADER = 64 << 20
_ITEM_BITS = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E4M3": 8, "F8_E5M2": 8, "U16": 16, "I16": 16, "F16": 16, "BF16": 16,
    "U32": 32, "I32": 32, "F32": 32, "U64": 64, "I64": 64, "F64": 64,
}  # fmt: skip


class SafetensorsFault(ValueError):
    """The file's header does not describe the file."""


def read_safetensors_header(path: Path) -> dict[str, tuple[str, list[int]]]:
    """Tensor name → (dtype, shape). Checks that the declared tensors cover the file exactly: no overlap, no
    gap, nothing beyond the end. Raises SafetensorsFault."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little") if size >= 8 else -1
        if not 2 <= length <= min(_MAX_HEADER, size - 8):
            raise SafetensorsFault(f"{path.name}: the header's length does not fit the file")
        try:
            header = json.loads(stream.read(length))
        except (ValueError, RecursionError) as error:
            raise SafetensorsFault(f"{path.name}: the header is not JSON") from error
    if not isinstance(header, dict):
        raise SafetensorsFault(f"{path.name}: the header is not a JSON object")
    header.pop("__metadata__", None)
    tensors: dict[str, tuple[str, list[int]]] = {}
    spans: list[tuple[int, int]] = []
    for name, entry in header.items():
        dtype, shape, span = _entry(path, name, entry)
        tensors[name] = (dtype, shape)
        spans.append(span)
    end = 0
    for start, stop in sorted(spans):
        if start != end:
            raise SafetensorsFault(f"{path.name}: tensors overlap or leave a gap at byte {end}")
        end = stop
    if end != size - 8 - length:
        raise SafetensorsFault(
            f"{path.name}: tensors declare {end} bytes, the file holds {size - 8 - length}"
        )
    return tensors


def _entry(path: Path, name: str, entry: object) -> tuple[str, list[int], tuple[int, int]]:
    values = entry if isinstance(entry, dict) else {}
    dtype, shape, offsets = values.get("dtype"), values.get("shape"), values.get("data_offsets")
    if (
        not isinstance(dtype, str)
        or dtype not in _ITEM_BITS
        or not _are_counts(shape)
        or not _are_counts(offsets)
        or len(offsets) != 2
        or offsets[1] - offsets[0] != prod(shape) * _ITEM_BITS[dtype] // 8
    ):
        raise SafetensorsFault(
            f"{path.name}: tensor {name[:200]!r} is declared with a wrong type, shape or size"
        )
    return dtype, shape, (offsets[0], offsets[1])


def _are_counts(value: object) -> TypeGuard[list[int]]:
    return isinstance(value, list) and all(type(item) is int and 0 <= item < 1 << 62 for item in value)
