"""How well columns are read: against hand-made truth, with headers blanked, and with each issuer left out of the fit.

    python bench/columns.py TRUTH_DIR [TRUTH_DIR ...] [--cache DIR]           # figures, as Markdown
    python bench/columns.py TRUTH_DIR ... --fit normalize/columns/weights.json   # estimates the weights anew
    python bench/columns.py TRUTH_DIR ... --fit FILE --leave-out ISSUER          # without one issuer's documents

TRUTH_DIR holds PDFs with `<stem>.truth.json` beside them (samples/ has such). Weights of what cells look like are
estimated by maximum a posteriori: a multinomial logistic model over the kinds of columns, whose headers' votes are
given, drawn towards weights that hold without data. Nothing of a document is written but these numbers.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from column_truth import Labelled, documents, issuer, labelled
from numpy.typing import NDArray

from normalize.columns import weights
from normalize.columns.assign import assign
from normalize.columns.candidates import table_candidates
from normalize.columns.facts import Facts
from normalize.columns.kinds import KINDS
from normalize.columns.looks import CLASSES
from normalize.columns.reader import ColumnsRead
from normalize.columns.relations import Relation
from normalize.tables import read_tables

_STEPS, _RATE, _PULL = 400, 0.2, 0.02
"""Steps and rate of the descent; the pull towards the weights without data, per column. Twice or half of each moves no
figure by more than .003."""
Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled column with its table as read."""

    label: Labelled
    read: ColumnsRead

    @property
    def facts(self) -> Facts:
        """What is known of the column."""
        return self.read.facts[self.label.column]


def collect(folders: Sequence[Path], cache: Path | None) -> list[Sample]:
    """All labelled columns of the folders' documents."""
    samples: list[Sample] = []
    for folder in folders:
        for stem, extracted, truth, meta in documents(folder, cache / folder.name if cache else None):
            reads = list(read_tables(extracted.tables, meta))
            tables = [read.table for read in reads]
            of = {id(read.table): read.columns for read in reads}
            samples += [Sample(x, of[id(x.table)]) for x in labelled(stem, tables, truth)]
    return samples


def accuracy(samples: Sequence[Sample]) -> dict[str, float]:
    """Shares of columns whose kind, and whose whole key, are right; the same for those read with confidence over .9."""
    measured = [s for s in samples if s.label.key is not None]
    kinds = [_right(s) for s in samples]
    keys = [_key_at(s) == s.label.key for s in measured]
    sure = [ok for s, ok in zip(measured, keys, strict=True) if s.read.columns[s.label.column].keyakinan > 0.9]
    return {
        "kolom": len(samples),
        "jenis": float(np.mean(kinds)),
        "kunci": float(np.mean(keys)),
        "yakin": len(sure),
        "yakin_benar": float(np.mean(sure)) if sure else float("nan"),
    }


def _kind_at(sample: Sample) -> str:
    return sample.read.readings[sample.label.column].kind


def _right(sample: Sample) -> bool:
    """True where the kind is right: a forward estimate is a pagu of the year after, goals name their rows too."""
    found, true = _kind_at(sample), sample.label.kind
    alike = ({"pagu", "prakiraan_maju"}, {"realisasi", "proyeksi"}, {"nama", "sasaran", "tujuan"})
    return found == true or any({found, true} <= group for group in alike)


def _key_at(sample: Sample) -> tuple[str | None, str | None, int | None]:
    c = sample.read.columns[sample.label.column]
    return c.peran, str(c.konteks) if c.konteks else None, c.tahun


def blanked(samples: Sequence[Sample]) -> tuple[int, int]:
    """(right, all): money columns in a relation that get their measure with every header blanked."""
    tables = {id(s.label.table): s.read for s in samples}
    readings = {key: _without_headers(read) for key, read in tables.items()}
    right = total = 0
    for s in samples:
        read, (kinds, relations) = tables[id(s.label.table)], readings[id(s.label.table)]
        related = any(s.label.column in r.columns for r in relations)
        if s.label.key is None or not related or read.facts[s.label.column].shares.get("uang", 0.0) <= 0.5:
            continue
        total += 1
        right += kinds[s.label.column] == s.label.key[0]
    return right, total


def _without_headers(read: ColumnsRead) -> tuple[list[str], Sequence[Relation]]:
    facts = tuple(replace(f, levels=(), first=f.indeks) for f in read.facts)
    layout = replace(read.layout, facts=facts)
    found = assign(facts, table_candidates(facts, read.relations), read.relations, layout)
    return [str(r.place.ukuran) if r.place else r.kind for r in found], read.relations


