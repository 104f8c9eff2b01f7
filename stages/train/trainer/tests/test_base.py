"""Materialising a base: what comes out, and what is refused before anything reads it."""

from __future__ import annotations

import json
import os
import random
import shutil
import struct
from pathlib import Path
from typing import Any

import pytest
import torch
from conftest import Run
from gguf_writer import write_tiny_gguf
from safetensors.torch import load_file

from touchstone_trainer.base.gguf_file import GgufFault, check_gguf
from touchstone_trainer.base.manifest import read_manifest
from touchstone_trainer.base.safetensors_file import SafetensorsFault, read_safetensors_header
from touchstone_trainer.failures import TrainerError
from touchstone_trainer.files import sha256_file


def base_job(out: Path, source: dict[str, Any], digest: str | None = None) -> dict[str, Any]:
    return {"verb": "base", "out_dir": str(out), "source": source, "expect_digest": digest}


@pytest.fixture
def directory(bases: dict[str, Path], tmp_path: Path) -> Path:
    """A model directory that may be spoilt."""
    target = tmp_path / "source"
    shutil.copytree(bases["llama"], target)
    (target / "base.json").unlink()
    return target


@pytest.fixture(scope="module")
def gguf_path(bases: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gguf") / "tiny.gguf"
    write_tiny_gguf(bases["llama"], path)
    return path


def test_a_directory_is_copied_and_described(directory: Path, tmp_path: Path, run: Run) -> None:
    (directory / "README.md").write_text("not part of the model")
    (directory / "chat_template.jinja").write_text("{{ 1 }}")
    config = json.loads((directory / "tokenizer_config.json").read_text())
    (directory / "tokenizer_config.json").write_text(json.dumps(config | {"chat_template": "{{ 1 }}"}))
    result = run(base_job(tmp_path / "out", {"kind": "directory", "path": str(directory)}))
    manifest = read_manifest(tmp_path / "out")
    names = {
        "config.json",
        "generation_config.json",
        "model.safetensors",
        "tokenizer.json",
        "tokenizer_config.json",
    }
    assert {file.path for file in manifest.files} == names
    assert {path.name for path in (tmp_path / "out").iterdir()} == names | {"base.json"}
    for file in manifest.files:
        assert sha256_file(tmp_path / "out" / file.path) == file.sha256
    assert manifest.digest == result["digest"]
    assert (manifest.hidden_size, manifest.layers, manifest.context_length) == (32, 2, 512)
    assert manifest.architecture == "LlamaForCausalLM"
    assert manifest.parameters == result["parameters"] > 30_000
    assert "chat_template" not in (tmp_path / "out" / "tokenizer_config.json").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out.lock", "source"]


def test_the_digest_is_that_of_the_source(directory: Path, tmp_path: Path) -> None:
    source = {"kind": "directory", "path": str(directory)}
    digest = Run()(base_job(tmp_path / "a", source))["digest"]
    (directory / "README.md").write_text("no part of the model")
    assert Run()(base_job(tmp_path / "b", source, digest))["digest"] == digest
    (directory / "generation_config.json").write_text("{}")
    with pytest.raises(TrainerError) as caught:
        Run()(base_job(tmp_path / "a", source, digest))
    assert caught.value.code == "BASE_DIGEST"
    assert read_manifest(tmp_path / "a").digest == digest
    assert not (tmp_path / "a.partial").exists()


def test_a_gguf_becomes_bfloat16_safetensors(
    bases: dict[str, Path], gguf_path: Path, tmp_path: Path, run: Run
) -> None:
    digest = sha256_file(gguf_path)
    result = run(base_job(tmp_path / "out", {"kind": "gguf", "path": str(gguf_path)}, digest))
    assert result["digest"] == digest
    manifest = read_manifest(tmp_path / "out")
    assert manifest.dtype == "bf16"
    assert dict(manifest.source) == {"kind": "gguf", "file": "tiny.gguf"}
    ours = load_file(str(tmp_path / "out" / "model.safetensors"))
    for name, tensor in load_file(str(bases["llama"] / "model.safetensors")).items():
        torch.testing.assert_close(ours[name], tensor.to(torch.bfloat16), rtol=0, atol=0)
    text = "".join(p.read_text() for p in (tmp_path / "out").glob("*.json") if p.name != "tokenizer.json")
    assert "quantization_config" not in text
    assert "chat_template" not in text
    assert str(tmp_path) not in text
    assert not (tmp_path / "out" / "chat_template.jinja").exists()
    from touchstone_trainer.encoding import load_tokenizer

    words = "噪音擾民 please 12"
    found = load_tokenizer(tmp_path / "out").encode(words, add_special_tokens=False).ids
    assert found == load_tokenizer(bases["llama"]).encode(words, add_special_tokens=False).ids


def test_a_file_of_a_package_is_found_without_importing_it(
    gguf_path: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "carries_weights"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise SystemExit('imported')")
    shutil.copy(gguf_path, package / "Tiny.gguf")
    monkeypatch.syspath_prepend(str(package.parent))
    source = {"kind": "package_file", "module": "carries_weights", "file_glob": "*.gguf", "package": "x"}
    run(base_job(tmp_path / "out", source))
    facts = {"kind": "package_file", "module": "carries_weights", "file": "Tiny.gguf"}
    assert dict(read_manifest(tmp_path / "out").source) == facts


@pytest.mark.parametrize(
    "source",
    [
        {"kind": "package", "module": "no_such_package_here"},
        {"kind": "package_file", "module": "no_such_package_here", "file_glob": "*"},
        {"kind": "package_file", "module": "json", "file_glob": "*.gguf"},
        {"kind": "gguf", "path": "/nowhere/x.gguf"},
        {"kind": "directory", "path": "/nowhere"},
        {"kind": "hub", "id": "google/gemma-3-270m", "revision": "main"},
    ],
)
def test_weights_that_are_not_there_are_unreachable(source: dict[str, Any], tmp_path: Path, run: Run) -> None:
    with pytest.raises(TrainerError) as caught:
        run(base_job(tmp_path / "out", source))
    assert caught.value.code == "BASE_UNREACHABLE"
    assert caught.value.exit_code == 7
    assert [path.name for path in tmp_path.iterdir()] == ["out.lock"]


def refused(directory: Path, tmp_path: Path) -> TrainerError:
    with pytest.raises(TrainerError) as caught:
        Run()(base_job(tmp_path / "out", {"kind": "directory", "path": str(directory)}))
    assert not (tmp_path / "out").exists()
    return caught.value


@pytest.mark.parametrize(
    "name",
    ["evil.py", "pytorch_model.bin", "model.pt", "x.pth", "a.pkl", "b.CKPT", "original/c.pth", "lib.so"],
)
def test_code_and_pickles_are_refused(directory: Path, tmp_path: Path, name: str) -> None:
    (directory / name).parent.mkdir(exist_ok=True)
    (directory / name).write_bytes(b"")
    failure = refused(directory, tmp_path)
    assert failure.code == "BASE_UNSAFE"
    assert failure.details["file"] == name


@pytest.mark.parametrize("link", ["model.safetensors", "extra"])
def test_links_are_refused(directory: Path, tmp_path: Path, link: str) -> None:
    (directory / link).unlink(missing_ok=True)
    (directory / link).symlink_to("/etc/passwd")
    assert refused(directory, tmp_path).code == "BASE_UNSAFE"


@pytest.mark.parametrize(
    ("file", "value"),
    [
        ("config.json", {"auto_map": {"AutoModel": "evil.Model"}}),
        ("config.json", {"text_config": {"trust_remote_code": True}}),
        ("config.json", {"layers": [{"auto_map": {"x": "y"}}]}),
        ("tokenizer_config.json", {"auto_map": {"AutoTokenizer": ["evil.T", None]}}),
    ],
)
def test_a_config_that_asks_for_code_is_refused(
    directory: Path, tmp_path: Path, file: str, value: dict[str, Any]
) -> None:
    config = json.loads((directory / file).read_text())
    (directory / file).write_text(json.dumps(config | value))
    failure = refused(directory, tmp_path)
    assert failure.code == "BASE_UNSAFE"
    assert failure.details["file"] == file


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "model.safetensors"])
def test_a_directory_without_an_essential_file_is_no_model(
    directory: Path, tmp_path: Path, name: str
) -> None:
    (directory / name).unlink()
    assert refused(directory, tmp_path).code == "BASE_INVALID"


