"""The summary of an ingest: amounts, and messages that name their document."""

from __future__ import annotations

from renja.batch.report import Outcome, Report
from renja.batch.summary import money_text, summary_text
from renja.texts import speaking


def uang(tercetak: int, tabel: int, bermakna: int, anggaran: int) -> dict[str, int]:
    return {"tercetak": tercetak, "tabel": tabel, "bermakna": bermakna, "ragu": 0, "anggaran": anggaran}


def outcome(name: str, amounts: dict[str, int], *pesan: str, status: str = "sebagian") -> Outcome:
    return Outcome(f"/dok/{name}.pdf", "0" * 16, status, pesan, 3, 1.0, {"tabel": 2, "baris": 9}, uang=amounts)


def summary(*outcomes: Outcome) -> str:
    return summary_text(Report("hasil", outcomes, 2.0))


def test_a_documents_line_has_its_amounts_printed_certain_and_compared() -> None:
    text = summary(outcome("utuh", uang(210, 200, 199, 80), status="ok"), outcome("baru", {}, status="ok"))
    head, whole, unread = text.splitlines()[:3]
    assert head.split()[6:9] == ["uang", "pasti", "anggaran"]
    assert whole.split()[6:9] == ["200", "199", "80"]
    assert unread.split()[6:9] == ["-", "-", "-"]
    assert "200 tercetak, 199 bermakna pasti 99,5 %, 80 masuk anggaran 40,0 %" in text


def test_a_document_whose_money_is_not_understood_says_so_in_its_line() -> None:
    lines = summary(outcome("gelap", uang(9, 9, 0, 0)), outcome("bisu", uang(9, 9, 9, 0))).splitlines()
    assert lines[1].endswith("sebagian; uangnya tidak dipahami")
    assert lines[2].endswith("sebagian; tidak masuk anggaran")


def test_a_document_of_which_no_page_was_read_says_so_in_its_line_and_one_without_money_does_not() -> None:
    unread, letter = outcome("pindaian", uang(0, 0, 0, 0)), outcome("surat", uang(0, 0, 0, 0), status="ok")
    lines = summary(unread, letter).splitlines()
    assert lines[1].endswith("sebagian; tidak ada uang yang terbaca")
    assert lines[2].endswith("  ok")


def test_each_message_names_its_document_once() -> None:
    path = "/dok/kedua.pdf"
    text = summary(outcome("satu", {}, "3 nilai hilang"), outcome("kedua", {}, f"{path}: tidak dapat dibuka"))
    assert "- satu.pdf: 3 nilai hilang" in text
    assert f"- {path}: tidak dapat dibuka" in text


def test_nothing_printed_is_no_share() -> None:
    assert "%" not in money_text({})


def test_in_english_the_same_lines_stand_once() -> None:
    one = outcome("utuh", uang(210, 200, 199, 80), "halaman 3 rusak / page cannot be loaded", status="ok")
    with speaking("en"):
        said = summary(one)
    assert said.splitlines()[0].split()[6:9] == ["amounts", "certain", "budget"]
    assert len(said.splitlines()) == len(summary(one).splitlines())
    assert "- utuh.pdf: page cannot be loaded [halaman 3 rusak]" in said
    assert "- utuh.pdf: halaman 3 rusak\n" in summary(one)
