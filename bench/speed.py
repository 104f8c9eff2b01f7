"""Tokens a second and peak memory of training beside TRL's SFTTrainer with its defaults: the same base, records as the
same tokens, LoRA of the same shape, batch and precision, in turn, each in a fresh process. Loading is not counted.
Of ours also the share of the time in which no step is under way, or only its batch is made.

TRL in an environment of its own: `pip install torch==2.13.0 trl peft datasets`.

Usage: PYTHONPATH=stages/train/trainer .venv/bin/python bench/speed.py BASE_DIR TRL_PYTHON [--steps N] [--rounds N]
       [--batch N] [--length N] [--threads N]
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
from typing import Any

ANSWER = 4
RANK, ALPHA, RATE = 16, 32, 1e-6


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("base")
    parser.add_argument("trl")
    parser.add_argument("--steps", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--length", type=int, default=96)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--as", dest="who", choices=["ours", "theirs"])
    options = parser.parse_args()
    if options.who is not None:
        print(json.dumps((ours if options.who == "ours" else theirs)(options)))
        return
    found: dict[str, list[dict[str, float]]] = {"ours": [], "theirs": []}
    for number in range(options.rounds):
        for who in ("ours", "theirs") if number % 2 == 0 else ("theirs", "ours"):
            python = sys.executable if who == "ours" else options.trl
            command = [python, __file__, *sys.argv[1:], "--as", who]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                raise SystemExit(done.stderr[-3000:])
            found[who].append(json.loads(done.stdout.splitlines()[-1]))
    show(Path(options.base).name, options, found)


def show(base: str, options: argparse.Namespace, found: dict[str, list[dict[str, float]]]) -> None:
    best = {who: max(one["tokens_per_second"] for one in runs) for who, runs in found.items()}
    peak = {who: min(one["peak_bytes"] for one in runs) / (1 << 30) for who, runs in found.items()}
    shape = f"{options.batch} × {options.length}, {options.steps} steps, {options.threads} threads"
    print(f"{base}, {shape}, best of {options.rounds}")
    print("| | ours | TRL | ratio |\n| --- | --- | --- | --- |")
    ratio = best["ours"] / best["theirs"]
    print(f"| tokens/s | {best['ours']:.0f} | {best['theirs']:.0f} | {ratio:.2f} |")
    print(
        f"| peak memory, GiB | {peak['ours']:.2f} | {peak['theirs']:.2f} | {peak['ours'] / peak['theirs']:.2f} |"
    )
    idle = max(one["idle_share"] for one in found["ours"])
    print(f"| between steps and making batches | {100 * idle:.2f} % | – | – |")


def records(options: argparse.Namespace, vocabulary: int) -> list[tuple[list[int], list[int]]]:
    """Prompts and answers as token ids, the same for both; lengths spread from half the greatest on."""
    chance = random.Random(1)
    ids = range(10, min(vocabulary, 50_000))
    made = []
    for _ in range(options.steps * options.batch):
        length = chance.randint(options.length // 2, options.length)
        made.append((chance.choices(ids, k=length - ANSWER), chance.choices(ids, k=ANSWER)))
    return made


def ours(options: argparse.Namespace) -> dict[str, float]:
    from touchstone_trainer.device import choose_device, peak_memory_bytes, share_cores
    from touchstone_trainer.offline import go_offline

    go_offline()
    share_cores()
    from touchstone_trainer.base.manifest import read_manifest
    from touchstone_trainer.events import Events
    from touchstone_trainer.interrupts import Interrupts
    from touchstone_trainer.job_reader import parse_job
    from touchstone_trainer.language_model import load_language_model
    from touchstone_trainer.processes import Place
    from touchstone_trainer.training.checkpoint import CheckpointStore
    from touchstone_trainer.training.cpu_attention import use_cpu_attention
    from touchstone_trainer.training.examples import Example
    from touchstone_trainer.training.fit.check import Fit, FitCheck
    from touchstone_trainer.training.fit.ladder import Rung
    from touchstone_trainer.training.fit.shape import read_shape
    from touchstone_trainer.training.fit.workload import Workload
    from touchstone_trainer.training.fused_norm import fuse_norms
    from touchstone_trainer.training.group import Group
    from touchstone_trainer.training.method import fresh_adapter
    from touchstone_trainer.training.objective import AnswerObjective
    from touchstone_trainer.training.session import TrainingSession
    from touchstone_trainer.training.surroundings import Surroundings

    base = Path(options.base)
    job = parse_job(job_of(options), "train")
    device = choose_device(job.device)
    manifest = read_manifest(base)
    pairs = records(options, manifest.vocab_size)
    examples = [Example(prompt, answer) for prompt, answer in pairs]
    model = load_language_model(base, device)
    fuse_norms(model)
    use_cpu_attention(model)
    adapter = fresh_adapter(job, model)
    objective = AnswerObjective(model, examples)
    work = Workload(job, ([(example,) for example in examples], []), Place(), packed=False)
    rung = Rung(options.batch, False)
    fit = Fit(
        rung, options.batch, FitCheck(job, read_shape(base, manifest), device, work).memory_of(rung), None
    )
    with tempfile.TemporaryDirectory() as folder:
        events = Events(io.StringIO())
        around = Surroundings(events, Interrupts(), CheckpointStore(Path(folder), "bench", events), Group())
        session = TrainingSession(job, model, adapter, objective, AnswerObjective(model, []), around, fit=fit)
        loading = time_of_batches(objective)
        started = time.perf_counter()
        session.run(None)
        took = time.perf_counter() - started
    tokens = sum(len(prompt) + len(answer) for prompt, answer in pairs)
    progress = session.progress
    between = progress.seconds - progress.training_seconds
    return {
        "tokens_per_second": tokens / took,
        "peak_bytes": peak_memory_bytes(),
        "idle_share": (between + sum(loading)) / progress.seconds,
    }


def time_of_batches(objective: Any) -> list[float]:
    """Seconds that each making of a batch will have taken."""
    seconds: list[float] = []
    make = objective._make_batch

    def timed(*given: Any) -> Any:
        started = time.perf_counter()
        try:
            return make(*given)
        finally:
            seconds.append(time.perf_counter() - started)

    objective._make_batch = timed
    return seconds


def theirs(options: argparse.Namespace) -> dict[str, float]:
    import os
    import resource

    os.environ.update(HF_HUB_OFFLINE="1", OMP_NUM_THREADS=str(options.threads))
    import torch
    from datasets import Dataset
    from peft import LoraConfig
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from trl import SFTConfig, SFTTrainer

    torch.set_num_threads(options.threads)
    cuda = torch.cuda.is_available()
    model = AutoModelForCausalLM.from_pretrained(options.base, dtype=torch.float32)
    pairs = records(options, model.config.vocab_size)
    rows = [
        {"input_ids": prompt + answer, "completion_mask": [0] * len(prompt) + [1] * len(answer)}
        for prompt, answer in pairs
    ]
    with tempfile.TemporaryDirectory() as folder:
        settings = SFTConfig(
            output_dir=folder, per_device_train_batch_size=options.batch, max_steps=options.steps,
            max_length=options.length, learning_rate=RATE, save_strategy="no", report_to=[], use_cpu=not cuda,
            bf16=False, disable_tqdm=True,
        )  # fmt: skip
        trainer = SFTTrainer(
            model=model,
            args=settings,
            train_dataset=Dataset.from_list(rows),
            processing_class=AutoTokenizer.from_pretrained(options.base),
            peft_config=LoraConfig(r=RANK, lora_alpha=ALPHA, target_modules="all-linear"),
        )
        started = time.perf_counter()
        trainer.train()
        took = time.perf_counter() - started
    tokens = sum(len(prompt) + len(answer) for prompt, answer in pairs)
    peak = (
        torch.cuda.max_memory_allocated()
        if cuda
        else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    )
    return {"tokens_per_second": tokens / took, "peak_bytes": peak}


def job_of(options: argparse.Namespace) -> dict[str, Any]:
    turn = {"prefix": "", "suffix": "\n"}
    return {
        "verb": "train", "base_id": "bench", "base_dir": options.base, "work_dir": "-", "out_dir": "-",
        "train_records": "-", "validation_records": None, "labels": None,
        "prompt": {"id": "bench", "system": None, "user": "{input}"},
        "chat_format": {"id": "bench", "bos": "", "turns": {"system": None, "user": turn, "assistant": turn}},
        "lora": {
            "rank": RANK, "alpha": ALPHA, "dropout": 0, "target": "all-linear", "rslora": False, "dora": False,
        },
        "epochs": 1, "max_steps": None, "batch_size": options.batch, "gradient_accumulation": 1,
        "learning_rate": RATE, "warmup_ratio": 0, "schedule": "constant", "weight_decay": 0, "max_grad_norm": 1,
        "max_length": options.length, "seed": 1, "device": "auto", "dtype": "float32",
        "threads": options.threads, "checkpoint_every_seconds": 86_400, "evaluate_every": "epoch",
        "keep": "last", "average_from": None,
    }  # fmt: skip


if __name__ == "__main__":
    main()
