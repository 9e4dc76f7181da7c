"""A user's file that hides one of our packages is named, in the words of the error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path.cwd()


def _import_renja(where: Path) -> subprocess.CompletedProcess[str]:
    """What ``import renja.api`` says to somebody who stands in ``where``."""
    code = f"import sys; sys.path.append({str(ROOT)!r}); import renja.api"
    return subprocess.run([sys.executable, "-c", code], cwd=where, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", ["extract.py", "output/__init__.py", "audit/catatan.py"])
def test_a_users_file_in_the_way_is_named(name: str, tmp_path: Path) -> None:
    culprit = tmp_path / name
    culprit.parent.mkdir(exist_ok=True)
    culprit.write_text("x = 1\n", encoding="utf-8")
    done = _import_renja(tmp_path)
    if name == "audit/catatan.py":  # a plain folder hides nothing: a real package is found before it
        assert done.returncode == 0, done.stderr
        return
    assert done.returncode != 0
    assert str(culprit.resolve()) in done.stderr
    assert "Ganti nama" in done.stderr


def test_nothing_is_said_where_nothing_is_in_the_way(tmp_path: Path) -> None:
    assert _import_renja(tmp_path).returncode == 0
