"""The question that stands before something is written: who is asked, who is not, and what a no does."""

from __future__ import annotations

import pytest
import typer

from renja.cli import confirm
from renja.review.caution import Doubt


class _Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "code"), [(True, None), (False, 130)])
def test_a_person_at_a_terminal_is_asked_and_may_say_no(
    answer: bool, code: int | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", _Terminal())
    monkeypatch.setattr(typer, "confirm", lambda *_, **__: answer)
    if code is None:
        confirm.confirm([Doubt.NEGATIF], yes=False)
    else:
        with pytest.raises(typer.Exit) as ended:
            confirm.confirm([Doubt.NEGATIF], yes=False)
        assert ended.value.exit_code == code
    assert "negatif" in capsys.readouterr().err


def test_nobody_is_asked_where_there_is_no_doubt_or_yes_was_said(capsys: pytest.CaptureFixture[str]) -> None:
    confirm.confirm([], yes=False)
    confirm.confirm([Doubt.TERLALU_BESAR], yes=True)
    assert capsys.readouterr().err == ""
