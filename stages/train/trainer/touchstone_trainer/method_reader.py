"""The parts of a training job that say what is trained, and towards what."""

from __future__ import annotations

from touchstone_trainer.job import LoraSettings, PreferenceSettings, PromptTuningSettings
from touchstone_trainer.job_fields import Fields


def read_lora(fields: Fields) -> LoraSettings:
    """Field `lora`. Errors: `JOB_INVALID`, as of the others."""
    fields.choice("target", ("all-linear",))
    lora = LoraSettings(
        rank=fields.integer("rank", 1, 512),
        alpha=fields.integer("alpha", 1, 1 << 16),
        dropout=fields.number("dropout", 0, 0.9),
        target="all-linear",
        rslora=fields.flag("rslora"),
        dora=fields.flag("dora", default=False),
    )
    fields.finish()
    return lora


def read_prompt_tuning(fields: Fields) -> PromptTuningSettings:
    """Field `prompt_tuning`."""
    settings = PromptTuningSettings(virtual_tokens=fields.integer("virtual_tokens", 1, 1024))
    fields.finish()
    return settings


def read_preference(fields: Fields) -> PreferenceSettings:
    """Field `preference`."""
    settings = PreferenceSettings(
        beta=fields.number("beta", 1e-6, 100), sft_weight=fields.number("sft_weight", 0, 100)
    )
    fields.finish()
    return settings
