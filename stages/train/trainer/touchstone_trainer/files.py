"""Files that are either wholly there or not at all, and their digests."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_BLOCK = 1 << 20


def write_atomically(path: Path, content: bytes) -> None:
    """Write `path` so that a crash leaves the old file, or none, but never a part of the new one."""
    partial = path.with_name(path.name + ".partial")
    with partial.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)
    sync_directory(path.parent)


def write_json(path: Path, value: object) -> None:
    """Write a JSON file for people and programs, atomically."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    write_atomically(path, (text + "\n").encode())


def sync_directory(path: Path) -> None:
    """Make renames in a directory survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make the content of a file written by a library survive a power cut."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def sha256_bytes(content: bytes) -> str:
    """SHA-256 as lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def sha256_file(path: Path, on_block: Callable[[int], None] | None = None) -> str:
    """SHA-256 of a file; `on_block` hears the bytes of each block read."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
            if on_block is not None:
                on_block(len(block))
    return digest.hexdigest()


def manifest_digest(entries: Iterable[tuple[str, str]]) -> str:
    """Digest of several files: SHA-256 over the lines `sha256  path`, sorted by path. Takes (path,
    sha256)."""
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(entries))
    return sha256_bytes(lines.encode())


def canonical_json(value: object) -> bytes:
    """One byte string for one value: keys sorted, no spaces."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def write_sealed(path: Path, body: dict[str, object]) -> None:
    """Write a JSON object together with its own digest, atomically."""
    sealed = body | {"digest": sha256_bytes(canonical_json(body))}
    write_atomically(path, json.dumps(sealed, ensure_ascii=False, allow_nan=False).encode())


def read_sealed(path: Path) -> dict[str, Any]:
    """Read what `write_sealed` wrote. Raises ValueError when it is damaged."""
    body = json.loads(path.read_bytes())
    if not isinstance(body, dict):
        raise ValueError("not a JSON object")
    digest = body.pop("digest", None)
    if sha256_bytes(canonical_json(body)) != digest:
        raise ValueError("its digest is wrong")
    return body
