"""Amounts and percentages of running text against the tables that they speak of, and against each other.

A sentence is compared only where it says itself what it speaks of: the table whose details it announces, or the
program, kegiatan or sub kegiatan that it (or the title above it) names. Whatever else it may mean, it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import accumulate, islice, pairwise

from audit.causes import explain
from audit.document import DocumentView
from audit.figures import Figure, Key
from audit.hierarchy import Item, TableView, view_table
from audit.mentions import Mention, amounts, shares
from audit.prose import Sentence, sentences
from audit.references import Named, NameIndex, announced_table
from audit.rounding import half_unit
from audit.sentences import measure, percent, place, row_name, rupiah, short, written
from audit.tolerance import agrees, printed_digits, rounded
from extract.types import PageResult
from normalize.types import DocumentMeta, Tahap, Ukuran
from normalize.ukuran import SURE_VALUE
from records.findings import Cek, Finding, Keparahan, Sebab
from records.matched import MatchedTable

_MOST_SENTENCES = 20_000
_YEAR = re.compile(r"(?<![0-9.,-])20[0-9]{2}(?![0-9])")
_CHANGE = re.compile(r"\bsisa|\bnaik|\bturun|meningkat|menurun|efisien|hemat|selisih|kenaikan|penurunan", re.IGNORECASE)
_CLOSE = 60
"""Characters between an amount and the percentage that states it."""
_OF = re.compile(r"(?:%|persen)[\W_]{0,4}dari\b[^%]{0,80}$", re.IGNORECASE)
"""In front of an amount: the percentage before it is of that amount, which another sum of realisasi goes with."""
_BEFORE = 60
_MOST_QUOTED = 118
"""Characters of a sentence before an amount that are quoted with it, and in all."""
_FAR = Decimal(3)
"""An amount more than so many times another speaks of something else."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A printed figure that a sentence may speak of."""

    view: TableView
    item: Item | None
    key: Key
    value: Decimal
    is_sure: bool
    figure: Figure | None = None
    """What is printed; None for a sum of ours."""
    parts: tuple[Figure, ...] = ()
    """What is summed, where it is a sum of ours."""

    @property
    def slack(self) -> Decimal:
        """How far what is printed in thousands or millions may lie from the amount that is meant."""
        return sum(map(half_unit, self.parts if self.figure is None else (self.figure,)), Decimal(0))

    @property
    def said(self) -> str:
        """The amount, printed or computed."""
        return f"dihitung sebesar {rupiah(self.value)}" if self.figure is None else written(self.figure)


def audit_narrative(
    tables: Sequence[MatchedTable], pages: Sequence[PageResult], meta: DocumentMeta
) -> tuple[Finding, ...]:
    """Findings about sentences, in reading order; each carries its sentence's page and box.

    ``tables`` and ``pages`` are the document's; a document without tables gives none, as a finding belongs to one.
    """
    views = tuple(view_table(number, table) for number, table in enumerate(tables))
    document = DocumentView(views, meta, None, tuple(pages))
    return tuple(explain(document, finding) for finding in narasi(document))


def narasi(document: DocumentView) -> Iterator[Finding]:
    """The rule behind ``audit_narrative``, for the registry."""
    if not document.tables or not document.pages:
        return
    spoken = list(islice(sentences(document.pages, _has_figures), _MOST_SENTENCES))
    names = NameIndex(document.tables if spoken else ())
    for sentence, after in pairwise([*spoken, None]):
        if sentence is not None and _has_figures(sentence.text):
            yield from _judge(document, names, sentence, after)


def _has_figures(text: str) -> bool:
    return "Rp" in text or "%" in text or "persen" in text


def _judge(document: DocumentView, names: NameIndex, sentence: Sentence, after: Sentence | None) -> Iterator[Finding]:
    mentions = amounts(sentence.text)
    yield from _against_words(document, sentence, mentions)
    yield from _against_itself(document, sentence, mentions)
    follow = after.text if after is not None and after.paragraph == sentence.paragraph else ""
    named, view = names.find(sentence), announced_table(document.tables, sentence, follow)
    if named is None and view is not None:
        yield from _against_table(document, sentence, mentions, view)
        return
    named = named or names.titled(sentence)
    if named is not None:
        yield from _against_rows(document, sentence, mentions, named)


