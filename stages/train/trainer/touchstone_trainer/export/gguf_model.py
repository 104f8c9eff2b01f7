"""Formats `gguf` and `gguf-adapter`: one file for llama.cpp and what is built on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from touchstone_trainer.chat_format import ChatFormat
from touchstone_trainer.encoding import Encoder, load_tokenizer
from touchstone_trainer.export.adapter_update import AdapterUpdate, unsupported
from touchstone_trainer.export.gguf_architecture import Architecture
from touchstone_trainer.export.gguf_tokenizer import gguf_tokenizer
from touchstone_trainer.export.weights import Weights
from touchstone_trainer.files import sync_file

_SUFFIXES = (".weight", ".bias")


def write_gguf(
    weights: Weights,
    base_dir: Path,
    architecture: Architecture,
    chat_format: ChatFormat,
    name: str,
    path: Path,
) -> None:
    """The whole model. Matrices keep their dtype, vectors are float32 as llama.cpp wants them. One tensor in
    memory at a time."""
    import gguf

    writer = gguf.GGUFWriter(path, architecture.name)
    writer.add_type(gguf.GGUFType.MODEL)
    writer.add_name(name)
    architecture.write(writer)
    tokenizer = gguf_tokenizer(base_dir, int(architecture.config["vocab_size"]))
    stop = Encoder(load_tokenizer(base_dir), chat_format).stop_id()
    tokenizer.write(writer, architecture.config, stop, chat_format)
    factors = architecture.rope_factors()
    if factors is not None:
        writer.add_tensor_info("rope_freqs.weight", factors.shape, factors.numpy().dtype, factors.nbytes)
    names = architecture.names()
    shapes = weights.shapes()
    stored = [name for name in shapes if not name.endswith("rotary_emb.inv_freq")]
    for tensor_name in stored:
        target = names.get_name(tensor_name, try_suffixes=_SUFFIXES)
        if target is None:
            raise unsupported(f"{tensor_name[:200]} has no place in a GGUF of {architecture.name}")
        dtype, shape = shapes[tensor_name]
        kind = gguf.GGMLQuantizationType[dtype if len(shape) > 1 else "F32"]
        _announce(writer, target, shape, kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    if factors is not None:
        writer.write_tensor_data(factors.numpy())
    for tensor_name, tensor in zip(stored, weights.read(stored), strict=True):
        turned = architecture.values(tensor_name, architecture.rows(tensor_name, tensor))
        writer.write_tensor_data(_raw(turned if turned.ndim > 1 else turned.float()))
    writer.close()
    sync_file(path)


def write_gguf_adapter(update: AdapterUpdate, architecture: Architecture, name: str, path: Path) -> None:
    """The adapter alone, to be loaded beside a GGUF of its base, quantised or not. Errors:
    `EXPORT_UNSUPPORTED` for DoRA."""
    import gguf

    if update.dora:
        raise unsupported("llama.cpp loads no DoRA adapter: take format gguf, with the adapter worked in")
    writer = gguf.GGUFWriter(path, architecture.name)
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_name(name)
    writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
    # llama.cpp divides this by the rank, so rsLoRA's scale goes in here too.
    writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, update.alpha)
    names = architecture.names()
    for weight, part in sorted(update.modules.items()):
        target = names.get_name(weight, try_suffixes=_SUFFIXES)
        if target is None:
            raise unsupported(f"{weight[:200]} has no place in a GGUF of {architecture.name}")
        writer.add_tensor(f"{target}.lora_a", part.a.numpy())
        writer.add_tensor(f"{target}.lora_b", architecture.rows(weight, part.b).numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    sync_file(path)


def _announce(writer: Any, name: str, shape: list[int], kind: Any) -> None:
    import gguf
    import numpy

    if kind == gguf.GGMLQuantizationType.BF16:
        # numpy has no such type: the file's two bytes a value are written as bytes.
        size = 2 * int(numpy.prod(shape))
        writer.add_tensor_info(
            name, [*shape[:-1], 2 * shape[-1]], numpy.dtype(numpy.uint8), size, raw_dtype=kind
        )
        return
    dtype = numpy.dtype(numpy.float16 if kind == gguf.GGMLQuantizationType.F16 else numpy.float32)
    writer.add_tensor_info(name, shape, dtype, int(numpy.prod(shape)) * dtype.itemsize, raw_dtype=kind)


def _raw(tensor: torch.Tensor) -> Any:
    tensor = tensor.contiguous()
    return tensor.view(torch.uint8).numpy() if tensor.dtype == torch.bfloat16 else tensor.numpy()
