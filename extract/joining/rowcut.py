"""Whether a page break cuts a row: the first row of a page may be the rest of the last row of the page before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from extract.headwords import is_datum, squash
from extract.joining.feet import begins_signature
from extract.joining.header import is_key

_OPEN_END = re.compile(
    r"(?:[-–/,(&:]|\b(?:dan|atau|serta|yang|di|ke|dari|untuk|dengan|pada|dalam|bagi|oleh|per|terhadap|melalui|sesuai))$",
    re.IGNORECASE,
)
_ENOUGH = 1.5
_LACKING = 1.3
_MOSTLY = 0.9
_FEWEST = 3
_FAINT, _FAINTLY = 0.3, 0.9
"""What a cell that may go on as well as begin anew speaks for a cut row, and what all such cells do together."""
_TITLE_WORD = 4
"""Letters of the word by which titles are known: "Program", "Urusan", "Misi"."""
_CODE = re.compile(r"\d+(?:\n\d+)*")


def is_quantity(text: str) -> bool:
    """True for an amount, a percentage or a number with a unit; a key or a code is none."""
    return is_datum(text) and not is_key(text)


def stacked_codes(texts: Mapping[int, Sequence[str]]) -> dict[int, int]:
    r"""How many digits a code has in the columns so narrow that its digits stand below each other.

    ``texts`` are the cells of the rows so far, by column. Only columns whose codes all have the same number of digits,
    nearly, are named: there a code that is too short can only have been cut.

    >>> stacked_codes({0: ["19", "1\n9", "1\n9", "2\n0"], 1: ["Survei", "Pengadaan"]})
    {0: 2}
    """
    found = {}
    for col, column in texts.items():
        stacks = sum(1 for text in column if "\n" in text and "\n" in text.strip() and _CODE.fullmatch(text.strip()))
        if stacks < _FEWEST:
            continue
        lengths = Counter(_digits(text) for text in column if _CODE.fullmatch(text.strip()))
        digits, count = lengths.most_common(1)[0]
        if count >= _MOSTLY * (sum(1 for text in column if text.strip()) - 1):
            found[col] = digits
    return found


def is_cut(
    last: Mapping[int, str],
    first: Mapping[int, str],
    open_bottom: bool,
    open_top: bool,
    valued: Callable[[], bool] = bool,
    lacking: Callable[[], bool] = bool,
    titled: Callable[[], bool] = bool,
    stacked: Callable[[], Mapping[int, int]] = dict,
) -> bool:
    """True where ``first`` (text by column) is the rest of ``last``.

    ``open_bottom`` and ``open_top`` tell that the border between them is missing on the page before, on this page.
    The table's other rows are asked only where they decide: ``valued`` whether all have values, ``lacking`` whether
    they have something else that ``first`` lacks, ``titled`` whether some are titles of this kind, ``stacked`` for the
    digits of codes printed as a stack.
    """
    begun = {col: text.strip() for col, text in last.items() if text.strip()}
    rest = {col: text.strip() for col, text in first.items() if text.strip()}
    if not begun or not rest:
        return open_bottom and open_top and not rest
    if len(rest) == 1 and begins_signature(next(iter(rest.values()))):
        return False
    if _cuts_a_stack(begun, rest, stacked()):
        return True
    # One missing border alone may be the print's habit; both missing is a row in two.
    score = 3.0 if open_bottom and open_top else 0.5 * (open_bottom + open_top)
    if _has_new_key(begun, rest):
        score -= 4.0
    evidence = [_goes_on(begun.get(col, ""), text) for col, text in rest.items()]
    # That texts begin with capitals says little, however many there are: two rows of a list of names do so as well.
    score += sum(e for e in evidence if e != _FAINT) + min(_FAINTLY, sum(e for e in evidence if e == _FAINT))
    if not any(map(is_datum, rest.values())) and any(map(is_datum, begun.values())) and not titled():
        # A row of its own would have values, or at least a key or a name.
        score += 1.0 + 0.7 * (_is_keyed(begun) or _first_text(begun) not in rest or valued())
    return score >= _ENOUGH or (score + _LACKING >= _ENOUGH and lacking())


def opening(row: Mapping[int, str]) -> tuple[int, str] | None:
    """The column and first word of a row that has but one text, and no value: a title's; else None."""
    texts = {col: text.split() for col, text in row.items() if text.strip()}
    if len(texts) != 1:
        return None
    ((col, words),) = texts.items()
    word = squash(words[0])
    return (col, word) if len(word) >= _TITLE_WORD and not is_datum(" ".join(words)) else None


