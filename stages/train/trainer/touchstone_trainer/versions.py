"""Versions of what decides a result."""

from __future__ import annotations

from importlib.metadata import version

from touchstone_trainer import __version__


def installed_versions() -> dict[str, str]:
    """Distribution → version, this trainer included."""
    names = ("torch", "transformers", "peft", "tokenizers", "safetensors")
    return {"touchstone_trainer": __version__} | {name: version(name) for name in names}
