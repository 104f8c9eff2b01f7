"""Compares the environment it runs in with lock files: `verify.py [--import module]… lock…`.

Prints one JSON object. `wrong`: what differs from the locks ("numpy 2.3.0 instead of 2.4.6"); `pth`: the
`.pth` files in site-packages, each with whether an installed package brought it; `cuda`: whether the torch
that is installed asks for CUDA libraries on this machine; `site` and `version` of this Python. A module that
cannot be imported ends the program with its traceback.
"""

import importlib
import importlib.metadata
import json
import re
import sys
import sysconfig
from pathlib import Path

from pip._vendor.packaging.requirements import Requirement

CUDA = re.compile(r"^(nvidia-|cuda-|triton$)")


def differences(lock: Path) -> list[str]:
    """What this environment has otherwise than the lock says; entries for other machines are passed over."""
    wrong = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if not re.match(r"^[A-Za-z0-9]", line):
            continue
        requirement = Requirement(line.rstrip("\\ "))
        if requirement.marker is not None and not requirement.marker.evaluate():
            continue
        try:
            found = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            wrong.append(f"{requirement.name} missing")
            continue
        # A local part such as +cpu names a build of the same version, which `==` accepts.
        if not requirement.specifier.contains(found, prereleases=True):
            wrong.append(f"{requirement.name} {found} instead of {str(requirement.specifier)[2:]}")
    return wrong


def path_files() -> dict[str, bool]:
    """The `.pth` files of site-packages: True where the record of an installed package lists the file."""
    site = Path(sysconfig.get_paths()["purelib"])
    recorded = {
        str(file)
        for distribution in importlib.metadata.distributions(path=[str(site)])
        for file in distribution.files or []
        if file.suffix == ".pth"
    }
    return {file.name: file.name in recorded for file in sorted(site.glob("*.pth"))}


def asks_for_cuda() -> bool:
    """Whether the installed torch is a CUDA build whose libraries are packages of their own."""
    try:
        required = importlib.metadata.requires("torch") or []
    except importlib.metadata.PackageNotFoundError:
        return False
    requirements = [Requirement(line) for line in required]
    return any(
        CUDA.match(requirement.name)
        for requirement in requirements
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    )


def main(arguments: list[str]) -> None:
    locks = []
    words = iter(arguments)
    for word in words:
        if word == "--import":
            importlib.import_module(next(words))
        else:
            locks.append(Path(word))
    result = {
        "wrong": [difference for lock in locks for difference in differences(lock)],
        "pth": path_files(),
        "cuda": asks_for_cuda(),
        "site": sysconfig.get_paths()["purelib"],
        "version": ".".join(map(str, sys.version_info[:3])),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1:])
