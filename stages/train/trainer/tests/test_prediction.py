"""Likelihoods of labels: against the plain computation, and independent of what should not matter."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
import torch
from conftest import LABELS, Run, petitions, predict_job, read_predictions, train_job, write_records

from touchstone_trainer.chat_format import PromptTemplate
from touchstone_trainer.device import choose_device
from touchstone_trainer.encoding import Encoder, load_tokenizer
from touchstone_trainer.failures import TrainerError
from touchstone_trainer.job import DeviceRequest
from touchstone_trainer.job_reader import parse_job
from touchstone_trainer.language_model import load_language_model
from touchstone_trainer.predict import likelihood
from touchstone_trainer.predict.label_tree import build_tree, group_labels
from touchstone_trainer.predict.likelihood import LikelihoodScorer, most_likely, probabilities
from touchstone_trainer.predict.suite import Suite
from touchstone_trainer.records import read_records
from touchstone_trainer.testing.tiny_model import FAMILIES

CPU = DeviceRequest("cpu", "float32", 1)


def plain_scores(module: torch.nn.Module, prompt: list[int], labels: list[list[int]]) -> list[float]:
    """The textbook way: each label after the prompt in a pass of its own, logits of the whole sequence."""
    scores = []
    for label in labels:
        with torch.no_grad():
            logits = module(input_ids=torch.tensor([prompt + label])).logits[0]
        steps = logits[len(prompt) - 1 : -1].log_softmax(-1)
        scores.append(float(steps.gather(1, torch.tensor(label).unsqueeze(1)).sum()))
    return scores


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("nodes", [512, 3])
def test_the_tree_gives_the_plain_likelihoods(
    bases: dict[str, Path], monkeypatch: pytest.MonkeyPatch, family: str, nodes: int
) -> None:
    """Prompts shorter and longer than the sliding window, labels that share beginnings or are one
    another's."""
    monkeypatch.setattr(likelihood, "MAX_TREE_NODES", nodes)
    model = load_language_model(bases[family], choose_device(CPU))
    prompts = [[7, 8, 9], list(range(10, 40)), list(range(60, 75)), [9]]
    labels = [[20, 21, 22, 5], [20, 21, 5], [30, 5], [20, 40, 41, 42, 43, 44, 5], [31, 5]]
    found = LikelihoodScorer(model, labels).score(prompts)
    for prompt, scores in zip(prompts, found, strict=True):
        assert scores == pytest.approx(plain_scores(model.module, prompt, labels), abs=2e-4)


