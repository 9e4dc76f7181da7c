"""Two columns that were read as one measure: the one that something tells is certain, the other one is not."""

from __future__ import annotations

import pytest

from normalize.types import Column
from normalize.ukuran import SURE_COLUMN
from tests.normalize.columns.grids import Form, form_of, meaning, read

HEAD = "dok lainnya 2028\njudul Realisasi Tahun 2028\n"


def _read(text: str) -> list[Column]:
    form: Form = form_of(f"uji\n{HEAD}{text}")
    return list(read(form)[0])


def _is_sure(column: Column) -> bool:
    return column.keyakinan >= SURE_COLUMN


def test_a_total_that_names_the_budget_is_the_budget_and_its_parts_are_in_doubt() -> None:
    _, part, rest, total, _ = _read(
        "h OPD | Alokasi | Tambahan | Total Pagu | Realisasi\n~ opd | rp | rp | =2+3 | <4\n> ? | ? | ? | ? | ?"
    )
    assert (meaning(total), _is_sure(total)) == ("pagu,-,2028", True)
    assert not any(map(_is_sure, (part, rest)))


def test_what_is_left_is_of_the_year_of_what_it_is_reckoned_from_and_what_another_word_heads_is_no_budget() -> None:
    columns = _read(
        "h OPD | Alokasi 2028 | SiLPA 2027 | Total Pagu | Realisasi | Sisa | %\n"
        "~ opd | rp | rp | =2+3 | <4 | =4-5 | %5/4\n> ? | ? | ? | ? | ? | ? | ?"
    )
    assert [meaning(c) for c in columns[4:]] == ["realisasi,-,2028", "sisa,-,2028", "persen_realisasi,-,2028"]
    assert (meaning(columns[1]), _is_sure(columns[1]), _is_sure(columns[2])) == ("pagu,-,2028", True, False)


def test_what_a_header_calls_a_budget_is_one_beside_what_only_its_amounts_call_so() -> None:
    _, named, bare, _, _ = _read(
        "h Uraian | Alokasi (Rp) | Diterima (Rp) | Dibelanjakan (Rp) | Sisa Dana (Rp)\n"
        "~ nama | rp | <2 | <3 | =3-4\n> ? | ? | ? | ? | ?"
    )
    assert (meaning(named), _is_sure(named), _is_sure(bare)) == ("pagu,-,2028", True, False)


def test_a_year_in_the_header_beats_that_of_the_title() -> None:
    columns = _read(
        "h Program | 2027 | < | 2028 | < | Total | <\nh ^ | Pagu | Realisasi | Pagu | Realisasi | Pagu | Realisasi\n"
        "~ nama | rp | <2 | rp | <4 | =2+4 | =3+5\n> ? | ? | ? | ? | ? | ? | ?"
    )
    assert (meaning(columns[4]), _is_sure(columns[4])) == ("realisasi,-,2028", True)
    assert not _is_sure(columns[6])


@pytest.mark.parametrize("other", ["Pagu", "Anggaran"])
def test_two_that_nothing_tells_apart_are_both_in_doubt(other: str) -> None:
    _, one, two, _ = _read(
        f"h Program | Pagu | {other} | Realisasi\n~ nama | rp | rp | <2\n> ? | ? | ? | ?",
    )
    assert not any(map(_is_sure, (one, two)))


def test_an_achievement_beside_a_percentage_may_be_what_was_reached() -> None:
    columns = _read(
        "h Indikator | Target 2028 | Capaian 2028 | % | Capaian 2027 | %\n"
        "~ ind | jml | jml | pct | jml | pct\n> ? | ? | ? | ? | ? | ?"
    )
    assert not any(_is_sure(c) for c in columns if c.peran == "capaian")


def test_an_achievement_of_the_periods_last_target_casts_no_doubt_on_that_of_the_year() -> None:
    columns = _read(
        "h Indikator | Target 2028 | Realisasi 2028 | Capaian 2028 (%) | Target Akhir RPJMD (2030) "
        "| Capaian s.d. 2028 thd 2030 (%)\n"
        "~ ind | jml | jml | %3/2 | jml | %3/5\n> ? | ? | ? | ? | ? | ?"
    )
    assert [meaning(columns[i]) for i in (3, 5)] == ["capaian,-,2028", "capaian,akhir_renstra,2028"]
    assert _is_sure(columns[3])


def test_the_year_of_what_a_share_is_compared_with_is_not_its_own() -> None:
    columns = _read(
        "h Indikator | Realisasi 2027 | Realisasi 2028 | Target 2030 | Capaian terhadap Target 2030 (%)\n"
        "~ ind | jml | jml | jml | %3/4\n> ? | ? | ? | ? | ?"
    )
    assert meaning(columns[4]) == "capaian,-,2028"


def test_progress_below_a_difference_is_the_difference_and_casts_no_doubt_on_what_was_reached() -> None:
    columns = _read(
        "h Kegiatan | Pagu (Rp) | Realisasi | < | < | Selisih | <\n"
        "h ^ | ^ | Keu (Rp) | Keu (%) | Fisik (%) | Keu (%) | Fisik (%)\n"
        "~ nama | rp | <2 | %3/2 | pct | pct | pct\n> ? | ? | ? | ? | ? | ? | ?"
    )
    assert [meaning(c) for c in columns[3:5]] == ["persen_realisasi,-,2028", "fisik,-,2028"]
    assert all(map(_is_sure, columns[3:5]))
    assert [c.peran for c in columns[5:]] == ["selisih", "selisih"]


def test_money_of_which_a_header_says_that_it_is_not_spent_is_the_remainder() -> None:
    columns = _read(
        "h OPD | Pagu DPA | SP2D Terbit | Belum Terbit SP2D | % Serapan\n"
        "~ opd | rp | <2 | =2-3 | %3/2\n> ? | ? | ? | ? | ?"
    )
    assert [meaning(c) for c in columns[2:4]] == ["realisasi,-,2028", "sisa,-,2028"]
    assert all(map(_is_sure, columns[2:4]))


def test_progress_without_a_word_of_money_or_works_is_in_doubt() -> None:
    asked = _read("h Rekomendasi | Tindak Lanjut | Progres (%)\n~ rumus | rumus | pct\n> ? | ? | ?")
    works = _read("h Kegiatan | Pagu | Progres (%)\n~ nama | rp | pct\n> ? | ? | ?")
    assert not _is_sure(asked[-1])
    assert (meaning(works[-1]), _is_sure(works[-1])) == ("fisik,-,2028", True)
