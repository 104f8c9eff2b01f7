"""The job file: what each verb is told. Field names are a contract with the caller (README.md)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from touchstone_trainer.chat_format import ChatFormat, PromptTemplate


@dataclass(frozen=True)
class DeviceRequest:
    """What the job asks of the machine: `auto` leaves the choice to device.py."""

    device: str
    dtype: str
    threads: int | None


@dataclass(frozen=True)
class LoraSettings:
    """Shape of the adapter. `alpha / rank` scales it (`alpha / sqrt(rank)` with `rslora`, Kalajdzievski
    2023). With `dora` the lengths of the weights' rows are trained apart from their directions (Liu et al.
    2024)."""

    rank: int
    alpha: int
    dropout: float
    target: Literal["all-linear"]
    rslora: bool
    dora: bool = False


@dataclass(frozen=True)
class PromptTuningSettings:
    """Vectors put before every prompt, trained in place of an adapter (Lester et al. 2021)."""

    virtual_tokens: int


@dataclass(frozen=True)
class PreferenceSettings:
    """Learning from pairs of answers by DPO (Rafailov et al. 2023). `beta` holds the model to its base: the
    larger, the closer. `sft_weight` is that of the chosen answer's own loss beside it (Pang et al. 2024)."""

    beta: float
    sft_weight: float


@dataclass(frozen=True)
class BaseSource:
    """Where the weights come from. Which of the optional fields are set depends on `kind`."""

    kind: Literal["package", "package_file", "gguf", "directory", "hub"]
    module: str | None = None
    file_glob: str | None = None
    path: Path | None = None
    hub_id: str | None = None
    revision: str | None = None
    allow_network: bool = False


@dataclass(frozen=True)
class BaseJob:
    """Materialise a base model into `out_dir`."""

    out_dir: Path
    source: BaseSource
    expect_digest: str | None
    device: DeviceRequest


@dataclass(frozen=True)
class InspectJob:
    """Describe the machine and, with `base_dir`, a base model and the memory that training it takes."""

    base_dir: Path | None
    device: DeviceRequest
    rank: int
    batch_size: int
    max_length: int


@dataclass(frozen=True)
class TrainJob:
    """Train a LoRA adapter, or the vectors of a tuned prompt: one of `lora` and `prompt_tuning` is set. With
    `preference` every record has a rejected answer too, and the chosen one is to become the likelier.
    `quantisation` is how the frozen base is held while it is trained on (`nf4`: QLoRA, Dettmers et al.
    2023). `processes` share a step's records on this machine; `auto`: one for each GPU."""

    base_id: str
    base_dir: Path
    work_dir: Path
    out_dir: Path
    train_records: Path
    validation_records: Path | None
    labels: tuple[str, ...] | None
    prompt: PromptTemplate
    chat_format: ChatFormat
    lora: LoraSettings | None
    prompt_tuning: PromptTuningSettings | None
    preference: PreferenceSettings | None
    quantisation: Literal["nf4"] | None
    epochs: float
    max_steps: int | None
    batch_size: int
    gradient_accumulation: int
    learning_rate: float
    warmup_ratio: float
    schedule: Literal["cosine", "linear", "constant"]
    weight_decay: float
    max_grad_norm: float
    max_length: int
    seed: int
    device: DeviceRequest
    checkpoint_every_seconds: float
    evaluate_every: int | Literal["epoch"]
    keep: Literal["best", "last"]
    average_from: float | None
    packing: bool
    processes: int | Literal["auto"]


@dataclass(frozen=True)
class SystemUnderTest:
    """One thing that predicts: the base alone (`adapter_dir` None) or with an adapter. `learns_from`:
    labelled records that a classifier on the features of the base alone learns from, which then answers."""

    id: str
    adapter_dir: Path | None
    learns_from: Path | None = None


@dataclass(frozen=True)
class PredictJob:
    """Let every system answer every record: the likeliest label, a text that it writes, or of two answers
    that the record has (`pairs`) the one that it finds likelier."""

    base_dir: Path
    work_dir: Path
    out_dir: Path
    records: Path
    labels: tuple[str, ...] | None
    prompt: PromptTemplate
    chat_format: ChatFormat
    mode: Literal["likelihood", "generate", "pairs"]
    systems: tuple[SystemUnderTest, ...]
    max_length: int
    batch_size: int | Literal["auto"]
    max_new_tokens: int
    seed: int
    device: DeviceRequest


@dataclass(frozen=True)
class ExportJob:
    """Hand a base with an adapter (None: the base alone) over in one form. `name` names the model, and the
    GGUF file; `prompt` is what a Modelfile says about asking."""

    base_dir: Path
    adapter_dir: Path | None
    out_dir: Path
    format: Literal["merged", "gguf-adapter", "gguf", "ollama"]
    name: str
    chat_format: ChatFormat
    prompt: PromptTemplate | None
    device: DeviceRequest


Job = BaseJob | InspectJob | TrainJob | PredictJob | ExportJob
