"""A reader that reads no picture twice: sampled lines, second looks, and cells that a program drew alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b

from extract.scan.types import Grey, OcrReader, Reading, skimmed


class Once:
    """Another reader, with what it has read of one page remembered by the crop's pixels."""

    def __init__(self, reader: OcrReader) -> None:
        self._reader = reader
        self._known: dict[bytes, Reading] = {}
        self.name = reader.name

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        """The text of each crop, in order; only crops that are new go to the reader."""
        return self._new(crops, self._reader.read)

    def skim(self, crops: Sequence[Grey]) -> list[Reading]:
        """As ``read``, with less care where the reader knows how to."""
        return self._new(crops, lambda fresh: skimmed(self._reader, fresh))

    def _new(self, crops: Sequence[Grey], read: Callable[[Sequence[Grey]], list[Reading]]) -> list[Reading]:
        keys = [blake2b(crop.tobytes(), key=str(crop.shape).encode(), digest_size=16).digest() for crop in crops]
        fresh = {key: crop for key, crop in zip(keys, crops, strict=True) if key not in self._known}
        self._known.update(zip(fresh, read(list(fresh.values())), strict=True))
        return [self._known[key] for key in keys]
