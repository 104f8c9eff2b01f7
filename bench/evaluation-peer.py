"""The peers of evaluation.ts: numpy's multinomial over confusion cells, and scikit-learn in a loop."""

import json
import sys
import time

import numpy as np
from sklearn.metrics import f1_score

case = json.load(sys.stdin)
truth, answers = np.array(case["truth"]), np.array(case["answers"])
draws, classes = case["draws"], case["classes"]
generator = np.random.default_rng(1)


def over_cells() -> tuple[float, float, list[float]]:
    """Milliseconds, those of the processor, and interval of macro-F1; a multinomial a true class, all draws at once."""
    started, used = time.perf_counter(), time.process_time()
    matrix = np.bincount(truth * classes + answers, minlength=classes**2).reshape(classes, classes)
    support = matrix.sum(axis=1)
    drawn = np.stack(
        [generator.multinomial(support[c], matrix[c] / support[c], draws) for c in range(classes)], axis=1
    )
    f1 = 2 * np.einsum("rii->ri", drawn) / (drawn.sum(axis=1) + support)
    interval = np.quantile(f1.mean(axis=1), [0.025, 0.975])
    milliseconds = (time.perf_counter() - started) * 1000
    return milliseconds, (time.process_time() - used) * 1000, interval.tolist()


def in_a_loop(measured: int) -> float:
    """Milliseconds of `draws` calls, from as many as are measured."""
    started = time.perf_counter()
    for _ in range(measured):
        chosen = generator.integers(0, len(truth), len(truth))
        f1_score(truth[chosen], answers[chosen], average="macro")
    return (time.perf_counter() - started) * 1000 * draws / measured


runs = sorted(over_cells() for _ in range(9))
ms, _, interval = runs[len(runs) // 2]
cpu = sorted(run[1] for run in runs)[len(runs) // 2]
MEASURED = 20
loop = {
    "ms": in_a_loop(MEASURED),
    "measured": MEASURED,
    "f1": f1_score(truth, answers, average="macro"),
}
json.dump({"numpy": {"ms": ms, "cpu": cpu, "interval": interval}, "loop": loop}, sys.stdout)
