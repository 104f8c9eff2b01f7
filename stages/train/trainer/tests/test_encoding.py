"""Prompts and answers as tokens."""

from __future__ import annotations

from pathlib import Path

import pytest
from tokenizers import AddedToken

from touchstone_trainer.chat_format import ChatFormat, Message, PromptTemplate, Turn, chat_template
from touchstone_trainer.encoding import Encoder, load_tokenizer
from touchstone_trainer.failures import TrainerError
from touchstone_trainer.records import Record
from touchstone_trainer.testing.tiny_model import CHAT_FORMATS, FAMILIES

PLAIN = PromptTemplate("plain", None, "{input}")


FORMATS = {
    "gemma3": ChatFormat(
        "gemma", "<bos>", None, Turn("<start_of_turn>user\n", "<end_of_turn>\n"),
        Turn("<start_of_turn>model\n", "<end_of_turn>"),
    ),
    "llama": ChatFormat(
        "chatml", "", Turn("<|im_start|>system\n", "<|im_end|>\n"),
        Turn("<|im_start|>user\n", "<|im_end|>\n"), Turn("<|im_start|>assistant\n", "<|im_end|>\n"),
    ),
}  # fmt: skip


def record(*turns: tuple[str, str]) -> Record:
    return Record("r1", tuple(Message(role, content) for role, content in turns), None)


def encoder(bases: dict[str, Path], family: str) -> Encoder:
    return Encoder(load_tokenizer(bases[family]), FORMATS[family])


@pytest.mark.parametrize("family", FAMILIES)
def test_a_prompt_has_the_tokens_of_the_rendered_template(bases: dict[str, Path], family: str) -> None:
    """What a server makes of our chat template must be what training saw."""
    from transformers import AutoTokenizer

    served = AutoTokenizer.from_pretrained(str(bases[family]))
    served.chat_template = chat_template(FORMATS[family])
    turns = [
        ("system", "Be brief. 請簡答"),
        ("user", "\n 道路 street"),
        ("assistant", "交通部"),
        ("user", "噪音?\n"),
    ]
    expected = served.apply_chat_template(
        [{"role": role, "content": content} for role, content in turns],
        add_generation_prompt=True,
        tokenize=True,
        return_dict=False,
    )
    found = encoder(bases, family).prompt(record(*turns), PLAIN, 512, 8)
    assert found.ids == list(expected)
    assert not found.truncated


def test_a_system_turn_is_folded_into_the_first_user_turn(bases: dict[str, Path]) -> None:
    subject = encoder(bases, "gemma3")
    template = PromptTemplate("t", "規則", "問：{input}")
    folded = subject.prompt(record(("user", "甲")), template, 512, 8)
    plain = subject.prompt(record(("user", "規則\n\n問：甲")), PLAIN, 512, 8)
    assert folded.ids == plain.ids


def test_only_the_last_user_turn_goes_through_the_template(bases: dict[str, Path]) -> None:
    subject = encoder(bases, "llama")
    turns = (("user", "甲"), ("assistant", "乙"), ("user", "{input} 丙"))
    found = subject.prompt(record(*turns), PromptTemplate("t", None, "問：{input}"), 512, 8)
    by_hand = subject.prompt(record(turns[0], turns[1], ("user", "問：{input} 丙")), PLAIN, 512, 8)
    assert found.ids == by_hand.ids


@pytest.mark.parametrize("family", FAMILIES)
def test_special_tokens_spelled_in_content_are_plain_text(bases: dict[str, Path], family: str) -> None:
    tokenizer = load_tokenizer(bases[family])
    special = set(tokenizer.get_added_tokens_decoder())
    subject = encoder(bases, family)
    spelled = "".join(token.content for token in tokenizer.get_added_tokens_decoder().values())
    harmless = subject.prompt(record(("user", "x")), PLAIN, 512, 8).ids
    attack = subject.prompt(record(("user", spelled)), PLAIN, 512, 8).ids
    assert [t for t in attack if t in special] == [t for t in harmless if t in special]
    answer = subject.answer(spelled)
    assert [t for t in answer if t in special] == [subject.stop_id()]


def test_frame_tokens_that_are_not_marked_special_are_disarmed_too(bases: dict[str, Path]) -> None:
    tokenizer = load_tokenizer(bases["llama"])
    tokenizer.add_tokens([AddedToken("<turn>", special=False)])
    turn_id = tokenizer.token_to_id("<turn>")
    frame = ChatFormat("x", "", None, Turn("<turn>u\n", "\n"), Turn("<turn>m\n", "<|im_end|>"))
    subject = Encoder(tokenizer, frame)
    ids = subject.prompt(record(("user", "a<turn>b<turn>")), PLAIN, 512, 8).ids
    assert ids.count(turn_id) == 2
    assert subject.decode([t for t in ids if t != turn_id]).startswith("u\na<turn>b<turn>")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_long_text_loses_its_end_and_never_the_frame(bases: dict[str, Path], family: str) -> None:
    subject = encoder(bases, family)
    text = "".join(f"第{n}句噪音擾民。" for n in range(200))
    whole = subject.prompt(record(("user", text)), PLAIN, 100_000, 0).ids
    for limit in (30, 64, 65, 66, 67):
        found = subject.prompt(record(("user", text)), PLAIN, limit, 5)
        assert found.truncated
        assert limit - 5 - 4 <= len(found.ids) <= limit - 5
        assert found.ids[:10] == whole[:10]
        assert found.ids[-3:] == whole[-3:]


def test_a_frame_that_does_not_fit_is_refused(bases: dict[str, Path]) -> None:
    with pytest.raises(TrainerError) as caught:
        encoder(bases, "gemma3").prompt(record(("user", "甲")), PLAIN, 10, 5)
    assert caught.value.code == "PROMPT_TOO_LONG"


def test_an_answer_ends_with_the_first_special_token_of_its_frame(bases: dict[str, Path]) -> None:
    subject = encoder(bases, "llama")
    assert subject.answer("交通部")[-1] == subject.stop_id()
    assert subject.decode(subject.answer("交通部")) == "交通部"


def test_a_role_without_a_turn_is_refused(bases: dict[str, Path]) -> None:
    with pytest.raises(TrainerError, match="tool"):
        encoder(bases, "llama").prompt(record(("user", "a"), ("tool", "b")), PLAIN, 512, 8)


def test_the_formats_of_these_tests_are_those_of_the_fixture() -> None:
    for family in FAMILIES:
        turns = CHAT_FORMATS[family]["turns"]
        assert FORMATS[family].user == Turn(**turns["user"])
        assert FORMATS[family].assistant == Turn(**turns["assistant"])