def test_json_nested_too_deeply_is_refused(directory: Path, tmp_path: Path) -> None:
    (directory / "generation_config.json").write_text("[" * 100_000)
    assert refused(directory, tmp_path).code == "BASE_INVALID"


def safetensors(header: object, body: bytes) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + body


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\0" * 7, struct.pack("<Q", 1 << 62) + b"{}", safetensors(b"{", b""), safetensors([], b""),
        safetensors({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}, b"\0" * 4),
        safetensors({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}, b"\0" * 12),
        safetensors({"a": {"dtype": "F32", "shape": [3], "data_offsets": [0, 8]}}, b"\0" * 8),
        safetensors({"a": {"dtype": "F32", "shape": [-2], "data_offsets": [0, -8]}}, b"\0" * 8),
        safetensors({"a": {"dtype": "OBJ", "shape": [2], "data_offsets": [0, 8]}}, b"\0" * 8),
        safetensors({"a": {"dtype": "F32", "shape": [True], "data_offsets": [0, 4]}}, b"\0" * 4),
        safetensors({"a": {"dtype": "F32", "shape": [1 << 40, 1 << 40], "data_offsets": [0, 0]}}, b""),
        safetensors(
            {
                "a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
                "b": {"dtype": "F32", "shape": [2], "data_offsets": [4, 12]},
            },
            b"\0" * 12,
        ),
    ],
)  # fmt: skip
def test_a_lying_safetensors_header_is_refused(directory: Path, tmp_path: Path, content: bytes) -> None:
    (directory / "model.safetensors").write_bytes(content)
    assert refused(directory, tmp_path).code == "BASE_UNSAFE"


