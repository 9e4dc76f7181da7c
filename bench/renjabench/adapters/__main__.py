"""``python -m bench.renjabench.adapters NAME PDF OUT.json``."""

import sys
from pathlib import Path

from bench.renjabench.adapters.registry import TOOLS
from bench.renjabench.predicted import as_json

_, name, pdf, out = sys.argv
Path(out).write_text(as_json(TOOLS[name][1](pdf)), encoding="utf-8")
