"""A recipe's file: written and read back it is the same, and whatever else it holds is refused by line."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.columns.kinds import KINDS
from normalize.recipes.rows import NUMBERINGS
from normalize.recipes.types import ColumnRule, Example, HeadCell, Layout, Recipe, RowRule, Year
from normalize.types import Konteks, TingkatBaris
from renja.recipes.errors import RecipeError
from renja.recipes.examples import failures
from renja.recipes.files import dataset_folder, drop_recipe, keep_recipe, load_recipes, read_recipe
from renja.recipes.parse import LARGEST, parse_recipe
from renja.recipes.shorthand import column_said, rows_said
from renja.recipes.written import digest, recipe_text

texts = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="".join(map(chr, [*range(32), 127]))),
    min_size=1,
    max_size=40,
)
words = texts.filter(lambda text: bool(text.strip()))
years = st.one_of(
    st.builds(Year), st.builds(Year, st.integers(1990, 2069)), st.builds(Year, st.none(), st.integers(-9, 9))
)


@st.composite
def recipes(draw: st.DrawFn) -> Recipe:
    width = draw(st.integers(1, 5))
    cells = tuple(
        HeadCell(f"Kolom {chr(97 + i)} {draw(texts)}", 0, i, draw(st.integers(1, 2)), 1) for i in range(width)
    )
    numbers = draw(st.sampled_from([(), tuple(map(str, range(1, width + 1)))]))
    layout = Layout(width, 1, cells, numbers, draw(st.none() | words))
    rules = []
    for i in draw(st.sets(st.integers(0, width - 1))):
        name, nth = layout.name_of(i)
        said = draw(st.frozensets(st.sampled_from(("konteks", "tahun", "rincian"))))
        rules.append(ColumnRule(
            name, nth, draw(st.sampled_from([k for k in KINDS if k != "proyeksi"])),
            draw(st.none() | st.sampled_from(Konteks)) if "konteks" in said else None,
            draw(years) if "tahun" in said else Year(),
            draw(st.none() | words.filter(lambda t: t != "-")) if "rincian" in said else None,
            draw(st.none() | st.sampled_from((1, 1000, 1_000_000))),
            tuple(draw(st.lists(st.sampled_from(TingkatBaris), max_size=3))), said,
        ))  # fmt: skip
    rows = draw(st.lists(st.builds(
        RowRule, st.sampled_from(TingkatBaris), st.integers(0, 9), st.none() | st.booleans(), st.none() | st.booleans(),
        st.none() | st.sampled_from(NUMBERINGS), st.none() | words, st.none(), st.none() | st.integers(0, 20),
    ), max_size=3))  # fmt: skip
    examples = draw(st.lists(st.builds(
        Example, st.tuples(*[st.text(texts, max_size=0) | texts] * width), st.just(("pagu,-,2027,-=5",)),
        st.none() | st.sampled_from(TingkatBaris), st.booleans(),
    ), max_size=2))  # fmt: skip
    recipe = Recipe(
        "uji", layout, draw(st.just("") | texts), tuple(rules), tuple(rows), draw(st.none() | st.integers(0, 9)),
        draw(st.none() | st.just(1000)), draw(st.booleans()), tuple(examples), draw(st.none() | st.just(2027)),
    )  # fmt: skip
    says = recipe.columns or recipe.rows or recipe.bukan_tabel or recipe.kepala is not None or recipe.skala
    recipe = recipe if says else replace(recipe, skala=1000)
    return replace(recipe, sidik=digest(recipe))


@given(recipes())
def test_a_recipe_that_is_written_and_read_is_the_same(recipe: Recipe) -> None:
    assert parse_recipe(recipe_text(recipe).encode(), "uji.toml", "uji") == recipe


GOOD = """versi = 1
[tata_letak]
jumlah_kolom = 3
baris_kepala = 1
kepala = [
  { baris = 1, kolom = 1, teks = "Kode" },
  { baris = 1, kolom = 2, teks = "Rumpun" },
  { baris = 1, kolom = 3, teks = "Lajur P" },
]