def test_a_model_that_ignores_the_mask_is_refused(
    bases: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = load_language_model(bases["llama"], choose_device(CPU))
    whole = model.hidden
    monkeypatch.setattr(model, "hidden", lambda ids, positions=None, mask=None: whole(ids))
    with pytest.raises(TrainerError, match="does not honour"):
        LikelihoodScorer(model, [[5, 6], [7, 6]])


def test_the_tree_shares_beginnings_and_leaves_out_last_tokens() -> None:
    tree = build_tree([[1, 2, 9], [1, 3, 9], [4, 9]])
    assert tree.tokens == (1, 2, 3, 4)
    assert tree.parents == (-1, 0, 0, -1)
    assert tree.depths == (1, 2, 2, 1)
    assert tree.candidates == ((1, 4), (2, 3), (9,), (9,), (9,))
    assert tree.paths == (((0, 0), (1, 0), (2, 0)), ((0, 0), (1, 1), (3, 0)), ((0, 1), (4, 0)))


def test_groups_of_labels_stay_under_the_limit_and_do_not_depend_on_order() -> None:
    labels = [[1, 2, 9], [1, 3, 9], [4, 9], [5, 6, 7, 8, 9]]
    groups = [{tuple(labels[i]) for i in group} for group in group_labels(labels, 3)]
    assert groups == [{(1, 2, 9), (1, 3, 9)}, {(4, 9)}, {(5, 6, 7, 8, 9)}]
    again = [{tuple(labels[::-1][i]) for i in group} for group in group_labels(labels[::-1], 3)]
    assert again == groups


def test_probabilities_are_shares_of_the_labels() -> None:
    assert probabilities([math.log(0.2), math.log(0.1), math.log(0.1)]) == pytest.approx([0.5, 0.25, 0.25])
    assert probabilities([-1e4, -1e4]) == [0.5, 0.5]
    assert most_likely(["b", "a"], [1.0, 1.0]) == "a"


@pytest.fixture(scope="module")
def adapters(bases: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Family → a trained adapter."""
    found = {}
    for family in FAMILIES:
        folder = tmp_path_factory.mktemp(f"adapter-{family}")
        lora = {"rank": 8, "alpha": 16, "dropout": 0.0, "target": "all-linear", "rslora": False}
        Run()(train_job(bases[family], family, folder, epochs=20, lora=lora, checkpoint_every_seconds=60))
        found[family] = folder / "adapter"
    return found


@pytest.mark.parametrize("family", FAMILIES)
def test_peft_reproduces_the_stored_predictions(
    bases: dict[str, Path], adapters: dict[str, Path], tmp_path: Path, family: str
) -> None:
    """A plain script with PEFT on the exported directory: exactly with our scorer, and with a loop over
    labels the same answers and likelihoods up to the noise of float32."""
    from peft import PeftModel
    from transformers import AutoModelForCausalLM

    systems = [{"id": "base", "adapter_dir": None}, {"id": "tuned", "adapter_dir": str(adapters[family])}]
    job = predict_job(bases[family], family, tmp_path, systems=systems)
    Run()(job)
    stored = read_predictions(tmp_path / "predictions", "tuned")
    assert stored["log_likelihood"] != read_predictions(tmp_path / "predictions", "base")["log_likelihood"]

    base = AutoModelForCausalLM.from_pretrained(str(bases[family]), dtype=torch.float32)
    tuned = PeftModel.from_pretrained(base, str(adapters[family])).eval()
    parsed = parse_job(job, "predict")
    encoder = Encoder(load_tokenizer(bases[family]), parsed.chat_format)  # type: ignore[union-attr]
    labels = [encoder.answer(label) for label in LABELS]
    for number, record in enumerate(read_records(tmp_path / "test.arrow")):
        prompt = encoder.prompt(record, PromptTemplate("plain", None, "{input}"), 128, 16).ids
        scores = plain_scores(tuned, prompt, labels)
        assert stored["log_likelihood"][number] == pytest.approx(scores, abs=5e-4)
        assert stored["prediction"][number] == most_likely(LABELS, scores)

    again = predict_job(
        bases[family], family, tmp_path, systems=systems[1:], work_dir=str(tmp_path / "other")
    )
    Run()(again | {"out_dir": str(tmp_path / "again")})
    assert read_predictions(tmp_path / "again", "tuned") == stored


@pytest.mark.parametrize("family", FAMILIES)
def test_the_order_of_labels_does_not_matter(
    bases: dict[str, Path], adapters: dict[str, Path], tmp_path: Path, family: str
) -> None:
    systems = [{"id": "tuned", "adapter_dir": str(adapters[family])}]
    shuffled = [LABELS[2], LABELS[0], LABELS[3], LABELS[1]]
    job = predict_job(bases[family], family, tmp_path, systems=systems)
    Run()(job)
    Run()(job | {"labels": shuffled, "out_dir": str(tmp_path / "shuffled")})
    straight = read_predictions(tmp_path / "predictions", "tuned")
    other = read_predictions(tmp_path / "shuffled", "tuned")
    assert other["prediction"] == straight["prediction"]
    for ours, theirs in zip(straight["log_likelihood"], other["log_likelihood"], strict=True):
        assert dict(zip(LABELS, ours, strict=True)) == dict(zip(shuffled, theirs, strict=True))


@pytest.mark.parametrize("family", FAMILIES)
def test_the_batch_does_not_matter(
    bases: dict[str, Path], adapters: dict[str, Path], tmp_path: Path, family: str
) -> None:
    systems = [{"id": "tuned", "adapter_dir": str(adapters[family])}]
    for size in (1, 3, "auto"):
        job = predict_job(bases[family], family, tmp_path, systems=systems, batch_size=size)
        Run()(job | {"out_dir": str(tmp_path / f"by-{size}")})
    found = [read_predictions(tmp_path / f"by-{size}", "tuned") for size in (1, 3, "auto")]
    for other in found[1:]:
        for ours, theirs in zip(found[0]["probabilities"], other["probabilities"], strict=True):
            assert ours == pytest.approx(theirs, abs=1e-5)


def test_the_adapter_learnt_and_the_base_is_left_alone(
    bases: dict[str, Path], adapters: dict[str, Path], tmp_path: Path, run: Run
) -> None:
    systems = [
        {"id": "tuned", "adapter_dir": str(adapters["llama"])},
        {"id": "base", "adapter_dir": None},
    ]
    run(predict_job(bases["llama"], "llama", tmp_path, systems=systems))
    Run()(predict_job(bases["llama"], "llama", tmp_path / "alone"))
    after = read_predictions(tmp_path / "predictions", "base")
    alone = read_predictions(tmp_path / "alone" / "predictions", "base")
    assert after == alone
    truth = [row["label"] for row in petitions(13, offset=200)]
    tuned = read_predictions(tmp_path / "predictions", "tuned")
    assert tuned["id"] == [f"line:{n + 1}" for n in range(13)]
    assert sum(a == b for a, b in zip(tuned["prediction"], truth, strict=True)) >= 12
    for row in tuned["probabilities"]:
        assert sum(row) == pytest.approx(1)
    report = json.loads((tmp_path / "predictions" / "predict.json").read_text())
    assert report["labels"] == LABELS
    assert set(report["systems"]) == {"base", "tuned"}


def test_prediction_goes_on_where_it_was_cut_off(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from touchstone_trainer.predict import plan

    monkeypatch.setattr(plan, "_CHUNK_TOKENS", 1)
    job = predict_job(bases["gemma3"], "gemma3", tmp_path, batch_size=2)
    Run()(job | {"work_dir": str(tmp_path / "w2"), "out_dir": str(tmp_path / "whole")})
    whole = Suite._compute
    computed: list[int] = []

    def compute(suite, system, chunk, predictor):  # type: ignore[no-untyped-def]
        if len(computed) == 3:
            run.interrupts.request("test")
        computed.append(1)
        return whole(suite, system, chunk, predictor)

    monkeypatch.setattr(Suite, "_compute", compute)
    with pytest.raises(TrainerError, match="interrupted"):
        run(job)
    kept = sorted((tmp_path / "predict-work").rglob("chunk-*.json"))
    assert len(kept) == 3
    kept[1].write_bytes(kept[1].read_bytes()[:-20])
    computed.clear()
    monkeypatch.setattr(Suite, "_compute", lambda *arguments: (computed.append(1), whole(*arguments))[1])
    Run()(job)
    assert len(computed) == 7 - 2
    assert read_predictions(tmp_path / "predictions", "base") == read_predictions(tmp_path / "whole", "base")


@pytest.mark.parametrize("family", FAMILIES)
def test_generation_is_greedy_and_ends_with_the_turn(
    bases: dict[str, Path], adapters: dict[str, Path], tmp_path: Path, family: str
) -> None:
    """Against a loop over the whole sequence, without cache and padding."""
    from peft import PeftModel
    from transformers import AutoModelForCausalLM

    systems = [{"id": "base", "adapter_dir": None}, {"id": "tuned", "adapter_dir": str(adapters[family])}]
    job = predict_job(bases[family], family, tmp_path, systems=systems, mode="generate", labels=None)
    Run()(job | {"generate": {"max_new_tokens": 12}})
    stored = read_predictions(tmp_path / "predictions", "tuned")
    assert set(stored) == {"id", "prediction"}

    base = AutoModelForCausalLM.from_pretrained(str(bases[family]), dtype=torch.float32)
    tuned = PeftModel.from_pretrained(base, str(adapters[family])).eval()
    parsed = parse_job(job, "predict")
    encoder = Encoder(load_tokenizer(bases[family]), parsed.chat_format)  # type: ignore[union-attr]
    ends = (encoder.stop_id(), base.config.eos_token_id)
    for number, record in enumerate(read_records(tmp_path / "test.arrow")):
        ids = encoder.prompt(record, PromptTemplate("plain", None, "{input}"), 128, 12).ids
        answer: list[int] = []
        while len(answer) < 12 and not (answer and answer[-1] in ends):
            with torch.no_grad():
                answer.append(int(tuned(input_ids=torch.tensor([ids + answer])).logits[0, -1].argmax()))
        assert stored["prediction"][number] == encoder.decode(answer).strip()


def test_labels_that_are_the_same_tokens_are_refused(bases: dict[str, Path]) -> None:
    model = load_language_model(bases["llama"], choose_device(CPU))
    with pytest.raises(TrainerError) as caught:
        LikelihoodScorer(model, [[5, 6], [5, 6]])
    assert caught.value.details["field"] == "labels"


def test_no_records_is_an_error(bases: dict[str, Path], tmp_path: Path, run: Run) -> None:
    job = predict_job(bases["llama"], "llama", tmp_path)
    write_records(tmp_path / "test.arrow", [])
    with pytest.raises(TrainerError, match="no records"):
        run(job)
