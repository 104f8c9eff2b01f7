"""SHA256SUMS beside a model, as `sha256sum * > SHA256SUMS` writes it: proof that a carried copy is whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from touchstone_trainer.exit_codes import ExitCode
from touchstone_trainer.failures import TrainerError, bad_base

CHECKSUMS_NAME = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-fA-F]{64}) [ *](?:\./)?(.+)")
_MAX_BYTES = 1 << 20


def check_checksums(directory: Path, digests: Mapping[str, str]) -> None:
    """Compare files' digests with the directory's SHA256SUMS; without one there is nothing to compare.

    Errors: `BASE_DIGEST` for a file that differs or is not listed; `BASE_INVALID` for a list that cannot be
    read.
    """
    path = directory / CHECKSUMS_NAME
    if not path.is_file() or path.is_symlink():
        return
    listed = _read(path)
    for name, digest in digests.items():
        expected = listed.get(name)
        if expected is None:
            raise _differs(f"{name} is not listed in {CHECKSUMS_NAME}", name, digest, "a line for it")
        if expected != digest:
            raise _differs(
                f"{name} has digest {digest}, {CHECKSUMS_NAME} says {expected}", name, digest, expected
            )


def _read(path: Path) -> dict[str, str]:
    if path.stat().st_size > _MAX_BYTES:
        raise bad_base(f"{CHECKSUMS_NAME} is larger than {_MAX_BYTES} bytes", file=CHECKSUMS_NAME)
    listed: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.rstrip())
        if match is None:
            raise bad_base(
                f"{CHECKSUMS_NAME}, line {number}: expected a digest, two spaces and a file name",
                file=CHECKSUMS_NAME,
            )
        listed[match[2]] = match[1].lower()
    return listed


def _differs(message: str, name: str, digest: str, expected: str) -> TrainerError:
    return TrainerError(
        "BASE_DIGEST",
        ExitCode.BAD_JOB,
        message,
        {"file": name, "digest": digest, "expected": expected},
    )
