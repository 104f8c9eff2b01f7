"""Order of examples and the learning rate."""

from __future__ import annotations

import random

import pytest

from touchstone_trainer.training.batching import Batching, total_steps
from touchstone_trainer.training.schedule import learning_rate

LENGTHS = [random.Random(n).randint(5, 200) for n in range(1003)]


def test_every_example_comes_once_an_epoch() -> None:
    batching = Batching(batch_size=4, gradient_accumulation=2, seed=1)
    for epoch in (0, 1):
        steps = batching.epoch_steps(LENGTHS, epoch)
        assert len(steps) == batching.steps_per_epoch(1003) == 126
        assert sorted(i for step in steps for batch in step for i in batch) == list(range(1003))
        assert all(len(batch) <= 4 for step in steps for batch in step)


def test_order_depends_on_seed_and_epoch_only() -> None:
    first = Batching(4, 1, seed=1)
    assert first.epoch_steps(LENGTHS, 0) == Batching(4, 1, seed=1).epoch_steps(LENGTHS, 0)
    assert first.epoch_steps(LENGTHS, 0) != first.epoch_steps(LENGTHS, 1)
    assert first.epoch_steps(LENGTHS, 0) != Batching(4, 1, seed=2).epoch_steps(LENGTHS, 0)


def test_steps_hold_the_same_examples_however_they_are_cut_into_micro_batches() -> None:
    wide, deep = (
        Batching(8, 1, seed=3).epoch_steps(LENGTHS, 2),
        Batching(1, 8, seed=3).epoch_steps(LENGTHS, 2),
    )
    flat = [[[i for batch in step for i in batch] for step in steps] for steps in (wide, deep)]
    assert flat[0] == flat[1]


def test_batches_are_of_like_length_and_the_longest_comes_first() -> None:
    steps = Batching(8, 1, seed=1).epoch_steps(LENGTHS, 0)
    padded = sum(len(batch) * max(LENGTHS[i] for i in batch) for step in steps for batch in step)
    assert sum(LENGTHS) / padded > 0.9
    assert max(LENGTHS) in [LENGTHS[i] for i in steps[0][0]]


@pytest.mark.parametrize(
    ("epochs", "limit", "expected"), [(1, None, 10), (2.5, None, 25), (0.01, None, 1), (3, 7, 7), (1, 70, 10)]
)
def test_the_number_of_steps(epochs: float, limit: int | None, expected: int) -> None:
    assert total_steps(10, epochs, limit) == expected


def test_the_learning_rate_by_hand() -> None:
    def rates(schedule: str) -> list[float]:
        return [learning_rate(step, 10, 1.0, 0.2, schedule) for step in range(10)]  # type: ignore[arg-type]

    assert rates("constant") == [0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1]
    assert rates("linear") == pytest.approx([0.5, 1, 1, 7 / 8, 6 / 8, 5 / 8, 4 / 8, 3 / 8, 2 / 8, 1 / 8])
    cosine = rates("cosine")
    assert cosine[2] == 1
    assert cosine[6] == pytest.approx(0.5)
    assert sorted(cosine[2:], reverse=True) == cosine[2:]
