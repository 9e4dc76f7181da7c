"""White letters are lost on white paper, and seen on what is painted dark last of all below them, or on a picture."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extract.page.chars import no_chars
from extract.page.unseen import lost_in_white

places = st.integers(0, 12)
boxes = st.tuples(places, places, places, places)
Place = tuple[int, int]
Sides = tuple[int, int, int, int]


def _holds(box: Sides, place: Place) -> bool:
    return box[0] <= place[0] <= box[2] and box[1] <= place[1] <= box[3]


@given(
    st.lists(st.tuples(places, places, st.booleans())),
    st.lists(st.tuples(boxes, st.sampled_from([0.0, 0.5, 0.9, 1.0]))),
    st.lists(boxes, max_size=2),
)
def test_the_last_fill_below_a_white_letter_or_a_picture_tells_whether_it_is_seen(
    letters: list[tuple[int, int, bool]], fills: list[tuple[Sides, float]], images: list[Sides]
) -> None:
    wanted = []
    for number, (x, y, white) in enumerate(letters):
        under = [grey for box, grey in fills if _holds(box, (x, y))]
        if white and not (under and under[-1] < 0.9) and not any(_holds(box, (x, y)) for box in images):
            wanted.append(number)
    runs = no_chars().runs._replace(grey=np.array([0.0, 1.0], np.float32))
    x, y, of = np.array(letters, np.float32).reshape(-1, 3).T
    painted = np.array([box for box, _ in fills], float).reshape(-1, 4), np.array([grey for _, grey in fills], float)
    held = np.array(images, float).reshape(-1, 4)
    assert lost_in_white(runs, of.astype(np.intp), x, y, painted, held).tolist() == wanted
