"""Reading scans calls nobody and writes nothing but what was asked for, as the system itself sees it."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("cv2", "onnxruntime", "rapidocr"))), reason="needs the reader of scans"
)
SCAN = Path("samples/mamuju_lkjip_2024_scan_4p.pdf")
_INGEST = [sys.executable, "-m", "renja", "ingest", str(SCAN), "--pages", "1", "--workers", "1", "--out"]
_WRITES = re.compile(r'"(?P<path>[^"]*)", [A-Z_|]*O_(?:WRONLY|RDWR)|(?:mkdir|rename)\w*\((?:\w+, )?"(?P<made>[^"]*)"')
_CALLS = re.compile(r"sa_family=AF_INET|resolv\.conf")


def _environment(home: Path) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("ORT_", "XDG_", "CI"))}
    brief = home.parent / "sementara"
    brief.mkdir()
    return kept | {
        "HOME": str(home),
        "TMPDIR": str(brief),
        "PYTHONPATH": str(Path.cwd()),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def test_the_home_folder_stays_empty(tmp_path: Path) -> None:
    home = tmp_path / "rumah"
    home.mkdir()
    done = subprocess.run([*_INGEST, str(tmp_path / "hasil")], env=_environment(home), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [str(path) for path in home.rglob("*")] == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_the_system_sees_no_call_to_others_and_no_file_outside_the_dataset(tmp_path: Path) -> None:
    home, out, seen = tmp_path / "rumah", tmp_path / "hasil", tmp_path / "jejak.txt"
    home.mkdir()
    watch = ["strace", "-f", "-qq", "-s", "300", "-e", "trace=connect,sendto,openat,mkdir,rename", "-o", str(seen)]
    done = subprocess.run([*watch, *_INGEST, str(out)], env=_environment(home), capture_output=True, check=False)
    if done.returncode != 0 and b"ptrace" in done.stderr:
        pytest.skip("strace may not watch here")
    assert done.returncode == 0, done.stderr
    lines = seen.read_text(errors="replace").splitlines()
    assert [line for line in lines if _CALLS.search(line)] == []
    written = {found["path"] or found["made"] for line in lines if (found := _WRITES.search(line))}
    outside = {
        path for path in written if not path.startswith((str(out), str(tmp_path / "sementara"), "/dev/", "/proc/"))
    }
    assert {path for path in outside if os.path.isabs(path)} == set()
    assert written & {path for path in written if path.startswith(str(out))}  # it did see what was written
