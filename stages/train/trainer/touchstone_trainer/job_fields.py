"""Reading one JSON object field by field: every fault names the field, and unknown fields are refused."""

from __future__ import annotations

import difflib
import math
from collections.abc import Sequence

from touchstone_trainer.failures import bad_job


class Fields:
    """One JSON object of the job. Each field is taken once; `finish` refuses what nobody took."""

    def __init__(self, value: object, at: str = "") -> None:
        if not isinstance(value, dict):
            raise bad_job(at or "(the whole job)", "a JSON object", value)
        self._values: dict[str, object] = value
        self._at = at
        self._taken: set[str] = set()

    def path(self, name: str) -> str:
        """Dotted path of a field, for messages."""
        return f"{self._at}.{name}" if self._at else name

    def take(self, name: str) -> object:
        """The raw value of a field that must be there."""
        self._taken.add(name)
        if name not in self._values:
            raise bad_job(self.path(name), "a value", None)
        return self._values[name]

    def has(self, name: str) -> bool:
        """Whether the field is there and not null. Either way it counts as known."""
        self._taken.add(name)
        return self._values.get(name) is not None

    def text(self, name: str, *, empty: bool = False) -> str:
        """A string, not empty unless `empty`."""
        value = self.take(name)
        if not isinstance(value, str) or (not value and not empty):
            raise bad_job(self.path(name), "a string" if empty else "a non-empty string", value)
        if "\0" in value:
            raise bad_job(self.path(name), "a string without NUL", value)
        return value

    def optional_text(self, name: str, *, empty: bool = False) -> str | None:
        """A string, or None where the field is null or missing."""
        return self.text(name, empty=empty) if self.has(name) else None

    def choice(self, name: str, options: Sequence[str], default: str | None = None) -> str:
        """One of `options`."""
        if default is not None and not self.has(name):
            return default
        value = self.take(name)
        if not isinstance(value, str) or value not in options:
            raise bad_job(self.path(name), "one of " + ", ".join(options), value)
        return value

    def integer(self, name: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number in [low, high]."""
        if default is not None and not self.has(name):
            return default
        value = self.take(name)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise bad_job(self.path(name), f"a whole number from {low} to {high}", value)
        return value

    def optional_integer(self, name: str, low: int, high: int) -> int | None:
        """A whole number in [low, high], or None."""
        return self.integer(name, low, high) if self.has(name) else None

    def number(self, name: str, low: float, high: float, default: float | None = None) -> float:
        """A finite number in [low, high]."""
        if default is not None and not self.has(name):
            return default
        value = self.take(name)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise bad_job(self.path(name), f"a number from {low:g} to {high:g}", value)
        if not math.isfinite(value) or not low <= value <= high:
            raise bad_job(self.path(name), f"a number from {low:g} to {high:g}", value)
        return float(value)

    def optional_number(self, name: str, low: float, high: float) -> float | None:
        """A finite number in [low, high], or None."""
        return self.number(name, low, high) if self.has(name) else None

    def flag(self, name: str, default: bool | None = None) -> bool:
        """true or false."""
        if default is not None and not self.has(name):
            return default
        value = self.take(name)
        if not isinstance(value, bool):
            raise bad_job(self.path(name), "true or false", value)
        return value

    def items(self, name: str) -> list[object]:
        """A JSON array."""
        value = self.take(name)
        if not isinstance(value, list):
            raise bad_job(self.path(name), "an array", value)
        return value

    def nested(self, name: str) -> Fields:
        """A JSON object inside this one."""
        return Fields(self.take(name), self.path(name))

    def finish(self) -> None:
        """Refuse fields that nobody took, suggesting the nearest known name."""
        for name in self._values:
            if name in self._taken:
                continue
            near = difflib.get_close_matches(name, self._taken, n=1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            raise bad_job(self.path(name), f"no such field{hint}", self._values[name])
