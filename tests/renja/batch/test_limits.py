"""A document that crashes, hangs or eats memory costs its page, or itself, and nothing else."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from output.errors import DatasetUnwritable
from renja.api import Dataset, ingest
from renja.batch.ingest import ProcessExecutor, ingest_files
from renja.batch.reader import Limits
from renja.batch.report import Outcome
from renja.batch.tasks import Done, OnPage, PageTeller, Task, carry_out
from renja.batch.watch import Moment, Watch, moment

SCAN = Path("samples/bengkulu_lkjip_2025_s49_rotated.pdf")
RENSTRA = Path("samples/bengkulu_renstra_2021_word.pdf")
BAD_PAGE = 3


def _at_bad_page(task: Task, on_page: OnPage, harm: object) -> Done:
    """Reads, and harms itself when the bad page of the Renstra is at hand."""
    read = 0

    def page() -> None:
        nonlocal read
        read += 1
        on_page()
        if "renstra" in task.path and task.page_at(read) == BAD_PAGE:
            harm()  # type: ignore[operator]

    return carry_out(task, page)


def crashing(task: Task, on_page: OnPage) -> Done:
    return _at_bad_page(task, on_page, lambda: os.kill(os.getpid(), 11))


def hanging(task: Task, on_page: OnPage) -> Done:
    return _at_bad_page(task, on_page, lambda: time.sleep(600))


def swelling(task: Task, on_page: OnPage) -> Done:
    def swell() -> None:
        held = []
        while True:
            held.append(bytearray(os.urandom(1 << 16)) * 640)
            time.sleep(0.001)

    return _at_bad_page(task, on_page, swell)


def dying_at_once(task: Task, on_page: OnPage) -> Done:
    os._exit(9)


def dying_after_the_pages(task: Task, on_page: OnPage) -> Done:
    carry_out(task, on_page)
    os._exit(9)


def long_after_the_pages(task: Task, on_page: OnPage) -> Done:
    """Two pages, the last ones unless the path says otherwise, and then seconds with the whole document."""
    assert isinstance(on_page, PageTeller)
    on_page()
    on_page()
    if "diam" not in task.path:
        on_page.over()
        time.sleep(2)
    elif not task.skip:
        time.sleep(600)
    return Done(Outcome(task.path, None, "sebagian" if task.skip else "ok", (), 2, 2.0, {}), None)


def computing(task: Task, on_page: OnPage) -> Done:
    """A page without end, or what the others take."""
    while not task.skip:
        pass
    return Done(Outcome(task.path, None, "sebagian", (), 0, 0.0, {}), None)


LIMITS = Limits(max_seconds=60, max_page_seconds=2, max_memory_mb=700)
"""No page of these samples computes for half a second. What stands still is at its end after six."""


@pytest.mark.parametrize(
    ("work", "word"), [(crashing, "mati mendadak"), (hanging, "terlalu lama|satu halaman"), (swelling, "memori")]
)
def test_a_bad_page_is_named_and_the_others_are_kept(work: object, word: str, tmp_path: Path) -> None:
    executor = ProcessExecutor(2, LIMITS, work)  # type: ignore[arg-type]
    report = ingest([RENSTRA, SCAN], tmp_path, pages="1-4", executor=executor)
    found = {Path(o.path).stem: o for o in report.outcomes}
    assert found[SCAN.stem].status == "ok"
    assert (found[RENSTRA.stem].status, found[RENSTRA.stem].pages) == ("sebagian", 3)
    (message,) = [m for m in found[RENSTRA.stem].pesan if f"Halaman {BAD_PAGE} " in m]
    assert any(each in message for each in word.split("|"))
    assert dict(zip(*Dataset(tmp_path).documents()[["berkas", "status"]].T.to_numpy(), strict=True)) == {
        str(RENSTRA): "sebagian",
        str(SCAN): "ok",
    }


def test_a_file_that_always_kills_its_reader_fails_alone_after_a_few_tries(tmp_path: Path) -> None:
    report = ingest(RENSTRA, tmp_path, pages="1-9", executor=ProcessExecutor(1, LIMITS, dying_at_once))
    assert report.outcomes[0].status == "gagal"
    assert "mati mendadak" in report.outcomes[0].pesan[0]
    assert list(Dataset(tmp_path).documents()["status"]) == ["gagal"]


def test_no_page_is_blamed_for_what_happens_after_the_last(tmp_path: Path) -> None:
    report = ingest(RENSTRA, tmp_path, pages="1-2", executor=ProcessExecutor(1, LIMITS, dying_after_the_pages))
    assert report.outcomes[0].status == "gagal"
    assert "halaman 1" not in report.outcomes[0].pesan[0]


def test_the_limit_of_a_page_does_not_hold_for_what_follows_the_last_page(tmp_path: Path) -> None:
    executor = ProcessExecutor(2, Limits(max_seconds=20, max_page_seconds=0.4), long_after_the_pages)
    tasks = [Task(name, str(tmp_path), frozenset({1, 2, 3})) for name in ("habis.pdf", "diam.pdf")]
    status = {done.outcome.path: done.outcome.status for done in executor.run(tasks, lambda: None)}
    assert status == {"habis.pdf": "ok", "diam.pdf": "sebagian"}  # who does not say so is still at a page


def test_a_page_that_computes_without_end_is_left_out(tmp_path: Path) -> None:
    executor = ProcessExecutor(1, Limits(max_seconds=60, max_page_seconds=0.3), computing)
    (done,) = executor.run([Task("a.pdf", str(tmp_path), frozenset({1, 2}))], lambda: None)
    assert done.outcome.status == "sebagian"


@pytest.mark.parametrize(
    ("passed", "computed", "is_over"),
    [
        (170, 170, False),
        (181, 181, True),
        (4000, 179, False),  # a busy machine, on which a process gets a twentieth of a processor
        (4100, 181, True),
        (100, 190, False),  # on several processors at once
        (539, 0, False),
        (541, 0, True),
        (541, 5, True),  # it waits, and looks now and then
        (190, None, True),  # nobody tells what it computed
        (170, None, False),
    ],
)
def test_a_process_is_over_its_limit_by_what_it_computed(passed: float, computed: float | None, is_over: bool) -> None:
    parts = 400
    watch = Watch(Moment(50.0, None if computed is None else 3.0))
    found = [
        watch.is_over(
            Moment(50 + passed * part / parts, computed if computed is None else 3 + computed * part / parts), 180.0
        )
        for part in range(parts + 1)
    ]
    assert found[-1] is is_over


def test_a_process_that_computed_much_and_then_stands_still_is_over_its_limit() -> None:
    watch = Watch(Moment(0.0, 0.0))
    assert not watch.is_over(Moment(150.0, 150.0), 180.0)
    assert not watch.is_over(Moment(650.0, 151.0), 180.0)
    assert watch.is_over(Moment(691.0, 151.0), 180.0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_what_a_process_computes_is_told() -> None:
    before, begin = moment(os.getpid()), time.process_time()
    while time.process_time() - begin < 0.1:
        pass
    after = moment(os.getpid())
    assert before.computed is not None
    assert after.computed is not None
    assert 0.07 <= after.computed - before.computed < 10
    assert moment(None).computed is None


def test_the_pages_are_said_to_be_over_once_and_after_the_last(tmp_path: Path) -> None:
    said: list[str] = []
    area = tmp_path / ".renja" / "x.run"
    area.mkdir(parents=True)
    teller = PageTeller(lambda: said.append("halaman"), lambda: said.append("habis"))
    carry_out(Task(str(RENSTRA), str(area), frozenset({1, 2})), teller)
    assert said == ["halaman", "halaman", "habis"]


def leaving_a_mark(task: Task, on_page: OnPage) -> Done:
    Path(task.area, task.path).touch()
    return Done(Outcome(task.path, None, "ok", (), 1, 0.0, {}), None)


def test_the_next_document_is_begun_before_the_last_one_is_taken(tmp_path: Path) -> None:
    tasks = [Task(name, str(tmp_path)) for name in ("satu.pdf", "dua.pdf")]
    found = ProcessExecutor(1, LIMITS, leaving_a_mark).run(tasks, lambda: None)
    next(found)
    while not (tmp_path / "dua.pdf").exists():  # where it is never begun, the tests stand still
        time.sleep(0.05)
    assert [done.outcome.path for done in found] == ["dua.pdf"]


def test_a_document_that_takes_too_long_in_all_fails(tmp_path: Path) -> None:
    limits = Limits(max_seconds=1, max_page_seconds=60)
    report = ingest(RENSTRA, tmp_path, pages="1-4", executor=ProcessExecutor(1, limits, hanging))
    assert "--max-seconds" in report.outcomes[0].pesan[0]


def test_pages_beyond_the_limit_are_left_out_and_said(tmp_path: Path) -> None:
    from renja.batch.tasks import SerialExecutor

    report = ingest_files([str(RENSTRA)], tmp_path, executor=SerialExecutor(), max_pages=2)
    assert (report.outcomes[0].status, report.outcomes[0].pages) == ("sebagian", 2)
    assert "--max-pages" in report.outcomes[0].pesan[0]


def unwritable(task: Task, on_page: OnPage) -> Done:
    raise DatasetUnwritable("disk penuh")


def test_a_full_disk_in_a_worker_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(DatasetUnwritable, match="penuh"):
        ingest([RENSTRA, SCAN], tmp_path, executor=ProcessExecutor(1, LIMITS, unwritable))
