"""The fit check against the truth: what it says of a training's peak memory and time beside what the training then
takes, each row a few real steps in a fresh process (stages/train/trainer/touchstone_trainer/training/fit).

Memory is the process's own peak (of CUDA its allocator's). Time is processor time with one thread on a CPU, which
other work on the machine hardly changes; elsewhere it is by the clock. The constants of fit/memory.py and fit/work.py
come from here.

Usage: PYTHONPATH=stages/train/trainer .venv/bin/python bench/fit.py BASE_DIR… [--steps N] [--only WORDS]… [--threads N]
A BASE_DIR may be `random`: a wide Llama of four layers with random weights, which is made here.
"""

import argparse
import io
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# Batch, greatest length, and what else differs from plain LoRA of rank 16. Lengths are spread from a third of the greatest on.
ROWS = (
    (1, 64, {}),
    (4, 64, {}),
    (8, 64, {"rank": 8}),
    (4, 64, {"dora": True}),
    (4, 64, {"recompute": True}),
    (4, 128, {"rank": 32}),
    (1, 256, {}),
    (4, 256, {"dropout": 0.0}),
    (1, 512, {}),
    (1, 512, {"recompute": True}),
)
ANSWER = 4
VALUES = {"rank": 16, "dropout": 0.05, "dora": False, "recompute": False}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("bases", nargs="*")
    parser.add_argument("--steps", type=int, default=4)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--row")
    options = parser.parse_args()
    if options.row is not None:
        print(json.dumps(measure(json.loads(options.row))))
        return
    print("| base | trained | memory: estimated | measured | | seconds a step: estimated | measured | |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    with tempfile.TemporaryDirectory(prefix="touchstone-fit-") as folder:
        for base in options.bases:
            directory = make_random(Path(folder) / "random") if base == "random" else Path(base)
            for batch, length, changes in ROWS:
                row = VALUES | changes | {"batch": batch, "length": length, "base": str(directory)}
                named = ", ".join(f"{name} {value}" for name, value in changes.items())
                trained = f"{batch} × {length}" + (f", {named}" if named else "")
                if not options.only or any(words in f"{Path(base).name} {trained}" for words in options.only):
                    given = json.dumps(row | {"steps": options.steps, "threads": options.threads})
                    command = [sys.executable, __file__, "--row", given]
                    done = subprocess.run(command, capture_output=True, text=True)
                    if done.returncode != 0:
                        raise SystemExit(done.stderr[-3000:])
                    show(Path(base).name, trained, json.loads(done.stdout.splitlines()[-1]))


def show(base: str, trained: str, found: dict[str, float]) -> None:
    def error(name: str) -> str:
        return f"{found[f'{name}_estimated'] / found[f'{name}_measured'] - 1:+.0%}"

    gib = [f"{found[f'memory_{kind}'] / (1 << 30):.2f} GiB" for kind in ("estimated", "measured")]
    seconds = [f"{found[f'seconds_{kind}']:.2f}" for kind in ("estimated", "measured")]
    cells = (base, trained, *gib, error("memory"), *seconds, error("seconds"))
    print("| " + " | ".join(cells) + " |", flush=True)


def measure(row: dict) -> dict[str, float]:
    from touchstone_trainer.device import (
        choose_device,
        peak_device_memory_bytes,
        peak_memory_bytes,
        share_cores,
    )
    from touchstone_trainer.offline import go_offline

    go_offline()
    share_cores()
    from touchstone_trainer.base.manifest import read_manifest
    from touchstone_trainer.events import Events
    from touchstone_trainer.interrupts import Interrupts
    from touchstone_trainer.job_reader import parse_job
    from touchstone_trainer.language_model import load_language_model
    from touchstone_trainer.processes import Place
    from touchstone_trainer.training.checkpoint import Checkpoint, CheckpointStore
    from touchstone_trainer.training.cpu_attention import use_cpu_attention
    from touchstone_trainer.training.examples import Example
    from touchstone_trainer.training.fit.check import Fit, FitCheck
    from touchstone_trainer.training.fit.ladder import Rung
    from touchstone_trainer.training.fit.probe import Probe
    from touchstone_trainer.training.fit.shape import read_shape
    from touchstone_trainer.training.fit.workload import Workload
    from touchstone_trainer.training.fused_norm import fuse_norms
    from touchstone_trainer.training.group import Group
    from touchstone_trainer.training.method import fresh_adapter
    from touchstone_trainer.training.objective import AnswerObjective
    from touchstone_trainer.training.recompute import recompute_layers
    from touchstone_trainer.training.session import TrainingSession
    from touchstone_trainer.training.surroundings import Surroundings

    class NothingStored(CheckpointStore):
        """A few steps make no checkpoint, which a training makes once a minute."""

        def save(self, checkpoint: Checkpoint) -> None:
            pass

    base = Path(row["base"])
    job = parse_job(job_of(row), "train")
    device = choose_device(job.device)
    manifest = read_manifest(base)
    chance = random.Random(1)
    lengths = [chance.randint(row["length"] // 3, row["length"]) for _ in range(row["steps"] * row["batch"])]
    lengths[0] = row["length"]
    ids = range(10, manifest.vocab_size)
    examples = [
        Example(chance.choices(ids, k=n + 1 - ANSWER), chance.choices(ids, k=ANSWER)) for n in lengths
    ]
    work = Workload(job, ([(example,) for example in examples], []), Place(), packed=False)
    check = FitCheck(job, read_shape(base, manifest), device, work)
    rung = Rung(row["batch"], row["recompute"])
    memory = check.memory_of(rung)
    model = load_language_model(base, device)
    fuse_norms(model)
    use_cpu_attention(model)
    adapter = fresh_adapter(job, model)
    if rung.recompute:
        recompute_layers(model)
    objective = AnswerObjective(model, examples)
    clock = time.process_time if device.kind == "cpu" else time.perf_counter
    probe = Probe(
        model,
        adapter,
        objective,
        check.operations_at(rung),
        Group(),
        clock,
    )
    rate = probe.rate(work.records_to_try(rung.at_once))
    with tempfile.TemporaryDirectory() as folder:
        events = Events(io.StringIO())
        around = Surroundings(events, Interrupts(), NothingStored(Path(folder), "bench", events), Group())
        fit = Fit(rung, rung.at_once, memory, None)
        session = TrainingSession(job, model, adapter, objective, AnswerObjective(model, []), around, fit=fit)
        started = clock()
        session.run(None)
        took = clock() - started
    device_bytes = peak_device_memory_bytes(device)
    return {
        "memory_estimated": memory.peak,
        "memory_measured": peak_memory_bytes() if device_bytes is None else device_bytes,
        "seconds_estimated": check.seconds(rung, rate) / session.steps,
        "seconds_measured": took / session.steps,
    }


def job_of(row: dict) -> dict:
    turn = {"prefix": "", "suffix": "\n"}
    lora = {"alpha": 32, "target": "all-linear", "rslora": False}
    return {
        "verb": "train", "base_id": "bench", "base_dir": row["base"], "work_dir": "-", "out_dir": "-",
        "train_records": "-", "validation_records": None, "labels": None,
        "prompt": {"id": "bench", "system": None, "user": "{input}"},
        "chat_format": {"id": "bench", "bos": "", "turns": {"system": None, "user": turn, "assistant": turn}},
        "lora": lora | {name: row[name] for name in ("rank", "dropout", "dora")},
        "epochs": 1, "max_steps": None, "batch_size": row["batch"], "gradient_accumulation": 1,
        "learning_rate": 1e-6, "warmup_ratio": 0, "schedule": "constant", "weight_decay": 0, "max_grad_norm": 1,
        "max_length": row["length"], "seed": 1, "device": "auto", "dtype": "auto", "threads": row["threads"],
        "checkpoint_every_seconds": 86_400, "evaluate_every": "epoch", "keep": "last", "average_from": None,
    }  # fmt: skip


def make_random(directory: Path) -> Path:
    import torch
    from touchstone_trainer.base.manifest import MANIFEST_NAME, describe_base
    from touchstone_trainer.files import write_json
    from transformers.models.llama.configuration_llama import LlamaConfig
    from transformers.models.llama.modeling_llama import LlamaForCausalLM

    if not directory.exists():
        config = LlamaConfig(
            vocab_size=32_000, hidden_size=2048, intermediate_size=5632, num_hidden_layers=4,
            num_attention_heads=16, num_key_value_heads=4, max_position_embeddings=2048,
        )  # fmt: skip
        LlamaForCausalLM(config).to(torch.bfloat16).save_pretrained(str(directory))
        write_json(
            directory / MANIFEST_NAME, describe_base(directory, "0" * 64, {"kind": "random"}).to_json()
        )
    return directory


if __name__ == "__main__":
    main()
