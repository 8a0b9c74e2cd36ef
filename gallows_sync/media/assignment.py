"""Who gets what, so that all together gain the most."""

from collections.abc import Sequence


def assigned(gains: Sequence[Sequence[float]]) -> list[int | None]:
    """Return for each row of ``gains`` the column it gets, each column at most once, for the greatest sum.

    A row stays without where only columns are left that gain it nothing (0 or less). Of equals the earlier
    column wins. The Hungarian method by shortest augmenting paths (Jonker and Volgenant, 1987).

    >>> assigned([[5.0, 4.0], [5.0, 1.0]]), assigned([[-1.0, 0.0]])
    ([1, 0], [None])
    """
    rows, columns = len(gains), len(gains[0]) if gains else 0
    width = columns + rows  # each row may also stay without: as many columns that cost nothing
    cost = [
        [-max(gain, 0.0) + 1e-9 * place for place, gain in enumerate(row)] + [0.0] * rows for row in gains
    ]
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (width + 1)
    row_of = [0] * (width + 1)  # rows and columns count from 1 here; 0 is none
    for row in range(1, rows + 1):
        row_of[0] = row
        least, came_from = [float("inf")] * (width + 1), [0] * (width + 1)
        done = [False] * (width + 1)
        column = 0
        while row_of[column]:
            done[column] = True
            current, step, following = row_of[column], float("inf"), 0
            for place in range(1, width + 1):
                if done[place]:
                    continue
                reduced = cost[current - 1][place - 1] - row_price[current] - column_price[place]
                if reduced < least[place]:
                    least[place], came_from[place] = reduced, column
                if least[place] < step:
                    step, following = least[place], place
            for place in range(width + 1):
                if done[place]:
                    row_price[row_of[place]] += step
                    column_price[place] -= step
                else:
                    least[place] -= step
            column = following
        while column:
            row_of[column], column = row_of[came_from[column]], came_from[column]
    chosen: list[int | None] = [None] * rows
    for place in range(1, columns + 1):
        row = row_of[place]
        if row and gains[row - 1][place - 1] > 0:
            chosen[row - 1] = place - 1
    return chosen
