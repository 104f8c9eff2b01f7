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
    BaseSource,
    DeviceRequest,
    InspectJob,
    Job,
    LoraSettings,
    PredictJob,
    SystemUnderTest,
    TrainJob,
)
from touchstone_trainer.job_fields import Fields

MAX_JOB_BYTES = 16 << 20
MAX_LABELS = 4096
_SYSTEM_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}")
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
        source=_source(fields.nested("source")),
        expect_digest=digest,
        device=_device(fields),
    )


def _source(fields: Fields) -> BaseSource:
    kind = fields.choice("kind", ("package", "package_file", "gguf", "directory", "hub"))
    if kind in ("package", "package_file"):
        # `package` names the distribution to install; it tells a person what is missing.
        fields.optional_text("package")
        module = fields.text("module")
        if not all(part.isidentifier() for part in module.split(".")):
            raise bad_job(fields.path("module"), "the name of a Python module", module)
        glob = fields.text("file_glob") if kind == "package_file" else None
        if glob is not None and ("/" in glob or "\\" in glob or ".." in glob):
            raise bad_job(fields.path("file_glob"), "a file name pattern without folders", glob)
        source = BaseSource(
            kind="package" if kind == "package" else "package_file", module=module, file_glob=glob
        )
    elif kind in ("gguf", "directory"):
        source = BaseSource(kind="gguf" if kind == "gguf" else "directory", path=_path(fields, "path"))
    else:
        source = BaseSource(
            kind="hub",
            hub_id=_hub_id(fields),
            revision=fields.text("revision"),
            allow_network=fields.flag("allow_network", default=False),
        )
    fields.finish()
    return source


def _hub_id(fields: Fields) -> str:
    hub_id = fields.text("id")
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]{0,95}(/[A-Za-z0-9][\w.-]{0,95})?", hub_id) or ".." in hub_id:
        raise bad_job(fields.path("id"), "a Hub id such as owner/name", hub_id)
    return hub_id


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
    return TrainJob(
        base_id=fields.text("base_id"),
        base_dir=_path(fields, "base_dir"),
        work_dir=_path(fields, "work_dir"),
        out_dir=_path(fields, "out_dir"),
        train_records=_path(fields, "train_records"),
        validation_records=_optional_path(fields, "validation_records"),
        labels=_labels(fields),
        prompt=_prompt(fields.nested("prompt")),
        chat_format=_chat_format(fields.nested("chat_format")),
        lora=_lora(fields.nested("lora")),
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
        device=_device(fields),
        checkpoint_every_seconds=fields.number("checkpoint_every_seconds", 0, 86_400),
        evaluate_every="epoch" if every == "epoch" else fields.integer("evaluate_every", 1, 1 << 40),
        keep="best" if fields.choice("keep", ("best", "last")) == "best" else "last",
        average_from=fields.optional_number("average_from", 0, 1),
    )


def _predict(fields: Fields) -> PredictJob:
    mode = fields.choice("mode", ("likelihood", "generate"))
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
        mode="likelihood" if mode == "likelihood" else "generate",
        systems=_systems(fields),
        max_length=fields.integer("max_length", 8, 1 << 20),
        batch_size="auto"
        if fields.take("batch_size") == "auto"
        else fields.integer("batch_size", 1, 1 << 16),
        max_new_tokens=max_new_tokens,
        seed=_seed(fields),
        device=_device(fields),
    )


def _systems(fields: Fields) -> tuple[SystemUnderTest, ...]:
    systems: list[SystemUnderTest] = []
    for index, item in enumerate(fields.items("systems")):
        entry = Fields(item, f"systems[{index}]")
        system = SystemUnderTest(entry.text("id"), _optional_path(entry, "adapter_dir"))
        entry.finish()
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


def _lora(fields: Fields) -> LoraSettings:
    fields.choice("target", ("all-linear",))
    lora = LoraSettings(
        rank=fields.integer("rank", 1, 512),
        alpha=fields.integer("alpha", 1, 1 << 16),
        dropout=fields.number("dropout", 0, 0.9),
        target="all-linear",
        rslora=fields.flag("rslora"),
    )
    fields.finish()
    return lora


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