def fit_content(samples: Sequence[Sample], start: Weights) -> Weights:
    """Weights (kinds x classes) of what cells look like, estimated on samples, drawn towards ``start``."""
    # Of kinds that only rows or the document's year tell apart, the one that was read is as good as the other.
    labels = np.array([KINDS.index(_kind_at(s) if _right(s) else s.label.kind) for s in samples])
    shares = np.array([[*(s.facts.shares.get(c, 0.0) for c in CLASSES), 1.0] for s in samples])
    filled = np.array([s.facts.filled for s in samples], dtype=float)
    trusted = shares * (filled / (filled + weights.HEADER["few"]))[:, None]
    offsets = np.array([[dict(_scores(s))[kind] for kind in KINDS] for s in samples]) - trusted @ start.T
    found = start.copy()
    target = np.eye(len(KINDS))[labels]
    for _ in range(_STEPS):
        logits = offsets + trusted @ found.T
        logits -= logits.max(axis=1, keepdims=True)
        chance = np.exp(logits)
        chance /= chance.sum(axis=1, keepdims=True)
        slope = (target - chance).T @ trusted / len(samples) - _PULL * (found - start)
        found += _RATE * len(KINDS) * slope
    return found


def _scores(sample: Sample) -> list[tuple[str, float]]:
    return [(c.kind, c.score) for c in sample.read.candidates[sample.label.column]]


def read_with(samples: Sequence[Sample], content: Weights) -> list[Sample]:
    """The samples with their tables' kinds assigned anew under other weights."""
    kept = dict(weights.CONTENT)
    weights.CONTENT.update({kind: tuple(row) for kind, row in zip(KINDS, content, strict=True)})
    try:
        tables = {id(s.label.table): s.read for s in samples}
        done = {key: _read_again(read) for key, read in tables.items()}
    finally:
        weights.CONTENT.clear()
        weights.CONTENT.update(kept)
    return [Sample(s.label, done[id(s.label.table)]) for s in samples]


def _read_again(read: ColumnsRead) -> ColumnsRead:
    found = table_candidates(read.facts, read.relations)
    return replace(read, candidates=found, readings=assign(read.facts, found, read.relations, read.layout))


def left_out(samples: Sequence[Sample], name: str) -> list[tuple[str, int, float, float]]:
    """(group, columns, kinds right with it in the fit, with it left out) for each issuer or form."""
    start = _start()
    everything = read_with(samples, fit_content(samples, start))
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for i, s in enumerate(samples):
        groups[issuer(s.label.document) if name == "penerbit" else s.label.jenis].append(i)
    out = []
    for group, inside in sorted(groups.items()):
        mine = set(inside)
        rest = [s for i, s in enumerate(samples) if i not in mine]
        without = read_with([samples[i] for i in inside], fit_content(rest, start))
        before = np.mean([_right(everything[i]) for i in inside])
        after = np.mean([_right(s) for s in without])
        out.append((group, len(inside), float(before), float(after)))
    return out


def _start() -> Weights:
    return np.array([weights.PRIOR[kind] for kind in KINDS])


def write_weights(path: Path, samples: Sequence[Sample], content: Weights) -> None:
    """Write the weights with what they were estimated on, rounded to hundredths."""
    data = json.loads(path.read_text(encoding="utf-8"))
    data["content"] = {kind: [round(float(x), 2) for x in row] for kind, row in zip(KINDS, content, strict=True)}
    data["estimated_on"] = {
        "columns": len(samples),
        "documents": len({s.label.document for s in samples}),
        "issuers": len({issuer(s.label.document) for s in samples}),
    }
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def report(samples: Sequence[Sample]) -> None:
    """Print the figures as Markdown."""
    figures = accuracy(samples)
    right, total = blanked(samples)
    print(
        f"{figures['kolom']} labelled columns: kind {figures['jenis']:.3f}; measures: whole key {figures['kunci']:.3f};"
    )
    print(f"of {figures['yakin']} keys with confidence over .9, {figures['yakin_benar']:.3f} are right.")
    print(
        f"With every header blanked, {right} of {total} related money columns keep their measure ({right / total:.3f})."
    )
    for name in ("penerbit", "bentuk"):
        print(f"\n| {name} | columns | in the fit | left out |\n|---|---|---|---|")
        rows = left_out(samples, name)
        for group, count, before, after in rows:
            shown = group if name == "bentuk" else "·" * len(group)  # no issuer of published documents is named
            print(f"| {shown} | {count} | {before:.3f} | {after:.3f} |")
        print(
            f"| mean | {sum(r[1] for r in rows)} | {np.mean([r[2] for r in rows]):.3f} "
            f"| {np.mean([r[3] for r in rows]):.3f} |"
        )
    wrong = Counter((s.label.kind, _kind_at(s)) for s in samples if not _right(s))
    print("\nMost frequent confusions (true, read):", wrong.most_common(8))


def main() -> None:
    """Parse the command line and run."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("truth", nargs="+", type=Path)
    args.add_argument("--cache", type=Path, help="folder in which extractions are kept for further runs")
    args.add_argument("--fit", type=Path, help="write the estimated weights into this file")
    args.add_argument("--leave-out", metavar="ISSUER", help="estimate without this issuer, and print no figures")
    options = args.parse_args()
    samples = collect(options.truth, options.cache)
    if options.leave_out:
        samples = [s for s in samples if issuer(s.label.document) != options.leave_out]
    if options.fit:
        write_weights(options.fit, samples, fit_content(samples, _start()))
    if not options.leave_out:
        report(samples)


if __name__ == "__main__":
    main()
