"""Structural check of a GGUF file, before any library reads it.

Layout: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (versions 2 and 3, little-endian). Every
length and offset is compared with what is left of the file before it is used, so a lying header costs
nothing.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from math import prod
from pathlib import Path

_MAX_ENTRIES = 1 << 20
_MAX_DIMENSIONS = 4
_SCALARS = {
    0: "<B",
    1: "<b",
    2: "<H",
    3: "<h",
    4: "<I",
    5: "<i",
    6: "<f",
    7: "<B",
    10: "<Q",
    11: "<q",
    12: "<d",
}
_STRING, _ARRAY = 8, 9
# ggml type → (values in a block, bytes of a block); ggml/src/ggml.c, `type_traits`.
_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 36),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82),
    23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2),
    34: (256, 54), 35: (256, 66), 39: (32, 17),
}  # fmt: skip


class GgufFault(ValueError):
    """The file's header does not describe the file."""


@dataclass(frozen=True)
class GgufFacts:
    """What the check learnt on its way."""

    architecture: str
    tensors: int


class _Cursor:
    """Reads forward through the file, never beyond its end."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self.at = 0

    def skip(self, count: int) -> int:
        """Go on by `count` bytes; returns where they begin."""
        start = self.at
        if count < 0 or count > len(self._data) - start:
            raise GgufFault(f"a length of {count} bytes at byte {start} goes beyond the end of the file")
        self.at = start + count
        return start

    def number(self, layout: str) -> int | float:
        """One little-endian number."""
        start = self.skip(struct.calcsize(layout))
        value: int | float = struct.unpack_from(layout, self._data, start)[0]
        return value

    def count(self, layout: str, limit: int) -> int:
        """A count of things, at most `limit`."""
        value = int(self.number(layout))
        if value > limit:
            raise GgufFault(f"a count of {value} at byte {self.at} is over the limit of {limit}")
        return value

    def string(self) -> bytes:
        """A string with its 64-bit length before it."""
        length = int(self.number("<Q"))
        start = self.skip(length)
        return self._data[start : start + length]


def check_gguf(path: Path) -> GgufFacts:
    """Walk the whole header and compare every tensor's place and size with the file. Raises GgufFault."""
    with path.open("rb") as stream:
        try:
            data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise GgufFault("the file is empty") from error
        with data:
            return _check(_Cursor(data), len(data))


def _check(cursor: _Cursor, size: int) -> GgufFacts:
    start = cursor.skip(4)
    if start != 0 or cursor._data[0:4] != b"GGUF":
        raise GgufFault("the file does not begin with GGUF")
    version = cursor.number("<I")
    if version not in (2, 3):
        raise GgufFault(f"GGUF version {version} is not supported; 2 and 3 are")
    tensors = cursor.count("<Q", _MAX_ENTRIES)
    entries = cursor.count("<Q", _MAX_ENTRIES)
    metadata: dict[bytes, bytes | int | float] = {}
    for _ in range(entries):
        key = cursor.string()
        value = _value(cursor, cursor.count("<I", 12), depth=0)
        if value is not None:
            metadata[key] = value
    architecture = metadata.get(b"general.architecture")
    if not isinstance(architecture, bytes):
        raise GgufFault("the file names no architecture")
    alignment = metadata.get(b"general.alignment", 32)
    if not isinstance(alignment, int) or not 1 <= alignment <= 1 << 20:
        raise GgufFault(f"an alignment of {alignment!r} makes no sense")
    spans = sorted(_tensor(cursor, alignment) for _ in range(tensors))
    data_start = -(-cursor.at // alignment) * alignment
    end = 0
    for offset, length in spans:
        if offset < end:
            raise GgufFault(f"tensors overlap at byte {data_start + offset}")
        end = offset + length
        if data_start + end > size:
            raise GgufFault(f"a tensor ends at byte {data_start + end}, the file at {size}")
    return GgufFacts(architecture.decode("utf-8", "replace"), tensors)


def _value(cursor: _Cursor, kind: int, depth: int) -> bytes | int | float | None:
    """A metadata value; arrays are walked and not kept."""
    if kind in _SCALARS:
        return cursor.number(_SCALARS[kind])
    if kind == _STRING:
        return cursor.string()
    if kind != _ARRAY or depth > 4:
        raise GgufFault(f"a metadata value of unknown type {kind} at byte {cursor.at}")
    item = cursor.count("<I", 12)
    length = int(cursor.number("<Q"))
    if item in _SCALARS:
        cursor.skip(length * struct.calcsize(_SCALARS[item]))
        return None
    for _ in range(length):
        # Every string or array takes at least eight bytes, so a lying length soon meets the end of the file.
        _value(cursor, item, depth + 1)
    return None


def _tensor(cursor: _Cursor, alignment: int) -> tuple[int, int]:
    """(offset in the data section, bytes) of one entry of the tensor table."""
    name = cursor.string()
    dimensions = cursor.count("<I", _MAX_DIMENSIONS)
    shape = [int(cursor.number("<Q")) for _ in range(dimensions)]
    kind = int(cursor.number("<I"))
    offset = int(cursor.number("<Q"))
    block = _BLOCKS.get(kind)
    if block is None:
        raise GgufFault(f"tensor {name[:100]!r} has the unknown type {kind}")
    values = prod(shape)
    if values % block[0] or (shape and shape[0] % block[0]) or offset % alignment:
        raise GgufFault(f"tensor {name[:100]!r} is not made of whole blocks in their place")
    return offset, values // block[0] * block[1]
