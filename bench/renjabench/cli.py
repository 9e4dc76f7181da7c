"""The commands: documents made, a tool run on them, what it read scored, the table of results."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import tempfile
from pathlib import Path

from bench.renjabench.adapters.registry import TOOLS, missing
from bench.renjabench.make import FORMS, make
from bench.renjabench.predicted import predictions
from bench.renjabench.press import STYLES
from bench.renjabench.report import as_dict, cost, lines, truths_of
from bench.renjabench.run import command_of, run, stored_costs
from bench.renjabench.score import score_all
from bench.renjabench.table import ALL, write_table

NONE_READ = 4
"""Exit code where a tool read none of the documents."""

_MAKE = "make documents with truth"
_RUN = "run a tool on a folder of documents, and score it"
_SCORE = "score what a tool read: a folder of JSON files, or a dataset of renja's contract"
_TABLE = "measure all tools and write the table of docs/benchmark.md"


def main(words: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.renjabench", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("make", help=_MAKE, description=_MAKE)
    one.add_argument("--out", type=Path, required=True)
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--documents", type=int, default=37)
    one.add_argument("--scans", type=float, default=0.0, metavar="SHARE", help="share that comes as scans, 0 to 1")
    one.add_argument("--form", choices=sorted(FORMS), help="of this form alone")
    one.add_argument("--style", choices=sorted(set(STYLES)), help="rules of all documents")
    one = commands.add_parser("run", help=_RUN, description=_RUN)
    one.add_argument("folder", type=Path)
    one.add_argument(
        "--tool", required=True, help=f"{', '.join(TOOLS)}, or a command: PDF and OUT.json are added to it"
    )
    one.add_argument("--out", type=Path, help="where its JSON stays; else nowhere")
    one.add_argument("--timeout", type=float, default=300.0, help="seconds a document")
    one.add_argument("--json", type=Path, help="the figures for programs")
    one = commands.add_parser("score", help=_SCORE, description=_SCORE)
    one.add_argument("predicted", type=Path)
    one.add_argument("folder", type=Path, help="the documents with their truth")
    one.add_argument("--json", type=Path, help="the figures for programs")
    one = commands.add_parser("table", help=_TABLE, description=_TABLE)
    one.add_argument("--documents", type=int, default=37)
    one.add_argument("--scans", type=int, default=13)
    one.add_argument("--tools", nargs="+", choices=sorted(TOOLS), default=ALL)
    one.add_argument("--work", type=Path, help="where documents and results stay; else nowhere")
    one.add_argument("--python", action="append", default=[], metavar="TOOL=PYTHON", help="a tool's own environment")
    opt = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as temporary:
        if opt.command == "make":
            made = make(opt.out, opt.documents, opt.seed, opt.scans, opt.form, opt.style)
            print(f"{made} documents with their truth in {opt.out}")
        elif opt.command == "table":
            pythons = dict(word.split("=", 1) for word in opt.python)
            write_table(opt.documents, opt.scans, opt.tools, opt.work or Path(temporary), pythons)
        elif opt.command == "score":
            _show(opt.predicted, opt.folder, opt.json)
        else:
            lacks = missing(opt.tool) if opt.tool in TOOLS else None
            if lacks:
                parser.error(f"{opt.tool} is not installed here: pip install {lacks}")
            command = command_of(opt.tool) if opt.tool in TOOLS else shlex.split(opt.tool)
            out = opt.out or Path(temporary)
            costs = run(command, opt.folder, out, opt.timeout)
            _show(out, opt.folder, opt.json)
            failed = [each.error for stem, each in costs.items() if stem]
            if failed and all(failed):
                print(f"no document was read: {failed[0]}", file=sys.stderr)
                return NONE_READ
    return 0


def _show(predicted: Path, folder: Path, figures: Path | None) -> None:
    truths = truths_of(folder)
    if not truths:
        raise SystemExit(f"{folder}: no *.truth.json here; make documents first")
    tallies = score_all(truths, predictions(predicted))
    costs = stored_costs(predicted)
    print("\n".join(lines(tallies)))
    if (used := cost(costs, truths)) is not None:
        print(
            f"\n{used['seconds_a_document']:.2f} CPU s a document, of it {used['start']:.2f} to start; "
            f"peak {used['peak_mb']:.0f} MB; {used['failed']} failed"
        )
    if figures:
        figures.write_text(json.dumps(as_dict(tallies, costs, truths), indent=1), encoding="utf-8")
