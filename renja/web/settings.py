"""What the command has fixed for the page; nothing of it can be changed from the browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """``dataset``: its folder. ``pdf_root``: where the PDFs lie now, if they were moved since the ingest."""

    dataset: Path
    pdf_root: Path | None = None

    @classmethod
    def of(cls, arguments: Sequence[str]) -> Settings:
        """From the script's arguments, as ``as_arguments`` gives them. ``ValueError`` where there is no dataset."""
        if not arguments:
            raise ValueError("DATASET tidak disebut (no dataset given)")
        root = arguments[1] if len(arguments) > 1 else ""
        return cls(Path(arguments[0]), Path(root) if root else None)

    def as_arguments(self) -> list[str]:
        """As ``of`` reads them."""
        return [str(self.dataset), str(self.pdf_root or "")]
