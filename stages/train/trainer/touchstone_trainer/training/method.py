"""From the job to what is trained, and whether this machine can."""

from __future__ import annotations

from importlib.util import find_spec

from touchstone_trainer.device import choose_device
from touchstone_trainer.failures import unsupported_method
from touchstone_trainer.job import TrainJob
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.training.adapter import Adapter


def check_method(job: TrainJob) -> None:
    """Before anything is read: refuse what cannot be trained here. Errors: `METHOD_UNSUPPORTED`."""
    if job.preference is not None and job.prompt_tuning is not None:
        raise unsupported_method(
            "prompt_tuning",
            "pairs of answers are learnt from the base as it is, and a tuned prompt never begins as that: "
            "lora, rslora, dora and qlora do",
        )
    if job.quantisation is None:
        return
    device = choose_device(job.device)
    if device.kind != "cuda":
        raise unsupported_method(
            "qlora",
            "training over a base in 4 bits needs an NVIDIA device, "
            f"and this machine works on {device.kind}; "
            "lora trains the same adapter over the base as it is",
            device=device.kind,
        )
    if find_spec("bitsandbytes") is None:
        raise unsupported_method(
            "qlora",
            "training over a base in 4 bits needs the Python package bitsandbytes: "
            "npm run setup -- --for=qlora",
            package="bitsandbytes",
        )


def method_name(job: TrainJob) -> str:
    """What people call what the job does."""
    if job.lora is None:
        return "prompt_tuning"
    if job.quantisation is not None:
        return "qlora"
    if job.lora.dora:
        return "dora"
    return "rslora" if job.lora.rslora else "lora"


def fresh_adapter(job: TrainJob, model: LanguageModel) -> Adapter:
    """What the job trains, put into the base."""
    if job.prompt_tuning is not None:
        from touchstone_trainer.training.prompt_adapter import PromptAdapter

        return PromptAdapter(model, job.prompt_tuning, job.base_id, job.seed)
    from touchstone_trainer.training.lora_adapter import LoraAdapter

    if job.lora is None:
        raise ValueError("a job trains an adapter or a prompt")
    return LoraAdapter(model, job.lora, job.base_id, job.seed, quantised=job.quantisation is not None)