def _cuts_a_stack(begun: Mapping[int, str], rest: Mapping[int, str], stacked: Mapping[int, int]) -> bool:
    """True where codes that are too short on both pages have all their digits together, and none is whole in both."""
    sizes = [(_digits(begun.get(col)), _digits(rest.get(col)), stacked[col]) for col in stacked]
    pieces = [one for one in sizes if one[0] and one[1]]
    return bool(pieces) and all(head + tail == whole for head, tail, whole in pieces)


def _digits(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _is_keyed(row: Mapping[int, str]) -> bool:
    return is_key("".join(row[min(row)].split()))


def _first_text(row: Mapping[int, str]) -> int | None:
    """The column of the first cell that is neither a key nor a value: what the row is called."""
    return next((col for col in sorted(row) if not is_key(row[col]) and not is_datum(row[col])), None)


def _has_new_key(begun: Mapping[int, str], rest: Mapping[int, str]) -> bool:
    """True where the row bears a number or code of its own, left of its first text."""
    for col in sorted(rest):
        if is_key(rest[col]) and not _broken_code(begun.get(col, ""), rest[col]):
            return True
        if len(squash(rest[col])) > 3:
            return False
    return False


def _broken_code(head: str, tail: str) -> bool:
    """True for a code or amount broken at a dot or comma: ``1.06.`` and ``02``, ``1.06.2`` and ``.08``."""
    if head.endswith(","):
        return bool(re.fullmatch(r"\d{2,3}", tail))
    if head.endswith("."):
        return bool(re.fullmatch(r"\d{2,4}\s*(?:[.,]\s*\d*)*", tail))
    return head[-1:].isdigit() and tail[:1] == "."


def _torn_amount(head: str, tail: str) -> bool:
    """True for an amount torn by a narrow cell: ``501.996.0`` and ``00,00``, ``Rp`` and the number that it stands for.

    A number that lacks digits of its last group is never whole, so that what completes it is its rest.
    """
    if _SIGN.fullmatch(head):
        return tail[:1].isdigit()
    if tail in _DASHES and head.endswith((",", ".")):
        return _WHOLE_BUT_DASH.fullmatch(head) is not None
    if len(tail) > len(head) or not _HALF.fullmatch(head) or not _REST.fullmatch(tail):
        return False  # in a cell as wide the rest of a line is no longer than the line
    return any(form.fullmatch(head + tail) for form in _WHOLE)


_HALF = re.compile(r"(?:rp\.?\s*)?\(?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*\1\d{1,2}", re.I)
"""Groups of three and one that lacks digits."""
_WHOLE_BUT_DASH = re.compile(r"(?:rp\.?\s*)?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*[.,]", re.I)
_DASHES = ("-", "–")
_SIGN = re.compile(r"\(?\s*(?:rp|idr)\s*\.?", re.I)
_REST = re.compile(r"\d{1,2}(?:[.,]\d{3})*(?:[.,](?:\d\d|\s?[-–]))?\)?")
_WHOLE = tuple(
    re.compile(rf"(?:rp\.?\s*)?\(?\d{{1,3}}(?:{group}\d{{3}}){{2,}}(?:{cents}(?:\d\d|\s?[-–]))?\)?", re.I)
    for group, cents in ((r"\.", ","), (",", r"\."))
)


def _goes_on(head: str, tail: str) -> float:
    """Evidence that ``tail`` continues the cell that ended with ``head``; negative: that it is a cell of its own."""
    if not head:
        return -1.5
    if _broken_code(head, tail) or _torn_amount(head, tail):
        return 1.5
    if squash(head) == squash(tail):
        return -1.2
    if is_datum(tail):
        return -1.2
    if tail[0].islower() or _OPEN_END.search(head):
        return 1.5
    return _FAINT