def _against_words(document: DocumentView, sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Finding]:
    """An amount in figures and the number words in brackets behind it."""
    for mention in mentions:
        if mention.words is None or mention.slack or int(mention.value) == mention.words:
            continue
        spot = sentence.at(mention.digits)
        text = (
            f'Pada halaman {spot.page}, kalimat "{_quoted(sentence, mention.start)}" menulis '
            f"{rupiah(mention.value)} dengan angka, sedangkan terbilangnya {rupiah(Decimal(mention.words))}."
        )
        key = Key(mention.ukuran or Ukuran.PAGU, None, None)
        yield _finding(document, spot, _nearest(document, spot), key, mention.value, Decimal(mention.words), text)


def _against_itself(document: DocumentView, sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Finding]:
    """The percentage that follows an amount of realisasi, which follows one of pagu."""
    for pagu, spent in pairwise(mentions):
        if pagu.ukuran not in {Ukuran.PAGU, None} or spent.ukuran is not Ukuran.REALISASI or not pagu.value:
            continue
        share = next((one for one in shares(sentence.text) if spent.end <= one.start <= spent.end + _CLOSE), None)
        if share is None or pagu.slack or spent.slack or _CHANGE.search(sentence.text[spent.end : share.start]):
            continue
        exact, digits = _percent_of(spent, pagu.value), printed_digits(share.text, share.value)
        wholes = (pagu.value, *_other_wholes(mentions, spent))
        if any(agrees(share.value, _percent_of(spent, whole), digits) for whole in wholes):
            continue
        if not exact / _FAR <= share.value <= exact * _FAR or _OF.search(sentence.text[: pagu.start]):
            continue
        dihitung, spot = rounded(exact, digits), sentence.at(share.start)
        text = (
            f'Pada halaman {spot.page}, kalimat "{_quoted(sentence, pagu.start)}" menyebut '
            f"{percent(share.value, digits)}, sedangkan {_mentioned(spent)} dibagi {_mentioned(pagu)} "
            f"adalah {percent(dihitung, digits)} (dihitung)."
        )
        key = Key(Ukuran.PERSEN_REALISASI, None, _year(sentence))
        yield _finding(document, spot, _nearest(document, spot), key, share.value, dihitung, text)


