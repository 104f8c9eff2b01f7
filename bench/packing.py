"""Tokens a second of training with several records in one row, beside one record a row: the same steps of the
same records by both ways in turn, in one process.

On a CPU by processor time, which other work on the machine hardly changes (with one thread hardly at all);
elsewhere by the clock.

Usage: PYTHONPATH=stages/train/trainer .venv/bin/python bench/packing.py BASE_DIR [SECONDS A LINE] [THREADS]
"""

import random
import sys
import time
from pathlib import Path

from touchstone_trainer.device import choose_device, share_cores
from touchstone_trainer.offline import go_offline

go_offline()
share_cores()

import torch  # noqa: E402
from touchstone_trainer.job import DeviceRequest, LoraSettings  # noqa: E402
from touchstone_trainer.language_model import load_language_model  # noqa: E402
from touchstone_trainer.training.answer_loss import answer_loss, make_batch, make_packed_batch  # noqa: E402
from touchstone_trainer.training.batching import Batching  # noqa: E402
from touchstone_trainer.training.cpu_attention import use_cpu_attention  # noqa: E402
from touchstone_trainer.training.examples import Example  # noqa: E402
from touchstone_trainer.training.fused_norm import fuse_norms  # noqa: E402
from touchstone_trainer.training.lora_adapter import LoraAdapter  # noqa: E402
from touchstone_trainer.training.optimiser import AdapterOptimiser  # noqa: E402
from touchstone_trainer.training.packing import pack  # noqa: E402

ANSWER = 4
# Median tokens of a record and how far lengths spread (of their logarithm's normal distribution).
KINDS = {
    "short texts": (30, 0.5),
    "texts of all lengths": (60, 0.9),
    "texts of like length": (60, 0.2),
}
# Records at once, batches a step, records in all: few records leave few of like length to choose from.
SHAPES = ((4, 1, 2000), (4, 1, 60), (1, 4, 2000))


def main(base: Path, seconds: float, threads: int | None) -> None:
    device = choose_device(DeviceRequest("auto", "auto", threads))
    model = load_language_model(base, device)
    fuse_norms(model)
    use_cpu_attention(model)
    adapter = LoraAdapter(model, LoraSettings(16, 32, 0.0, "all-linear", False), "bench", 1)
    optimiser = AdapterOptimiser(adapter, 0.0, 1.0)
    adapter.train_mode(True)

    def step(examples: list[Example], passes: list[list[int]], make) -> float:
        clock = time.process_time if device.kind == "cpu" else time.perf_counter
        started = clock()
        for indexes in passes:
            answer_loss(model, make([examples[i] for i in indexes], device.torch_name)).backward()
        optimiser.step(1e-6)
        if device.kind == "cuda":
            torch.cuda.synchronize()
        return clock() - started

    print(f"{base.name}, {device.name}, {device.dtype}, {device.threads} threads")
    print("records | batch x accumulation, of records | padding | tokens/s one a row | packed | ratio")
    for kind, (median, spread) in KINDS.items():
        for size, accumulation, count in SHAPES:
            chance = random.Random(f"{kind} {size} {accumulation} {count}")
            lengths = [
                min(512, max(8, round(median * chance.lognormvariate(0, spread)))) for _ in range(count)
            ]
            ids = range(10, model.vocabulary)
            examples = [
                Example(chance.choices(ids, k=n + 1 - ANSWER), chance.choices(ids, k=ANSWER)) for n in lengths
            ]
            steps = Batching(size, accumulation, 1).epoch_steps(lengths, 1)
            padded = sum(len(b) * max(lengths[i] for i in b) for s in steps for b in s)
            padding = 1 - sum(lengths) / padded
            spent, tokens, at = [0.0, 0.0], 0, -1
            while sum(spent) < seconds:
                planned = steps[at % len(steps)]
                indexes = [i for batch in planned for i in batch]
                rows = pack(indexes, lengths, size * max(lengths))
                ways = [(planned, make_batch), (rows, make_packed_batch)]
                for way in (0, 1) if at % 2 else (1, 0):
                    took = step(examples, *ways[way])
                    # The first step of each way warms up.
                    spent[way] += took if at >= 0 else 0.0
                tokens += sum(lengths[i] for i in indexes) if at >= 0 else 0
                at += 1
            alone, packed = (tokens / time for time in spent)
            print(
                f"{kind} | {size} x {accumulation} of {count} | {padding:.1%} | {alone:.0f} | {packed:.0f} | "
                f"{packed / alone:.2f}",
                flush=True,
            )


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        Path(given[0]),
        float(given[1]) if len(given) > 1 else 20.0,
        int(given[2]) if len(given) > 2 else None,
    )
