"""Weights of the column reader, log-odds, from ``weights.json``.

``content`` is estimated by ``bench/columns.py --fit`` from labelled columns, drawn towards ``prior``, which holds what
is true of a kind by definition (codes have dots, names have words). ``header`` and ``pair`` are set by hand.
"""

from __future__ import annotations

import json
from pathlib import Path

_DATA = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))

#: Kind to log-odds for each of ``facts.CLASSES``, and last for the kind as such (how frequent it is).
CONTENT: dict[str, tuple[float, ...]] = {kind: tuple(row) for kind, row in _DATA["content"].items()}
#: The same without data.
PRIOR: dict[str, tuple[float, ...]] = {kind: tuple(row) for kind, row in _DATA["prior"].items()}

HEADER: dict[str, float] = _DATA["header"]
"""``head``: the first kind that the lowest telling header text names; ``further``: kinds behind it; ``above``: the
share that header texts above it keep; ``ignored``: words of columns that the contract gives no value (growth,
efficiency, standards, contracts); ``year``: a bare year, over yearly targets or money (T-C.25, T-C.27); ``telling``:
the share of ``head`` from which a text has named the column; ``unnamed``: what kinds lose that no text of a telling
header names, unless its cells are under ``contradicted`` for what it names; ``unsaid``: what kinds lose that neither a
header nor a relation speaks for, so much that two columns rather share a key (``duplicate``) and are both doubtful;
``slice``: a source of funds or kind of belanja alone; ``few``: cells at which the content counts half."""

PAIR: dict[str, float] = _DATA["pair"]
"""``relation``: columns whose kinds fit a relation of their numbers, ``against``: whose kinds contradict it;
``duplicate``: two columns with one key; ``sibling``: columns of one wording under different headers are of one kind;
``nameless``: no column says what the rows are about; ``second_name``: a further column of names that is no level of a
cascade."""
