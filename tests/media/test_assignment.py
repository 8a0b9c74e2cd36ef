"""The assignment against trying every one."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from gallows_sync.media.assignment import assigned


def most(gains: list[list[float]]) -> float:
    """Return the greatest sum there is, by trying every assignment."""
    rows, columns = len(gains), len(gains[0])
    places = [*range(columns), *[None] * rows]
    sums = [
        sum(max(gains[row][place], 0.0) for row, place in enumerate(chosen) if place is not None)
        for chosen in permutations(places, rows)
    ]
    return float(max(sums))


@given(
    st.integers(1, 4).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(-3, 6).map(float), min_size=columns, max_size=columns),
            min_size=1,
            max_size=3,
        )
    )
)
def test_no_assignment_gains_more(gains: list[list[float]]) -> None:
    chosen = assigned(gains)
    pairs = [(row, place) for row, place in enumerate(chosen) if place is not None]
    assert len({place for _, place in pairs}) == len(pairs)
    assert all(gains[row][place] > 0 for row, place in pairs)
    assert sum(gains[row][place] for row, place in pairs) == most(gains)


def test_nothing_to_assign() -> None:
    assert assigned([]) == []
    assert assigned([[], []]) == [None, None]
