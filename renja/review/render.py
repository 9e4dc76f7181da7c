"""``python -m renja.review.render PDF PAGE WIDTH``: a page as PNG on standard output, its scale on standard error.

A process of its own, since a hostile page can crash the PDF library or keep it busy for ever: then this process dies,
and not whoever asked.
"""

from __future__ import annotations

import sys
from typing import Any

MOST_PIXELS = 6_000_000
MOST_SIDE = 4_000.0
_MOST_MEMORY = 1536 << 20


def fitting_scale(width: float, height: float, wanted_width: float) -> float:
    """Pixels a point, so that the picture is as wide as wanted, but neither side nor area beyond the limits.

    >>> round(fitting_scale(595.0, 842.0, 1190.0), 2), fitting_scale(1.0, 200000.0, 1200.0) <= 0.02
    (2.0, True)
    """
    width, height = max(width, 1.0), max(height, 1.0)
    by_area = (MOST_PIXELS / (width * height)) ** 0.5
    return float(min(wanted_width / width, MOST_SIDE / width, MOST_SIDE / height, by_area))


def _bound_memory() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))


def main(path: str, page_number: str, width: str) -> None:
    """Writes the picture. Any error ends the process with a traceback, which the parent reports."""
    _bound_memory()
    import pypdfium2

    document: Any = pypdfium2.PdfDocument
    page: Any = document(path)[int(page_number) - 1]
    page_width, page_height = page.get_size()
    scale = fitting_scale(page_width, page_height, float(width))
    picture = page.render(scale=scale).to_pil().convert("RGB")
    sys.stderr.write(f"{scale}\n")
    picture.save(sys.stdout.buffer, "PNG", compress_level=1)


if __name__ == "__main__":
    main(*sys.argv[1:4])
