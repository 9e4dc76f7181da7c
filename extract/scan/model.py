"""The recognition model cut to the letters that Indonesian documents need, in memory.

A sixth of the time goes into naming 18 thousand letters that no Indonesian document prints. The weights that stay are
the same. ONNX files are protobuf messages, and only a few kinds of fields are rewritten here, so no package is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

Field = tuple[int, int, bytes | int]
"""Number, wire type (0 varint, 1 eight bytes, 2 bytes, 5 four bytes) and value of a protobuf field."""

_GRAPH, _METADATA = 7, 14
_INITIALIZER, _INPUT, _OUTPUT, _VALUE_INFO = 5, 11, 12, 13
_FLOAT = 1
_ROWS = 48


class ModelUnknownError(ValueError):
    """The model is built otherwise than those that we know how to cut; it can still be used as it is."""


def cut_model(model: bytes, columns: Sequence[int], n_classes: int) -> bytes:
    """The recogniser with only these columns of its ``n_classes`` classes.

    Raises ``ModelUnknownError`` where the model's parts are not found.
    """
    done: set[str] = set()

    def graph(number: int, value: bytes) -> bytes | None:
        if number == _VALUE_INFO:
            return None  # shapes that hold for the uncut model only
        if number == _INITIALIZER:
            return _with_columns(value, columns, n_classes, done)
        if number == _INPUT:
            return _float_value(_text(value, 1), (None, 3, _ROWS, None))
        if number == _OUTPUT:
            return _float_value(_text(value, 1), (None, None, len(columns)))
        return value

    cut = _rewritten(model, lambda number, value: _rewritten(value, graph) if number == _GRAPH else value)
    if not {"1", "2"} <= done:
        raise ModelUnknownError("the recogniser's last layers are not as expected")
    return cut


def metadata(model: bytes, key: str) -> str:
    """What an ONNX file says of itself under this key. Raises ``ModelUnknownError`` where it says nothing."""
    for number, _, value in _fields(model):
        if number == _METADATA and isinstance(value, bytes) and _text(value, 1) == key:
            return _text(value, 2)
    raise ModelUnknownError(f"the model has no {key}")


def _with_columns(tensor: bytes, columns: Sequence[int], n_classes: int, done: set[str]) -> bytes:
    """A weight (k, n_classes) or bias (n_classes,) of the last layer with these columns; others as they are."""
    head = list(_fields(tensor, stop=9))
    dims = [value for number, _, value in head if number == 1 and isinstance(value, int)]
    if not dims or dims[-1] != n_classes or len(dims) > 2:
        return tensor
    parts = {number: value for number, _, value in _fields(tensor)}
    raw, name = parts.get(9), parts.get(8)
    if parts.get(2) != _FLOAT or not isinstance(raw, bytes) or not isinstance(name, bytes):
        raise ModelUnknownError("weights are not plain floats")
    kept = np.ascontiguousarray(np.frombuffer(raw, "<f4").reshape(dims)[..., list(columns)])
    done.add(str(kept.ndim))
    fields: list[Field] = [(1, 0, size) for size in kept.shape]
    return _message([*fields, (2, 0, _FLOAT), (8, 2, name), (9, 2, kept.tobytes())])


def _float_value(name: str, dims: Sequence[int | None]) -> bytes:
    """A graph's input or output: floats of these sizes, None where they vary."""
    sizes = [_message([(2, 2, f"{name}.{k}".encode())] if n is None else [(1, 0, n)]) for k, n in enumerate(dims)]
    shape = _message([(1, 2, size) for size in sizes])
    tensor = _message([(1, 0, _FLOAT), (2, 2, shape)])
    return _message([(1, 2, name.encode()), (2, 2, _message([(1, 2, tensor)]))])


def _text(message: bytes, number: int) -> str:
    value = next((value for field, _, value in _fields(message) if field == number), b"")
    return value.decode() if isinstance(value, bytes) else ""


def _rewritten(message: bytes, change: Callable[[int, bytes], bytes | None]) -> bytes:
    """The message with each field of bytes changed; None leaves it out."""
    fields: list[Field] = []
    for number, wire, value in _fields(message):
        new = change(number, value) if wire == 2 and isinstance(value, bytes) else value
        if new is not None:
            fields.append((number, wire, new))
    return _message(fields)


def _fields(message: bytes, stop: int | None = None) -> Iterator[Field]:
    """The fields of a message, up to the first one with number ``stop``."""
    place, end = 0, len(message)
    fixed: Mapping[int, int] = {1: 8, 5: 4}
    while place < end:
        key, place = _varint(message, place)
        number, wire = key >> 3, key & 7
        if number == stop:
            return
        if wire == 0:
            value, place = _varint(message, place)
            yield number, wire, value
            continue
        size = fixed.get(wire)
        if wire == 2:
            size, place = _varint(message, place)
        if size is None or place + size > end:
            raise ModelUnknownError("not an ONNX file")
        yield number, wire, message[place : place + size]
        place += size


def _varint(message: bytes, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if place >= len(message):
            break
        byte = message[place]
        place += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, place
    raise ModelUnknownError("not an ONNX file")


def _message(fields: Sequence[Field]) -> bytes:
    parts: list[bytes] = []
    for number, wire, value in fields:
        parts.append(_as_varint(number << 3 | wire))
        if isinstance(value, int):
            parts.append(_as_varint(value))
        else:
            parts += [_as_varint(len(value)), value] if wire == 2 else [value]
    return b"".join(parts)


def _as_varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
