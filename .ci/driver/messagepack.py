"""Reads MessagePack, as far as the window's answers use it, and writes the little that is asked."""

import struct

# What stands behind a first byte: a number of this format, or something of that length.
_NUMBERS = {
    0xCA: ">f", 0xCB: ">d",
    0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q",
    0xD0: ">b", 0xD1: ">h", 0xD2: ">i", 0xD3: ">q",
}  # fmt: skip
_CONSTANTS = {0xC0: None, 0xC2: False, 0xC3: True}
_LENGTHS = {0xC4: ">B", 0xC5: ">H", 0xC6: ">I", 0xD9: ">B", 0xDA: ">H", 0xDB: ">I",
            0xDC: ">H", 0xDD: ">I", 0xDE: ">H", 0xDF: ">I"}  # fmt: skip


def read(data):
    """The value that the bytes spell."""
    (value,) = read_all(data, 1)
    return value


def read_all(data, count):
    """So many values in a row."""
    values, at = [], 0
    for _ in range(count):
        value, at = _read(data, at)
        values.append(value)
    assert at == len(data), f"{len(data) - at} bytes too many"
    return values


def end_of(data, at):
    """Where the value ends that begins at a byte."""
    return _read(data, at)[1]


def _read(data, at):
    first = data[at]
    at += 1
    if first < 0x80:
        return first, at
    if first >= 0xE0:
        return first - 0x100, at
    if first < 0x90:
        return _map(data, at, first & 0x0F)
    if first < 0xA0:
        return _array(data, at, first & 0x0F)
    if first < 0xC0:
        return _text(data, at, first & 0x1F)
    if first in _CONSTANTS:
        return _CONSTANTS[first], at
    if first in _NUMBERS:
        return _number(data, at, _NUMBERS[first])
    length, at = _number(data, at, _LENGTHS[first])
    if first <= 0xC6:
        return data[at : at + length], at + length
    if first <= 0xDB:
        return _text(data, at, length)
    return _array(data, at, length) if first <= 0xDD else _map(data, at, length)


def _number(data, at, form):
    return struct.unpack_from(form, data, at)[0], at + struct.calcsize(form)


def _text(data, at, length):
    return data[at : at + length].decode(), at + length


def _array(data, at, length):
    items = []
    for _ in range(length):
        item, at = _read(data, at)
        items.append(item)
    return items, at


def _map(data, at, length):
    items = {}
    for _ in range(length):
        key, at = _read(data, at)
        items[key], at = _read(data, at)
    return items, at


def short_text(words):
    """A text of less than 32 bytes."""
    data = words.encode()
    assert len(data) < 32, words
    return bytes([0xA0 | len(data)]) + data
