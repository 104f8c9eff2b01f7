"""The environment that Python libraries see, fixed before any of them is imported."""

from __future__ import annotations

import os


def go_offline() -> None:
    """No library may reach the network; a hub source with `allow_network` is the one exception."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    _quieten()


def allow_network() -> None:
    """Let the Hub client reach the network, for a job that says so."""
    os.environ.pop("HF_HUB_OFFLINE", None)
    os.environ.pop("TRANSFORMERS_OFFLINE", None)
    _quieten()


def _quieten() -> None:
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    os.environ["TRANSFORMERS_VERBOSITY"] = "error"
    os.environ["TQDM_DISABLE"] = "1"
    # Optional integrations of Transformers that would only slow the start or load foreign code.
    os.environ["USE_TF"] = "0"
    os.environ["USE_FLAX"] = "0"
