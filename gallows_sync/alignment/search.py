"""The search as a whole."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from gallows_sync.alignment.findings import Findings, Progress, Samples

_In = TypeVar("_In")
_Out = TypeVar("_Out")


class Across(Protocol):
    """Applies a function to each item, in order, as ``map`` and ``ThreadPoolExecutor.map`` do."""

    def __call__(self, work: Callable[[_In], _Out], items: Iterable[_In], /) -> Iterator[_Out]: ...


def find(
    film: Samples,
    recordings: Sequence[Samples],
    groups: Sequence[int],
    *,
    report: Callable[[Progress], None] = lambda _: None,
    across: Across = map,
) -> Findings:
    """Return every stretch of ``film`` where one of ``recordings`` sounds.

    Args:
        film: the film's sound.
        recordings: what may sound in it.
        groups: for each recording, the number of its track: recordings of one track are takes of one piece.
        report: is told how far the search is; what it raises ends the search.
        across: spreads work that does not depend on one another; a thread pool's ``map`` uses all cores.
    """
    raise NotImplementedError
