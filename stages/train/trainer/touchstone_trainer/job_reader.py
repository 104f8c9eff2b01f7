"""Reading a job file: strict, and every fault names its field."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal, cast

from touchstone_trainer.chat_format import ChatFormat, PromptTemplate, Turn
from touchstone_trainer.failures import bad_job
from touchstone_trainer.job import (
    BaseJob,
    DeviceRequest,
    ExportJob,
    InspectJob,
    Job,
    PredictJob,
    SystemUnderTest,
    TrainJob,
)
from touchstone_trainer.job_fields import Fields
from touchstone_trainer.method_reader import read_lora, read_preference, read_prompt_tuning
from touchstone_trainer.source_reader import read_source

MAX_JOB_BYTES = 16 << 20
MAX_LABELS = 4096
_SYSTEM_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}")
_FILE_STEM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def load_job(path: Path, verb: str) -> Job:
    """Read and check a job file. Errors: `JOB_INVALID`, naming the field."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise bad_job("--job", "a readable file", str(path)) from error
    if len(content) > MAX_JOB_BYTES:
        raise bad_job("--job", f"at most {MAX_JOB_BYTES} bytes", len(content))
    try:
        value = json.loads(content, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise bad_job("(the whole job)", "JSON", str(error)) from error
    return parse_job(value, verb)


def parse_job(value: object, verb: str) -> Job:
    """Check a decoded job for `verb`. Errors: `JOB_INVALID`, naming the field."""
    fields = Fields(value)
    fields.choice("verb", (verb,))
    readers: dict[str, Callable[[Fields], Job]] = {
        "base": _base,
        "inspect": _inspect,
        "train": _train,
        "predict": _predict,
        "export": _export,
    }
    job = readers[verb](fields)
    fields.finish()
    return job


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not a JSON number")


def _base(fields: Fields) -> BaseJob:
    digest = fields.optional_text("expect_digest")
    if digest is not None and not _DIGEST.fullmatch(digest):
        raise bad_job("expect_digest", "64 lower-case hexadecimal digits", digest)
    return BaseJob(
        out_dir=_path(fields, "out_dir"),
        source=read_source(fields.nested("source")),
        expect_digest=digest,
        device=_device(fields),
    )


def _inspect(fields: Fields) -> InspectJob:
    return InspectJob(
        base_dir=_optional_path(fields, "base_dir"),
        device=_device(fields),
        rank=fields.integer("rank", 1, 512, default=16),
        batch_size=fields.integer("batch_size", 1, 4096, default=8),
        max_length=fields.integer("max_length", 8, 1 << 20, default=512),
    )


def _train(fields: Fields) -> TrainJob:
    every = fields.take("evaluate_every")
    lora = read_lora(fields.nested("lora")) if fields.has("lora") else None
    prompt_tuning = (
        read_prompt_tuning(fields.nested("prompt_tuning")) if fields.has("prompt_tuning") else None
    )
    if (lora is None) == (prompt_tuning is None):
        raise bad_job("lora", "either lora or prompt_tuning", "both" if lora else None)
    quantisation = fields.choice("quantisation", ("nf4",)) if fields.has("quantisation") else None
    if quantisation is not None and (lora is None or lora.dora):
        raise bad_job("quantisation", "null, but for plain LoRA", quantisation)
    preference = read_preference(fields.nested("preference")) if fields.has("preference") else None
    labels = _labels(fields)
    if preference is not None and labels is not None:
        raise bad_job("labels", "null with preference, whose answers are written", labels)
    device = _device(fields)
    processes = _processes(fields)
    if processes != 1 and ":" in device.device:
        raise bad_job("device", "one that does not name a GPU, for several processes", device.device)
    return TrainJob(
        base_id=fields.text("base_id"),
        base_dir=_path(fields, "base_dir"),
        work_dir=_path(fields, "work_dir"),
        out_dir=_path(fields, "out_dir"),
        train_records=_path(fields, "train_records"),
        validation_records=_optional_path(fields, "validation_records"),
        labels=labels,
        prompt=_prompt(fields.nested("prompt")),
        chat_format=_chat_format(fields.nested("chat_format")),
        lora=lora,
        prompt_tuning=prompt_tuning,
        preference=preference,
        quantisation="nf4" if quantisation is not None else None,
        epochs=fields.number("epochs", 1e-6, 10_000),
        max_steps=fields.optional_integer("max_steps", 1, 1 << 40),
        batch_size=fields.integer("batch_size", 1, 4096),
        gradient_accumulation=fields.integer("gradient_accumulation", 1, 4096),
        learning_rate=fields.number("learning_rate", 0, 10),
        warmup_ratio=fields.number("warmup_ratio", 0, 1),
        schedule=_schedule(fields),
        weight_decay=fields.number("weight_decay", 0, 10),
        max_grad_norm=fields.number("max_grad_norm", 1e-9, 1e9),
        max_length=fields.integer("max_length", 8, 1 << 20),
        seed=_seed(fields),
        device=device,
        checkpoint_every_seconds=fields.number("checkpoint_every_seconds", 0, 86_400),
        evaluate_every="epoch" if every == "epoch" else fields.integer("evaluate_every", 1, 1 << 40),
        keep="best" if fields.choice("keep", ("best", "last")) == "best" else "last",
        average_from=fields.optional_number("average_from", 0, 1),
        packing=fields.flag("packing", default=False),
        processes=processes,
    )


def _predict(fields: Fields) -> PredictJob:
    mode = fields.choice("mode", ("likelihood", "generate", "pairs"))
    labels = _labels(fields)
    if mode == "likelihood" and labels is None:
        raise bad_job("labels", "at least two labels, for mode likelihood", None)
    max_new_tokens = 32
    if fields.has("generate"):
        generate = fields.nested("generate")
        max_new_tokens = generate.integer("max_new_tokens", 1, 1 << 16)
        generate.finish()
    return PredictJob(
        base_dir=_path(fields, "base_dir"),
        work_dir=_path(fields, "work_dir"),
        out_dir=_path(fields, "out_dir"),
        records=_path(fields, "records"),
        labels=labels,
        prompt=_prompt(fields.nested("prompt")),
        chat_format=_chat_format(fields.nested("chat_format")),
        mode=cast("Literal['likelihood', 'generate', 'pairs']", mode),
        systems=_systems(fields, chooses=mode == "likelihood"),
        max_length=fields.integer("max_length", 8, 1 << 20),
        batch_size="auto"
        if fields.take("batch_size") == "auto"
        else fields.integer("batch_size", 1, 1 << 16),
        max_new_tokens=max_new_tokens,
        seed=_seed(fields),
        device=_device(fields),
    )


def _export(fields: Fields) -> ExportJob:
    name = fields.text("name")
    if not _FILE_STEM.fullmatch(name):
        raise bad_job("name", "letters, digits, - _ and . (it names a file)", name)
    form = fields.choice("format", ("merged", "gguf-adapter", "gguf", "ollama"))
    return ExportJob(
        base_dir=_path(fields, "base_dir"),
        adapter_dir=_optional_path(fields, "adapter_dir"),
        out_dir=_path(fields, "out_dir"),
        format=cast("Literal['merged', 'gguf-adapter', 'gguf', 'ollama']", form),
        name=name,
        chat_format=_chat_format(fields.nested("chat_format")),
        prompt=_prompt(fields.nested("prompt")) if fields.has("prompt") else None,
        device=_device(fields),
    )


def _systems(fields: Fields, *, chooses: bool) -> tuple[SystemUnderTest, ...]:
    systems: list[SystemUnderTest] = []
    for index, item in enumerate(fields.items("systems")):
        entry = Fields(item, f"systems[{index}]")
        system = SystemUnderTest(
            entry.text("id"), _optional_path(entry, "adapter_dir"), _optional_path(entry, "learns_from")
        )
        entry.finish()
        if system.learns_from is not None and (system.adapter_dir is not None or not chooses):
            raise bad_job(
                entry.path("learns_from"),
                "nothing beside an adapter, and mode likelihood",
                str(system.learns_from),
            )
        if not _SYSTEM_ID.fullmatch(system.id):
            raise bad_job(entry.path("id"), "letters, digits, - and _ (it names a file)", system.id)
        if any(system.id == other.id for other in systems):
            raise bad_job(entry.path("id"), "an id that no other system has", system.id)
        systems.append(system)
    if not systems:
        raise bad_job("systems", "at least one system", [])
    return tuple(systems)


def _labels(fields: Fields) -> tuple[str, ...] | None:
    if not fields.has("labels"):
        return None
    labels = fields.items("labels")
    for index, label in enumerate(labels):
        if not isinstance(label, str) or not label:
            raise bad_job(f"labels[{index}]", "a non-empty string", label)
    if not 2 <= len(labels) <= MAX_LABELS:
        raise bad_job("labels", f"2 to {MAX_LABELS} labels", len(labels))
    if len(set(cast("list[str]", labels))) != len(labels):
        raise bad_job("labels", "labels that differ from one another", labels)
    return tuple(cast("list[str]", labels))


def _prompt(fields: Fields) -> PromptTemplate:
    prompt = PromptTemplate(
        id=fields.text("id"), system=fields.optional_text("system"), user=fields.text("user")
    )
    fields.finish()
    if "{input}" not in prompt.user:
        raise bad_job(fields.path("user"), "a text that contains {input}", prompt.user)
    return prompt


def _chat_format(fields: Fields) -> ChatFormat:
    turns = fields.nested("turns")
    chat_format = ChatFormat(
        id=fields.text("id"),
        bos=fields.text("bos", empty=True),
        system=_turn(turns.nested("system")) if turns.has("system") else None,
        user=_turn(turns.nested("user")),
        assistant=_turn(turns.nested("assistant")),
    )
    turns.finish()
    fields.finish()
    if not chat_format.assistant.suffix:
        raise bad_job(fields.path("turns.assistant.suffix"), "a text that ends an answer", "")
    return chat_format


def _turn(fields: Fields) -> Turn:
    turn = Turn(fields.text("prefix", empty=True), fields.text("suffix", empty=True))
    fields.finish()
    return turn


def _processes(fields: Fields) -> int | Literal["auto"]:
    if fields.has("processes") and fields.take("processes") == "auto":
        return "auto"
    return fields.integer("processes", 1, 64, default=1)


def _schedule(fields: Fields) -> Literal["cosine", "linear", "constant"]:
    name = fields.choice("schedule", ("cosine", "linear", "constant"))
    return cast("Literal['cosine', 'linear', 'constant']", name)


def _device(fields: Fields) -> DeviceRequest:
    device = fields.optional_text("device") or "auto"
    if not re.fullmatch(r"auto|cpu|mps|cuda(:\d{1,3})?", device):
        raise bad_job("device", "auto, cpu, mps, cuda or cuda:N", device)
    return DeviceRequest(
        device=device,
        dtype=fields.choice("dtype", ("auto", "bfloat16", "float16", "float32"), default="auto"),
        threads=fields.optional_integer("threads", 1, 1024),
    )


def _seed(fields: Fields) -> int:
    return fields.integer("seed", 0, (1 << 63) - 1)


def _path(fields: Fields, name: str) -> Path:
    return Path(fields.text(name))


def _optional_path(fields: Fields, name: str) -> Path | None:
    return _path(fields, name) if fields.has(name) else None
