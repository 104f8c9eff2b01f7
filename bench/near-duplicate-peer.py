"""The peer of near-duplicate.ts: datasketch over the same texts and shingles.

Usage: near-duplicate-peer.py TEXTS.json REPORT.json THRESHOLD
"""

import json
import re
import sys
import time
import unicodedata

import datasketch

WIDTH = 4
# Texts that the documented way, which is slow, is measured on.
DOCUMENTED = 2000
KEPT = frozenset("LMNS")
WIDE = re.compile("[\u2e80-\ud7ff]")


def shingles(text: str) -> set[bytes]:
    """Pieces of four columns; the plain form of datasets/near-duplicate/shingles.ts, for the first plane."""
    folded = "".join(
        unit for unit in unicodedata.normalize("NFKC", text).lower() if unicodedata.category(unit)[0] in KEPT
    )
    widths = [2 if WIDE.match(unit) else 1 for unit in folded]
    found = set()
    for start in range(len(folded)):
        end, width = start, 0
        while width < WIDTH and end < len(folded):
            width += widths[end]
            end += 1
        if width < WIDTH and start > 0:
            break
        found.add(folded[start:end].encode())
    return found


def documented(sets: list[set[bytes]], threshold: float) -> float:
    """Seconds a text in the way that datasketch's documentation shows: one update for each shingle."""
    start = time.process_time()
    index = datasketch.MinHashLSH(threshold=threshold, num_perm=128)
    for row, found in enumerate(sets):
        sketch = datasketch.MinHash(num_perm=128)
        for shingle in found:
            sketch.update(shingle)
        index.query(sketch)
        index.insert(row, sketch)
    return (time.process_time() - start) / len(sets)


def main() -> None:
    source, target, threshold = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        texts = json.load(file)
    wall, cpu = time.perf_counter(), time.process_time()
    sets = [shingles(text) for text in texts]
    shingling = time.process_time() - cpu
    index = datasketch.MinHashLSH(threshold=float(threshold), num_perm=128)
    pairs = []
    for row, sketch in enumerate(datasketch.MinHash.generator(map(list, sets), num_perm=128)):
        pairs.extend((other, row) for other in index.query(sketch))
        index.insert(row, sketch, check_duplication=False)
    report = {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "shingling": shingling,
        "shingles": sum(map(len, sets)),
        "version": datasketch.__version__,
        "pairs": pairs,
        "documented": documented(sets[:DOCUMENTED], float(threshold)) + shingling / len(texts),
    }
    with open(target, "w", encoding="utf-8") as file:
        json.dump(report, file)


if __name__ == "__main__":
    main()