def _percent_of(spent: Mention, whole: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        return spent.value * 100 / whole


def _other_wholes(mentions: Sequence[Mention], spent: Mention) -> Iterator[Decimal]:
    """What the percentage may be of as well: any other amount of the sentence, or those before it together."""
    yield from (one.value for one in mentions if one is not spent and one.value)
    before = [one.value for one in mentions if one.start < spent.start]
    yield from (total for total in accumulate(reversed(before)) if total)


def _against_rows(
    document: DocumentView, sentence: Sentence, mentions: Sequence[Mention], named: Named
) -> Iterator[Finding]:
    """Amounts of a sentence about one program, kegiatan or sub kegiatan, against that item in all tables.

    Without a year only a report on spending is compared: a plan's chapter on last year names the same items.
    """
    year = _year(sentence)
    for mention in _told_apart(mentions):
        wanted = [
            _Candidate(view, item, key, figure.total, figure.is_sure, figure)
            for view, item in named.items
            for key, figure in item.money.items()
            if key.ukuran is mention.ukuran
            and key.rincian is None
            and figure.total is not None
            and (key.tahun == year if year is not None else _is_report(document, item, key))
        ]
        if len({one.key.tahun for one in wanted}) == 1:
            yield from _compared(document, sentence, mention, wanted)
    if not mentions:
        yield from _share_of_rows(document, sentence, named)


def _is_report(document: DocumentView, item: Item, key: Key) -> bool:
    """True where the item's row tells both pagu and realisasi of the document's year."""
    both = {Key(ukuran, key.konteks, key.tahun) for ukuran in (Ukuran.PAGU, Ukuran.REALISASI)}
    return key.tahun == document.meta.tahun and both <= item.money.keys()


def _share_of_rows(document: DocumentView, sentence: Sentence, named: Named) -> Iterator[Finding]:
    """The one percentage of a sentence about an item, where it is called its realisasi and the year is said."""
    found, year = list(shares(sentence.text)), _year(sentence)
    if len(found) != 1 or year is None or not _spends(sentence.text[: found[0].start]):
        return
    wanted = [
        _Candidate(view, item, key, figure.total, figure.is_sure, figure)
        for view, item in named.items
        for key, figure in view.other[item.index].items()
        if (key.ukuran, key.tahun) == (Ukuran.PERSEN_REALISASI, year)
        and figure.total is not None
        and len(figure.values) == 1
    ]
    share = found[0]
    digits = printed_digits(share.text, share.value)
    if not wanted or any(agrees(share.value, one.value, digits) for one in wanted):
        return
    one, spot = min(wanted, key=lambda each: abs(each.value - share.value)), sentence.at(share.start)
    text = (
        f'Pada halaman {spot.page}, kalimat "{_quoted(sentence, 0)}" menyebut {percent(share.value, digits)}, '
        f"sedangkan {_where(one)} tercetak {percent(one.value)}."
    )
    yield _finding(document, spot, one, one.key, share.value, one.value, text)


def _against_table(
    document: DocumentView, sentence: Sentence, mentions: Sequence[Mention], view: TableView
) -> Iterator[Finding]:
    """Amounts of a sentence that announces a table, against the table's totals."""
    year = _year(sentence)
    for mention in _told_apart(mentions):
        wanted = [one for one in _totals(view) if one.key.ukuran is mention.ukuran]
        of_year = [one for one in wanted if one.key.tahun == year]
        yield from _compared(document, sentence, mention, of_year if year is not None and of_year else wanted)


def _totals(view: TableView) -> Iterator[_Candidate]:
    """What a table's total may be taken to be: its printed total rows, its only top row, or the sum of its top rows."""
    keys = dict.fromkeys(key for item in view.items for key in item.money)
    for key in keys:
        printed = [item for item in view.items if item.is_total and key in item.money]
        top = _top_rows(view, key)
        for item in (*printed, *(top if len(top) == 1 else ())):
            figure = item.money[key]
            if figure.total is not None:
                yield _Candidate(view, item, key, figure.total, figure.is_sure, figure)
        figures = [item.money[key] for item in top]
        totals = [figure.total for figure in figures if figure.total is not None]
        if len(top) > 1 and len(totals) == len(figures) and not _has_more(view, key):
            is_sure = all(figure.is_sure for figure in figures)
            yield _Candidate(view, None, key, sum(totals, Decimal(0)), is_sure, parts=tuple(figures))


def _has_more(view: TableView, key: Key) -> bool:
    """True where rows of no level print the measure: accounts beside the programs, which a sentence may add to them."""
    return any(item.rank is None and not item.is_total and key in item.money for item in view.items)


def _top_rows(view: TableView, key: Key) -> list[Item]:
    ranks = [item.rank for item in view.items if item.rank is not None and key in item.money]
    return [item for item in view.items if ranks and item.rank == min(ranks) and key in item.money]


def _compared(
    document: DocumentView, sentence: Sentence, mention: Mention, wanted: Sequence[_Candidate]
) -> Iterator[Finding]:
    """One finding where no candidate is the amount, and the nearest is near enough to be meant."""
    if not wanted or any(_states(mention, one) for one in wanted):
        return
    one = min(wanted, key=lambda each: (each.item is None, abs(each.value - mention.value)))
    low, high = sorted((abs(one.value), abs(mention.value)))
    if not low or high > low * _FAR:
        return
    spot = sentence.at(mention.digits)
    text = (
        f'Pada halaman {spot.page}, kalimat "{_quoted(sentence, mention.start)}" menyebut {_mentioned(mention)}, '
        f"sedangkan {_where(one)} {one.said} (selisih dihitung {rupiah(mention.value - one.value)})."
    )
    is_sure = mention.confidence >= SURE_VALUE
    yield _finding(document, spot, one, one.key, mention.value, one.value, text, is_sure)


def _mentioned(mention: Mention) -> str:
    """The amount that a sentence names, with its words where these are not its digits ("1,5 miliar")."""
    same = re.sub(r"\D", "", rupiah(mention.value)).startswith(re.sub(r"\D", "", mention.text))
    quoted = "" if same and not mention.slack else f' (tertulis "{short(mention.text)}")'
    return f"{rupiah(mention.value)}{quoted}"


def _states(mention: Mention, one: _Candidate) -> bool:
    """True where the mention is the value as printed, either of them rounded to its scale, or without its sen."""
    gap = abs(one.value - mention.value)
    return gap <= mention.slack + one.slack or (gap < 1 and mention.value % 1 == 0)


def _told_apart(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The amounts, where no two are said to be the same thing (they would speak of two years, sources or parts)."""
    return mentions if len(mentions) == len({one.ukuran for one in mentions}) else ()


def _where(one: _Candidate) -> str:
    page = one.item.row.row.page if one.item is not None else one.view.matched.source.table.pages[0]
    if one.item is None:
        return f"{measure(one.key)} seluruhnya pada {place(one.view, page)}"
    name = "baris jumlah" if one.item.is_total else row_name(one.item.row)
    return f"{measure(one.key)} {name} pada {place(one.view, page)}"


def _finding(
    document: DocumentView,
    sentence: Sentence,
    one: _Candidate | TableView,
    key: Key,
    tertulis: Decimal,
    dihitung: Decimal,
    text: str,
    is_sure: bool = True,
) -> Finding:
    """A finding about a sentence; a plan under revision lawfully tells the amounts of two stages."""
    view = one if isinstance(one, TableView) else one.view
    item = None if isinstance(one, TableView) else one.item
    sure = is_sure and not sentence.is_scanned and (isinstance(one, TableView) or one.is_sure)
    is_stage = item is not None and not item.is_total and document.meta.tahap is Tahap.PERUBAHAN
    return Finding(
        cek=Cek.NARASI,
        keparahan=Keparahan.INFO if is_stage else Keparahan.PERINGATAN,
        sebab=Sebab.DOKUMEN if sure and not is_stage else Sebab.TAK_PASTI,
        table=view.number,
        row=item.index if item is not None else None,
        ukuran=key.ukuran,
        konteks=key.konteks,
        tahun=key.tahun,
        tertulis=rounded(tertulis, 4),
        dihitung=rounded(dihitung, 4),
        selisih=rounded(tertulis - dihitung, 4),
        page=sentence.page,
        penjelasan=text,
        bukti=((view.number, item.index),) if item is not None else (),
        box=sentence.box,
    )


def _quoted(sentence: Sentence, start: int) -> str:
    """The part of the sentence around an amount, short enough to be quoted."""
    text = " ".join(sentence.text[start:].split())
    before = sentence.text[max(0, start - _BEFORE) : start]
    if start > _BEFORE:
        before = f"…{before.partition(' ')[2]}"  # no word and no number is cut
    line = f"{before}{text}".lstrip(" ,.-")
    return short(line if len(line) <= _MOST_QUOTED else f"{line[:_MOST_QUOTED].rpartition(' ')[0]}…")


def _nearest(document: DocumentView, sentence: Sentence) -> TableView:
    """The table nearest to a sentence that speaks of none: a finding must belong to one."""
    return min(document.tables, key=lambda view: abs(view.matched.source.table.pages[0] - sentence.page))


def _year(sentence: Sentence) -> int | None:
    """The one year that the sentence (else the title above it) names."""
    for text in (sentence.text, sentence.heading):
        years = {int(found) for found in _YEAR.findall(text)}
        if len(years) == 1:
            return years.pop()
        if years:
            return None
    return None


def _spends(text: str) -> bool:
    return re.search(r"realisasi|terserap|serapan", text, re.IGNORECASE) is not None and not _CHANGE.search(text)
