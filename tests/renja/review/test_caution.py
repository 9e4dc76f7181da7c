"""What a correction is asked about once more, and what not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from renja.review.caution import Doubt, doubts_of_reason, doubts_of_value


@pytest.mark.parametrize(
    ("new", "read", "teks", "doubts"),
    [
        ("412500000", "4125000", "4.125.000", [Doubt.TERLALU_BESAR]),
        ("41250", "4125000", "4.125.000", [Doubt.TERLALU_KECIL]),
        ("0", "4125000", "4.125.000", [Doubt.TERLALU_KECIL]),
        ("41250000", "4125000", "4.125.000", []),
        ("-4125000", "4125000", "4.125.000", [Doubt.NEGATIF]),
        ("-300", "-200", "(200)", []),
        ("4125000", "4125", "4.125.000", []),  # the reading was the slip
        ("4125", "4125000", "4.125", []),  # read as thousands, which it was not
        ("412500000", None, None, []),  # nothing was printed or read: nothing to compare with
        (None, "4125000", "4.125.000", []),
        ("-1", None, "", [Doubt.NEGATIF]),
        ("900", "3", "3 sampai 5 orang", [Doubt.TERLALU_BESAR]),
    ],
)
def test_a_figure_far_from_what_is_printed_and_read_is_asked_about(
    new: str | None, read: str | None, teks: str | None, doubts: list[Doubt]
) -> None:
    said = None if new is None else Decimal(new)
    known = None if read is None else Decimal(read)
    assert list(doubts_of_value(said, alasan="salah baca", read=known, teks=teks)) == doubts


def test_a_correction_without_a_reason_is_asked_about() -> None:
    assert doubts_of_reason("  ") == (Doubt.TANPA_ALASAN,)
    assert doubts_of_value(Decimal(5), alasan="", read=Decimal(5)) == (Doubt.TANPA_ALASAN,)
    assert doubts_of_reason("kolom bergeser") == ()