[[kolom]]
nama = "Lajur P"
peran = "pagu"
"""


@given(recipes())
def test_a_recipe_goes_to_other_processes_as_it_is(recipe: Recipe) -> None:
    assert pickle.loads(pickle.dumps(recipe)) == recipe


def test_the_smallest_file_is_a_recipe() -> None:
    assert parse_recipe(GOOD.encode(), "a.toml", "a").places == (2,)


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ('peran = "pagu"', 'peran = "uang"', 13, "'uang' tidak dikenal"),
        ('peran = "pagu"', "peran = 3", 13, "harus teks"),
        ('peran = "pagu"', 'peran = "pagu"\nwarna = "biru"', 14, "kunci tidak dikenal"),
        ('peran = "pagu"', 'peran = "pagu"\nkonteks = "kemarin"', 14, "'kemarin' tidak dikenal"),
        ('peran = "pagu"', "tahun = 1066", 13, "harus tahun"),
        ('peran = "pagu"', "tahun = 2027-01-01", 13, "harus tahun"),
        ('peran = "pagu"', 'tahun = "n+n"', 13, "harus tahun"),
        ('peran = "pagu"', "tahun = true", 13, "harus tahun"),
        ('peran = "pagu"', "skala = 0", 13, "harus 1 sampai"),
        ('peran = "pagu"', "skala = true", 13, "harus bilangan bulat"),
        ('peran = "pagu"', "skala = 1.5", 13, "harus bilangan bulat"),
        ('nama = "Lajur P"', "", 11, "harus diisi"),
        ('nama = "Lajur P"', 'nama = "Lajur Z"', 11, "tidak ada kolom 'Lajur Z'"),
        ('nama = "Lajur P"', 'nama = "Lajur P"\nke = 2', 11, "tidak ada kolom"),
        ('peran = "pagu"', 'peran = "pagu"\n[[kolom]]\nnama = "Lajur P"\nperan = "sisa"', 14, "sudah disebut"),
        ("versi = 1", "versi = 9", 1, "versi berkas tidak dikenal"),
        ("versi = 1", "versi = 1\nbaris = 3", 2, "harus tabel"),
        ("versi = 1", "versi = 1\nbaris = [3]", 2, "harus tabel"),
        ("versi = 1", 'versi = 1\nketerangan = "a\\u0007"', 2, "karakter kendali"),
        ("versi = 1", f'versi = 1\nketerangan = "{"a" * 5000}"', 2, "5000 huruf"),
        ("jumlah_kolom = 3", "jumlah_kolom = 100000", 3, "harus 1 sampai"),
        ("jumlah_kolom = 3", "jumlah_kolom = 2", 8, "harus 1 sampai 2"),
        ("jumlah_kolom = 3", 'jumlah_kolom = 3\nnomor = ["1"]', 4, "harus 3 teks"),
        ("jumlah_kolom = 3", "jumlah_kolom = 3\nnomor = [1, 2, 3]", 4, "daftar teks"),
        ("jumlah_kolom = 3", "jumlah_kolom = 3\nnomor = [[1], [2], []]", 4, "daftar teks"),
        ("[[kolom]]", "[kolom]", 11, "harus tabel [[kolom]]"),
        ("[tata_letak]", "[tataletak]", 1, "harus ada"),
        ('peran = "pagu"', 'peran = "pagu"\n[[baris]]\ntingkat = "kegiatan"', 14, "baris mana?"),
        ('peran = "pagu"', 'peran = "pagu"\n[[baris]]\ntingkat = "dusun"', 15, "'dusun' tidak dikenal"),
        ('peran = "pagu"', 'peran = "pagu"\n[[baris]]\ntingkat = "program"\nkolom = "Harga"', 14, "tidak ada kolom"),
        ('peran = "pagu"', 'peran = "pagu"\n[[contoh]]\nsel = ["1"]', 15, "contoh harus 3 sel"),
        ('peran = "pagu"', 'peran = "pagu"\n[[contoh]]\nsel = ["1", "2", "3"]\nnilai = ["lima"]', 16, "bukan ukuran"),
        ('peran = "pagu"', "", 11, "apa arti kolom ini?"),
        ('peran = "pagu"', "peran = ", 13, "bukan TOML"),
        ('peran = "pagu"', 'peran = "pagu"\nperan = "sisa"', 14, "bukan TOML"),
        ('peran = "pagu"', "skala = " + "9" * 5000, 1, "bukan TOML"),
        ('peran = "pagu"', "tahun = " + "[" * 100_000, 1, "bukan TOML"),
    ],
)  # fmt: skip
def test_whatever_else_is_refused_by_file_and_line(old: str, new: str, line: int, why: str) -> None:
    assert old in GOOD
    with pytest.raises(RecipeError) as refused:
        parse_recipe(GOOD.replace(old, new, 1).encode(), "a.toml", "a")
    assert str(refused.value).startswith(f"a.toml baris {line}: ")
    assert why in str(refused.value)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"versi = 1", b"\x00" * 100, b"[" * 5000, b"a" * (LARGEST + 1)])
def test_bytes_that_are_no_recipe_are_refused(data: bytes) -> None:
    with pytest.raises(RecipeError, match=r"^a\.toml"):
        parse_recipe(data, "a.toml", "a")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_recipe_or_refused(data: bytes) -> None:
    with pytest.raises(RecipeError):
        parse_recipe(data, "a.toml", "a")


@pytest.mark.parametrize("name", ["../lari", "A", "", "a b", "x" * 80, ".."])
def test_a_name_that_is_no_plain_file_name_is_refused(name: str, tmp_path: Path) -> None:
    recipe = replace(parse_recipe(GOOD.encode(), "a.toml", "a"), nama=name)
    with pytest.raises(RecipeError):
        keep_recipe(recipe, tmp_path)
    with pytest.raises(RecipeError):
        drop_recipe(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_one_is_kept_whole_and_not_in_place_of_another_unless_asked(tmp_path: Path) -> None:
    recipe = parse_recipe(GOOD.encode(), "a.toml", "a")
    path = keep_recipe(recipe, dataset_folder(tmp_path))
    assert read_recipe(path) == recipe
    with pytest.raises(RecipeError, match="sudah ada"):
        keep_recipe(recipe, dataset_folder(tmp_path))
    keep_recipe(replace(recipe, skala=1000), dataset_folder(tmp_path), replace=True)
    assert load_recipes(tmp_path).recipes[0].skala == 1000
    assert [each.name for each in dataset_folder(tmp_path).iterdir()] == ["a.toml"]


def test_the_datasets_recipe_goes_before_the_users_of_its_name(tmp_path: Path, own_folder: Path) -> None:
    recipe = parse_recipe(GOOD.encode(), "a.toml", "a")
    keep_recipe(recipe, own_folder)
    assert load_recipes(tmp_path).recipes == (recipe,)
    keep_recipe(replace(recipe, skala=1000), dataset_folder(tmp_path))
    assert [each.skala for each in load_recipes(tmp_path).recipes] == [1000]
    assert load_recipes(tmp_path, user=False).files == (dataset_folder(tmp_path) / "a.toml",)


EXAMPLE = """
[[contoh]]
sel = ["1.06.02", "Program Penataan Taman Uji", "900.000.000"]
nilai = ["pagu,-,YEAR,-=900000000"]
"""


def test_a_recipe_that_fails_its_own_example_is_used_for_nothing(tmp_path: Path) -> None:
    text = GOOD.replace("versi = 1", "versi = 1\ntahun_contoh = 2027") + EXAMPLE
    good = parse_recipe(text.replace("YEAR", "2027").encode(), "a.toml", "a")
    assert failures(good) == ()
    folder = dataset_folder(tmp_path)
    folder.mkdir()
    (folder / "a.toml").write_text(text.replace("YEAR", "2026"))
    found = load_recipes(tmp_path)
    assert found.recipes == ()
    assert "contoh 1: mestinya pagu,-,2026,-=900000000, terbaca pagu,-,2027,-=900000000" in found.faults[0]
    with pytest.raises(RecipeError, match="contohnya sendiri"):
        keep_recipe(parse_recipe(text.replace("YEAR", "2026").encode(), "b.toml", "b"), folder)


def test_what_is_said_in_the_shell_is_what_a_file_would_say() -> None:
    assert column_said("Pagu #2=pagu,-,n+1,DAK") == ColumnRule(
        "Pagu", 2, "pagu", None, Year(offset=1), "DAK", said=frozenset({"konteks", "tahun", "rincian"})
    )
    assert column_said("a = b=pagu,,2027") == ColumnRule(
        "a = b", 1, "pagu", None, Year(2027), said=frozenset({"tahun"})
    )
    assert column_said("Catatan=-").peran == "keterangan"
    assert rows_said("kegiatan: tebal, huruf_besar=tidak, bagian_kode=5, awalan=Urusan") == RowRule(
        TingkatBaris.KEGIATAN, 5, True, False, None, "Urusan"
    )


@pytest.mark.parametrize(
    "text", ["pagu", "=pagu", "a=uang", "a=pagu,kemarin", "a=pagu,-,kapan", "a=pagu,-,n,x,y", "a="]
)
def test_what_is_said_wrongly_in_the_shell_is_refused(text: str) -> None:
    with pytest.raises(RecipeError):
        column_said(text)


@pytest.mark.parametrize(
    "text", ["kegiatan", "dusun: tebal", "kegiatan:", "kegiatan: warna=biru", "kegiatan: nomor=tiga"]
)
def test_rows_that_are_said_wrongly_are_refused(text: str) -> None:
    with pytest.raises(RecipeError):
        rows_said(text)
