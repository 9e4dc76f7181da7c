"""Forms as different offices print them, none of which stands in our samples: what each column means."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.types import Column, JenisDokumen, JenisTabel
from normalize.ukuran import SURE_COLUMN
from tests.normalize.columns.grids import MEASURES, Form, agrees, catalogue, meaning, read

FORMS = catalogue()
_FORMULA = re.compile(r"[=(/*]")
_KNOWN = [(form, int(c)) for form in FORMS for c in form.failing if c != "jenis"]


_AS_DRAWN = {form.name: form for form in FORMS}


@cache
def _read_once(name: str) -> tuple[tuple[Column, ...], JenisTabel]:
    return read(_AS_DRAWN[name])


def _found(form: Form) -> tuple[tuple[Column, ...], JenisTabel]:
    """The columns and the label of a form; those that are as they were drawn are read once for all tests."""
    return _read_once(form.name) if _AS_DRAWN.get(form.name) is form else read(form)


def _wrong(form: Form, columns: list[int]) -> list[str]:
    """The columns of a form that are read otherwise than it says."""
    found, _ = _found(form)
    return [
        f"{i} '{found[i - 1].judul}': {meaning(found[i - 1])}, should be {form.expected[i - 1]}"
        for i in columns
        if not agrees(form.expected[i - 1], found[i - 1])
    ]


@pytest.mark.parametrize("form", FORMS, ids=[f.name for f in FORMS])
def test_columns_mean_what_the_form_says(form: Form) -> None:
    sound = [i for i in range(1, len(form.expected) + 1) if str(i) not in form.failing]
    assert _wrong(form, sound) == []


def test_measures_that_forms_name_are_certain_but_for_few() -> None:
    named = [
        column.keyakinan >= SURE_COLUMN
        for form in FORMS
        for meant, column in zip(form.expected, _found(form)[0], strict=True)
        if "," in meant
    ]
    assert sum(named) >= 0.97 * len(named)  # .974 of 4,623: a rule that doubts what is right shows here


@pytest.mark.parametrize("form", FORMS, ids=[f.name for f in FORMS])
def test_columns_of_a_table_twice_as_long_mean_the_same(form: Form) -> None:
    sound = [i for i in range(1, len(form.expected) + 1) if str(i) not in form.failing]
    assert _wrong(replace(form, body=form.body * 2), sound) == []


@pytest.mark.parametrize(
    ("form", "column"),
    [
        pytest.param(f, c, id=f"{f.name}-{c}", marks=pytest.mark.xfail(strict=True, reason=f.failing[str(c)]))
        for f, c in _KNOWN
    ],
)
def test_a_column_that_is_known_to_be_misread(form: Form, column: int) -> None:
    assert _wrong(form, [column]) == []


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(
            f,
            id=f.name,
            marks=[pytest.mark.xfail(strict=True, reason=f.failing["jenis"])] if "jenis" in f.failing else [],
        )
        for f in FORMS
        if f.jenis
    ],
)
def test_the_label_follows_from_the_columns(form: Form) -> None:
    assert str(_found(form)[1]) == form.jenis


@pytest.mark.parametrize("form", FORMS[::8], ids=[f.name for f in FORMS[::8]])
def test_headers_in_capitals_whose_words_a_narrow_cell_broke_mean_the_same(form: Form) -> None:
    for old, new in _BROKEN.items():
        form = replace(form, header=tuple(tuple(text.replace(old, new) for text in row) for row in form.header))
    form = replace(form, header=tuple(tuple(text.upper() for text in row) for row in form.header))
    sound = [i for i in range(1, len(form.expected) + 1) if str(i) not in form.failing]
    assert _wrong(form, [i for i in sound if form.expected[i - 1].count(",") < _WITH_SLICE]) == []


@pytest.mark.parametrize("form", FORMS[1::4], ids=[f.name for f in FORMS[1::4]])
def test_words_that_a_header_cuts_short_mean_the_same(form: Form) -> None:
    short = replace(form, header=tuple(tuple(map(_cut_short, row)) for row in form.header))
    sound = [i for i in range(1, len(form.expected) + 1) if str(i) not in form.failing]
    assert _wrong(short, [i for i in sound if form.expected[i - 1].count(",") < _WITH_SLICE]) == []


def _cut_short(text: str) -> str:
    for word, short in _SHORT.items():
        text = re.sub(rf"\b{word}\b", short, text, flags=re.IGNORECASE)
    return text.replace("(Rp)", "(Rupiah)")


_SHORT = {
    "Tahun": "Th.",
    "Target": "Tgt",
    "Triwulan": "TW",
    "Capaian": "Cap.",
    "Rencana": "Renc.",
    "Semester": "Smt.",
}
_BROKEN = {"Realisasi": "Reali sasi", "Anggaran": "Angga ran", "Triwulan": "Triwu lan", "Kegiatan": "Kegia tan"}
_WITH_SLICE = 3


_TITLES = (
    "",
    "Capaian Indikator Kinerja Utama",
    "Laporan Realisasi Belanja",
    "Pagu Indikatif Program",
    "Jumlah Pegawai",
)
_FREE = [f for f in FORMS if not f.ordered and not any(_FORMULA.search(n) for n in f.numbers)]
"""Forms whose columns say what they are wherever they stand; a formula names columns by their place."""


def _roles(form: Form) -> list[str | None]:
    """The role of each column; None where it is a measure in doubt, which may hang on what stands above the table."""
    return [_role(column) for column in _found(form)[0]]


def _role(column: Column) -> str | None:
    return None if column.peran in MEASURES and column.keyakinan < SURE_COLUMN else str(column.peran)


@given(st.sampled_from(FORMS), st.sampled_from(_TITLES), st.sampled_from(JenisDokumen))
@settings(max_examples=150, deadline=None)
def test_roles_depend_neither_on_the_title_nor_on_the_documents_kind(
    form: Form, title: str, kind: JenisDokumen
) -> None:
    other = replace(form, judul=title, meta=replace(form.meta, jenis=kind))
    assert _alike(_told(form, _roles(other)), _told(form, _roles(form)))


@given(st.sampled_from(_FREE), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_roles_do_not_depend_on_the_order_of_the_columns(form: Form, chance: random.Random) -> None:
    groups = list(form.groups)
    chance.shuffle(groups)
    order = [column for group in groups for column in group]
    moved = dict(zip(order, _roles(form.permuted(order)), strict=True))
    assert _alike(_told(form, [moved[i] for i in range(len(order))]), _told(form, _roles(form)))


def _told(form: Form, roles: list[str | None]) -> list[str | None]:
    """The roles of those columns of which the contract says what they mean."""
    return [role for role, meant in zip(roles, form.expected, strict=True) if meant not in _OPEN]


def _alike(one: list[str | None], other: list[str | None]) -> bool:
    return all(a == b or a is None or b is None for a, b in zip(one, other, strict=True))


_OPEN = ("?", "ragu")


def test_every_form_has_a_name_of_its_own() -> None:
    assert len({form.name for form in FORMS}) == len(FORMS)
