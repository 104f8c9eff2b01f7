"""Touchstone's model work as one command: `touchstone-trainer <verb> --job job.json`."""

__version__ = "0.1.0"
