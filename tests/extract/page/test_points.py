"""The points of paths are told by the first and the last of each where pdfium keeps them side by side."""

from __future__ import annotations

import numpy as np
import pytest

from extract.page import points


@pytest.mark.parametrize(
    ("places", "calls"),
    [
        ({"a": [100, 116, 132], "b": [500], "c": [900, 916]}, 6),
        ({"a": [100, 116, 132], "b": [500], "c": [900, 940]}, 12),
    ],
    ids=["side by side", "not"],
)
def test_points_are_asked_for_one_by_one_only_where_the_ends_do_not_tell_them(
    monkeypatch: pytest.MonkeyPatch, places: dict[str, list[int]], calls: int
) -> None:
    asked: list[tuple[str, int]] = []

    def path_segment(path: str, at: int) -> int:
        asked.append((path, at))
        return places[path][at]

    monkeypatch.setattr(points.c, "path_segment", path_segment)
    monkeypatch.setattr(points.c, "pointers", list)
    counts = np.array([3, 0, 1, 2])
    path = np.repeat(np.arange(4), counts)
    inside = np.array([0, 1, 2, 0, 0, 1])
    found = points._segments(["a", "without points", "b", "c"], counts, path, inside)
    assert len(asked) == calls
    assert found == [*places["a"], *places["b"], *places["c"]]
