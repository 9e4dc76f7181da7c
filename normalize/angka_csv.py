"""Numbers of a CSV file, read with the context that each row gives: the number reader as a table in, table out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from normalize.angka import read_numbers
from normalize.csv_list import open_list
from normalize.satuan import read_unit
from normalize.types import Number, NumberContext, Ukuran

_NO_NUMBER = {"bukan_angka"}
_NO_NUMBER_COLUMN = {"kode", "nama", "indikator", "lokasi", "nomor"}
_TERMS = re.compile(r"[0-9.,]+|[-+*/]")
_MAX_REPEATS = 12


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A row of the answer; lists are joined with ``|``, a missing value is empty."""

    text: str
    context: str
    value: str
    unit: str
    rule: str
    confidence: str


def read_cases(path: str | Path) -> list[CaseRow]:
    """The readings of a CSV file with the columns ``text`` and ``context`` (``key=value;...``), in its order.

    Keys: ukuran, gaya, satuan, header, saudara (``a|b``), narasi, pindaian; evidence: jumlah, rumus, rasio with
    pembilang, pagu with realisasi, tabel_lain; ``kolom=kode``, ``baris=nomor_kolom`` and ``bukan_angka`` say that the
    text is no value. Raises OSError for a file that cannot be read, ValueError where the column ``text`` is missing.
    """
    with open_list(path, "text", "text, context") as rows:
        return [read_case(row.get("text") or "", row.get("context") or "") for row in rows]


def read_case(text: str, context: str) -> CaseRow:
    """One row's reading.

    >>> read_case("18.070 orang dan 23.477 KK", "ukuran=target").value
    '18070|23477'
    """
    keys = parse_context(context)
    numbers = tuple(_numbers(text, keys))
    if not numbers and not _is_no_number(keys):
        unit = (read_unit(text) or "") if "%" in text else ""
        return CaseRow(text, context, "", unit.split(" ")[0], "kosong", "")
    return CaseRow(
        text,
        context,
        "|".join(_plain(n.value) for n in numbers),
        "|".join(_unit(n) for n in numbers),
        "|".join(n.rule for n in numbers) or "bukan_angka",
        "|".join(f"{n.confidence:.2f}" for n in numbers),
    )


def parse_context(text: str) -> dict[str, str]:
    """The keys of ``key=value;key=value``; a bare word is a key with an empty value.

    >>> parse_context("narasi;gaya=titik")
    {'narasi': '', 'gaya': 'titik'}
    """
    pairs = (part.partition("=") for part in text.split(";") if part.strip())
    return {key.strip().lower(): value.strip() for key, _, value in pairs}


def number_context(keys: Mapping[str, str]) -> NumberContext:
    """The context that the keys describe; keys that are not known are left aside."""
    ukuran = next((u for u in Ukuran if u.value == keys.get("ukuran")), None)
    return NumberContext(
        ukuran=ukuran,
        unit=keys.get("satuan") or None,
        header=keys.get("header", ""),
        style=keys.get("gaya") or None,
        siblings=tuple(s for s in keys.get("saudara", "").split("|") if s),
        expected=tuple(_expected(keys)),
        narrative="narasi" in keys,
        scanned="pindaian" in keys,
    )


def _is_no_number(keys: Mapping[str, str]) -> bool:
    named = keys.get("kolom") in _NO_NUMBER_COLUMN or keys.get("baris") == "nomor_kolom"
    return named or not _NO_NUMBER.isdisjoint(keys)


def _numbers(text: str, keys: Mapping[str, str]) -> Iterator[Number]:
    if _is_no_number(keys):
        return
    context = number_context(keys)
    roles = keys.get("dua_sel_menyatu", "").split("|")
    numbers = read_numbers(text, context)
    if len(roles) < 2 or len(roles) != len(numbers):
        yield from numbers
        return
    for number, role in zip(numbers, roles, strict=True):
        part = f"{number.text} %" if number.unit == "persen" else number.text
        yield from read_numbers(part, replace(context, ukuran=number_context({"ukuran": role}).ukuran))


def _expected(keys: Mapping[str, str]) -> Iterator[Decimal]:
    """Values that arithmetic asks for; an unreadable piece of evidence is no evidence."""
    siblings = [_value(s) for s in keys.get("saudara", "").split("|") if s]
    total, pagu, realisasi = (_value(keys.get(k, "")) for k in ("jumlah", "pagu", "realisasi"))
    if total is not None and siblings and None not in siblings:
        rest = total - sum(s for s in siblings if s is not None)
        # The missing cells are often several equal ones: a target repeated over the years.
        yield from (rest / n for n in range(1, _MAX_REPEATS + 1) if rest > 0)
    if pagu is not None and realisasi is not None:
        yield pagu - realisasi
    ratio, numerator = _value(keys.get("rasio", "")), _value(keys.get("pembilang", ""))
    if ratio and numerator is not None:
        yield numerator / ratio * 100
    for key in ("tabel_lain", "rumus"):
        value = _formula(keys.get(key, ""))
        if value is not None:
            yield value
            if "/" in keys.get(key, ""):
                yield value * 100


def _value(text: str) -> Decimal | None:
    numbers = read_numbers(text) if text else ()
    return numbers[0].value if len(numbers) == 1 else None


def _formula(text: str) -> Decimal | None:
    """The value of ``a+b-c`` or ``a/b`` over printed numbers, left to right; None where it is no such formula."""
    if _TERMS.sub("", text).strip(" %"):
        return None
    result: Decimal | None = None
    sign = "+"
    for term in _TERMS.findall(text):
        if term in "+-*/":
            sign = term
            continue
        value = _value(term)
        result = None if value is None else _apply(result, sign, value)
        if result is None:
            return None
    return result


def _apply(left: Decimal | None, sign: str, right: Decimal) -> Decimal | None:
    if left is None:
        return right
    try:
        return {"+": left + right, "-": left - right, "*": left * right}[sign] if sign != "/" else left / right
    except (InvalidOperation, ZeroDivisionError):
        return None


def _unit(number: Number) -> str:
    """A case's answer names the unit in full, so that ``1 Dok`` and ``1 Dokumen`` answer alike."""
    return (number.unit and read_unit(number.unit)) or ""


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")
