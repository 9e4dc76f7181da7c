"""Is every amount that a PDF's text layer prints in the ledger once? An independent check, printed as Markdown.

    python bench/ledger.py dokumen/*.pdf
    python bench/ledger.py --cache simpanan --show 5 dokumen/*.pdf    # extractions kept as pickles for further runs

What pdfium's own text page prints is looked through with this script's own pattern, and held against what extraction
keeps: cells, headers, running text. An amount that is nowhere is *lost*, one that stands there more often is *twice*.
Of a cell that a page break cuts, and of a header that pages repeat, extraction keeps the first page only: what is left
over is looked for on the page before and after, and in headers of the table.
"""

from __future__ import annotations

import argparse
import pickle
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pypdfium2 as pdfium  # noqa: E402

from extract.document import extract  # noqa: E402 - found by the path above
from extract.types import Extracted  # noqa: E402

_AMOUNT = re.compile(r"(?<!\d)(?<!\d[.,])\d{1,3}([.,])\d{3}(?:\1\d{3})+(?:[.,]\d{1,2})?(?![\d])(?![.,]\d)")
_BROKEN = re.compile(r"(?<=\d[.,])\s*[\r\n]+\s*(?=\d{3}(?:\D|$))")
"""An amount that a narrow column breaks after a group mark."""
_CENTS = re.compile(r"[.,]\d{1,2}$")
Place = dict[int, Counter[str]]


@dataclass(slots=True)
class Account:
    """A document's amounts: printed, by where they are kept, lost and kept twice (with page)."""

    name: str
    printed: int = 0
    kept: Counter[str] = field(default_factory=Counter)
    lost: list[tuple[int, str]] = field(default_factory=list)
    twice: list[tuple[int, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Of what is printed, the part that is in the ledger."""
        return 1 - len(self.lost) / self.printed if self.printed else 1.0


def amounts(text: str) -> Iterator[str]:
    """Digits of the amounts of a text, without their cents: "Rp. 1.250.000,00" is 1250000."""
    for found in _AMOUNT.finditer(_BROKEN.sub("", text)):
        yield re.sub(r"\D", "", _CENTS.sub("", found.group()))


def printed(path: Path) -> Place:
    """By page what pdfium's text prints."""
    document = pdfium.PdfDocument(path)  # type: ignore[no-untyped-call]
    try:
        return {number: Counter(amounts(_page_text(page))) for number, page in enumerate(document, 1)}
    finally:
        document.close()  # type: ignore[no-untyped-call]


def _page_text(page: pdfium.PdfPage) -> str:
    text_page = page.get_textpage()  # type: ignore[no-untyped-call]
    return str(text_page.get_text_range())  # text within bounds leaves some out of turned pages


def kept(extracted: Extracted) -> dict[str, Place]:
    """By kind (sel, kepala, teks) and page what extraction keeps."""
    found: dict[str, Place] = {kind: defaultdict(Counter) for kind in ("sel", "kepala", "teks")}
    for table in extracted.tables:
        for cell in table.cells:
            found["kepala" if cell.is_header else "sel"][cell.page].update(amounts(cell.text))
    for page in extracted.pages:
        for line in page.lines:
            found["teks"][page.number].update(amounts(line.text))
    return found


def account(name: str, on_pages: Place, extracted: Extracted) -> Account:
    """Holds one against the other, page by page, then what is left over against the neighbours."""
    done = Account(name)
    scanned = {page.number for page in extracted.pages if page.is_scanned}
    left = {page: Counter(found) for page, found in on_pages.items() if page not in scanned}
    held = kept(extracted)
    repeated = {digits for found in held["kepala"].values() for digits in found}
    done.printed = sum(found.total() for found in left.values())
    for shift in (0, 1, -1):
        for kind, place in held.items():
            for page, found in left.items():
                both = found & place.get(page + shift, Counter())
                done.kept[kind] += both.total()
                found -= both
                place.get(page + shift, Counter()).subtract(both)
    for page, found in left.items():
        done.kept["kepala"] += sum(n for digits, n in found.items() if digits in repeated)
        done.lost += [(page, digits) for digits in found.elements() if digits not in repeated]
    spare = ((page, found) for place in held.values() for page, found in place.items() if page not in scanned)
    done.twice = [(page, digits) for page, found in spare for digits in found.elements()]
    return done


def _extracted(path: Path, cache: Path | None) -> Extracted:
    if cache is None:
        return extract(path)
    place = next(cache.glob(f"*{path.stem}.pkl"), cache / f"{path.stem}.pkl")
    if place.exists():
        held: Extracted = pickle.loads(place.read_bytes())
        return held
    found = extract(path)
    cache.mkdir(parents=True, exist_ok=True)
    place.write_bytes(pickle.dumps(found))
    return found


def report(found: list[Account], show: int) -> None:
    """The worst first, and all together."""
    print(
        "| dokumen | tercetak | sel | kepala | teks | hilang | dua kali | bagian |\n|---|---|---|---|---|---|---|---|"
    )
    for each in sorted(found, key=lambda one: one.share):
        kinds = " | ".join(str(each.kept[kind]) for kind in ("sel", "kepala", "teks"))
        print(f"| {each.name} | {each.printed} | {kinds} | {len(each.lost)} | {len(each.twice)} | {each.share:.4f} |")
        for title, places in (("hilang", each.lost), ("dua kali", each.twice)):
            for page, digits in places[:show]:
                print(f"  {title}: hlm {page}: {digits}", file=sys.stderr)
    whole, lost = sum(each.printed for each in found), sum(len(each.lost) for each in found)
    print(f"\nSemua: {whole} tercetak, {lost} hilang, bagian {1 - lost / whole if whole else 1:.4f}")


def main() -> None:
    """Parse the command line and run."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("pdf", nargs="+", type=Path)
    args.add_argument("--cache", type=Path, help="folder in which extractions are kept for further runs")
    args.add_argument("--show", type=int, default=0, help="so many lost amounts of each document on standard error")
    options = args.parse_args()
    report([account(p.name, printed(p), _extracted(p, options.cache)) for p in options.pdf], options.show)


if __name__ == "__main__":
    main()