def test_a_damaged_gguf_is_refused_before_any_library_reads_it(
    gguf_path: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = tmp_path / "cut.gguf"
    cut.write_bytes(gguf_path.read_bytes()[:-1])
    from touchstone_trainer.base import gguf_weights

    monkeypatch.setattr(gguf_weights, "convert_gguf", lambda *_: pytest.fail("a library read the file"))
    with pytest.raises(TrainerError) as caught:
        run(base_job(tmp_path / "out", {"kind": "gguf", "path": str(cut)}))
    assert caught.value.code == "BASE_UNSAFE"


def test_no_damaged_header_gets_past_the_checks_or_breaks_them(
    bases: dict[str, Path], gguf_path: Path, tmp_path: Path
) -> None:
    """Thousands of mutations: each is refused, or still describes tensors that lie within the file."""
    chance = random.Random(7)
    target = tmp_path / "mutant"
    weights = bases["llama"] / "model.safetensors"
    for original, check, fault in (
        (gguf_path.read_bytes(), check_gguf, GgufFault),
        (weights.read_bytes(), read_safetensors_header, SafetensorsFault),
    ):
        refusals = 0
        for _ in range(600):
            content = bytearray(original)
            for _ in range(chance.randint(1, 4)):
                at = (
                    chance.randrange(min(len(content), 6000))
                    if chance.random() < 0.8
                    else chance.randrange(32)
                )
                width = chance.choice((1, 4, 8))
                value = chance.choice((0, 1, 0x7F, 0xFF))
                content[at : at + width] = bytes([value] * width)
            if chance.random() < 0.2:
                content = content[: chance.randrange(len(content))]
            target.write_bytes(content)
            try:
                check(target)
            except fault:
                refusals += 1
        assert refusals > 100


def test_a_base_whose_file_shrank_is_refused(bases: dict[str, Path], tmp_path: Path) -> None:
    shutil.copytree(bases["llama"], tmp_path / "base")
    os.truncate(tmp_path / "base" / "model.safetensors", 1000)
    with pytest.raises(TrainerError, match="changed its size"):
        read_manifest(tmp_path / "base")


def test_a_directory_is_held_against_its_checksums(directory: Path, tmp_path: Path, run: Run) -> None:
    source = {"kind": "directory", "path": str(directory)}
    lines = [f"{sha256_file(path)} *{path.name}" for path in sorted(directory.iterdir())]
    sums = directory / "SHA256SUMS"
    sums.write_text("\n".join([*lines, ""]))
    run(base_job(tmp_path / "whole", source))
    for spoilt, code in (
        ([line for line in lines if "config.json" not in line], "BASE_DIGEST"),
        (["0" * 64 + line[64:] for line in lines], "BASE_DIGEST"),
        (["no digest"], "BASE_INVALID"),
    ):
        sums.write_text("\n".join(spoilt))
        with pytest.raises(TrainerError) as caught:
            Run()(base_job(tmp_path / "out", source))
        assert caught.value.code == code
        assert not (tmp_path / "out").exists()
