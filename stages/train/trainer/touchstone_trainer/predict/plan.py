"""Which records are predicted together, and in which pieces the work is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from touchstone_trainer.device import Device

Chunk = list[list[int]]
"""Batches of one piece of stored work, as indexes of records."""

# Tokens of one forward pass where the job leaves the batch size to us: enough to keep the device busy.
_AUTO_TOKENS = {"cpu": 2048, "mps": 8192, "cuda": 32_768}
# Tokens between two writes of finished work: about a quarter of a minute on two cores.
_CHUNK_TOKENS = 1 << 14


def plan_chunks(
    lengths: Sequence[int], extra_tokens: int, batch_size: int | Literal["auto"], device: Device
) -> list[Chunk]:
    """Records in batches of like length, batches in chunks; a function of its arguments alone, so that a
    resumed command computes exactly the batches that are missing. `extra_tokens` come on top of every
    record's length."""
    chunks: list[Chunk] = []
    tokens = 0
    for batch in _batches(lengths, extra_tokens, batch_size, _AUTO_TOKENS[device.kind]):
        if not chunks or tokens >= _CHUNK_TOKENS:
            chunks.append([])
            tokens = 0
        chunks[-1].append(batch)
        tokens += sum(lengths[index] + extra_tokens for index in batch)
    return chunks


def _batches(
    lengths: Sequence[int], extra_tokens: int, batch_size: int | Literal["auto"], budget: int
) -> Iterator[list[int]]:
    # Longest first: a batch is as wide as its first record, and too little memory shows at once.
    order = sorted(range(len(lengths)), key=lambda index: (-lengths[index], index))
    at = 0
    while at < len(order):
        width = lengths[order[at]] + extra_tokens
        size = max(1, budget // width) if batch_size == "auto" else batch_size
        yield order[at : at + size]
        at += size
