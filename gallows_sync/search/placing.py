"""What was found becomes cues: which cue takes which stretch, and what the map says of it.

The rules:

- A ``confirmed`` cue is the user's word and stays exactly as it is. A stretch that such a cue of the same
  track already covers, on about the same line, is not proposed.
- Over the same copy of the film, a placed cue takes the stretch that lies where it lies, so that searching
  again adds nothing. An aligned cue whose stretch is not found this time stays where it was.
- The other cues of a track take what is left in film order: the first stretches, or those nearest to what
  the cues already say of film and music.
- Stretches that are left over become further cues behind their track's cue, named after it: ``generique-2``.
- Film times of another copy are not true of this one: a cue that has such times and was not found becomes
  unplaced, unless it is confirmed.
"""

import itertools
import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from gallows_sync.core.cue_map import Certainty, Cue, CueMap, Film, FilmSpan
from gallows_sync.core.findings import Found
from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.titles import slug
from gallows_sync.notices import DURATION_TOLERANCE_S, copy_differences

LINE_TOLERANCE_S = 1
"""Lines whose music times under one film time are no further apart (s) are one, corrected by hand or not."""

FILM_STEP = Fraction(1, 1000)
"""Film times (s) are written in whole milliseconds; the music in point moves along the line with them."""

MUSIC_STEP = Fraction(1, 100_000)
"""Finer (s) than any line is known, and music in points that read well."""

SPEED_STEP = Fraction(1, 10_000_000)
"""Over ten minutes a speed rounded so strays by 0.03 ms."""

CONFIDENCE_STEP = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cue as it would stand in the map; ``new`` says that it would be a further cue.

    ``after`` names the cues that a new one may stand behind: behind the first of them that is in the map.
    """

    cue: Cue
    found: Found
    new: bool
    after: tuple[str, ...] = ()


def proposals(base: CueMap, found: Sequence[Found], film: FilmFile) -> tuple[Proposal, ...]:
    """Return what ``found`` would change in ``base``, in film order."""
    other_copy = bool(copy_differences(film, base))
    taken = {cue.id for cue in base.cues}
    behind: dict[str | None, tuple[str, ...]] = {None: ()}
    result: list[Proposal] = []
    known_tracks = dict.fromkeys(cue.track for cue in base.cues)
    for track in known_tracks | dict.fromkeys(stretch.track for stretch in found):
        cues = [cue for cue in base.cues if cue.track == track]
        stretches = _unconfirmed(cues, [stretch for stretch in found if stretch.track == track])
        assigned = _assigned(cues, stretches, base.film, film, other_copy=other_copy)
        cues = [_placed(cue, assigned[cue.id], film) if cue.id in assigned else cue for cue in cues]
        result += [Proposal(cue, assigned[cue.id], new=False) for cue in cues if cue.id in assigned]
        for stretch in stretches:
            if stretch not in assigned.values():
                cue = _placed(Cue(_free_id(base, track, taken), track), stretch, film)
                anchor = _anchor(cue, cues or base.cues[-1:])
                after = behind.get(anchor) or ((anchor,) if anchor is not None else ())
                result.append(Proposal(cue, stretch, new=True, after=after))
                behind[anchor] = (cue.id, *after)
                taken.add(cue.id)
    return tuple(sorted(result, key=lambda proposal: proposal.found.film.film_in))


def with_placed(base: CueMap, accepted: Sequence[Proposal], film: FilmFile) -> CueMap:
    """Return ``base`` with the ``accepted`` cues in it, and length and rate of the copy they are placed in.

    May be called once with all proposals or again and again with some; the result is the same.
    """
    other_copy = bool(copy_differences(film, base))
    by_id = {proposal.cue.id: proposal for proposal in accepted}
    cues: list[Cue] = []
    for cue in base.cues:
        proposal = by_id.get(cue.id)
        if cue.certainty is Certainty.CONFIRMED:
            cues.append(cue)
        elif proposal is not None:
            cues.append(_placed(cue, proposal.found, film))
        else:
            cues.append(_unplaced(cue) if other_copy else cue)
    for proposal in accepted:
        if base.cue(proposal.cue.id) is None:
            cues.insert(_place_behind(proposal.after, cues), proposal.cue)
    return CueMap(_film_of(base, cues, film), base.album, tuple(cues))


def confirmed_in_another_copy(base: CueMap, film: FilmFile) -> tuple[Cue, ...]:
    """Return the confirmed cues whose film times are of another copy: they stay, and it has to be said."""
    if not copy_differences(film, base):
        return ()
    return tuple(cue for cue in base.cues if cue.certainty is Certainty.CONFIRMED)


# -- which cue takes which stretch


def _unconfirmed(cues: Sequence[Cue], stretches: Sequence[Found]) -> list[Found]:
    """Return, in film order, the stretches that no confirmed one of their track's ``cues`` covers already."""
    left = [stretch for stretch in stretches if not any(_is_confirmed_by(cue, stretch) for cue in cues)]
    return sorted(left, key=lambda stretch: (stretch.film.film_in, stretch.film.film_out, stretch.music_in))


def _assigned(
    cues: Sequence[Cue], stretches: Sequence[Found], known: Film, film: FilmFile, *, other_copy: bool
) -> dict[str, Found]:
    """Return for cues of one track, by id, the stretch that each of them takes."""
    free = [cue for cue in cues if cue.certainty is not Certainty.CONFIRMED]
    result: dict[str, Found] = {}
    left = list(stretches)
    if not other_copy:
        where_they_lie = sorted(
            (
                (not _on_one_line(cue, stretch), -cue.film.overlap(stretch.film), row, column)
                for row, cue in enumerate(free)
                for column, stretch in enumerate(stretches)
                if cue.film is not None and _overlap_much(cue.film, stretch.film)
            ),
        )
        for _, _, row, column in where_they_lie:
            if free[row].id not in result and stretches[column] in left:
                result[free[row].id] = stretches[column]
                left.remove(stretches[column])
        free = [cue for cue in free if cue.id not in result and cue.certainty is not Certainty.ALIGNED]
    if all(cue.placed for cue in free):
        free.sort(key=_film_in)
    scale = film.duration / known.duration if other_copy and known.duration else Fraction(1)
    pairs = _paired_in_order(
        len(free), len(left), lambda row, column: _unlikeness(free[row], left[column], scale)
    )
    return result | {free[row].id: left[column] for row, column in pairs}


def _unlikeness(cue: Cue, stretch: Found, scale: Fraction) -> Fraction:
    """Return how far (s) the stretch is from what the cue says; an unplaced cue says little or nothing."""
    apart = Fraction(0)
    if cue.film is not None:
        apart += abs(cue.film.film_in * scale - stretch.film.film_in)
    if cue.film is not None or cue.music_in > 0:
        apart += abs(cue.music_in - stretch.music_in)
    return apart


def _paired_in_order(
    rows: int, columns: int, cost: Callable[[int, int], Fraction]
) -> tuple[tuple[int, int], ...]:
    """Return as many pairs as can be, both numbers rising, at the least cost; at equal cost the first."""
    best: dict[tuple[int, int], tuple[Fraction, tuple[tuple[int, int], ...]]] = {}
    for row, column in itertools.product(range(rows, -1, -1), range(columns, -1, -1)):
        if row == rows or column == columns:
            best[row, column] = (Fraction(0), ())
            continue
        rest, pairs = best[row + 1, column + 1]
        choices = [(rest + cost(row, column), ((row, column), *pairs))]
        if columns - column > rows - row:
            choices.append(best[row, column + 1])
        elif rows - row > columns - column:
            choices.append(best[row + 1, column])
        best[row, column] = min(choices, key=lambda choice: choice[0])
    return best[0, 0][1]


def _is_confirmed_by(cue: Cue, stretch: Found) -> bool:
    return (
        cue.certainty is Certainty.CONFIRMED
        and cue.film is not None
        and _overlap_much(cue.film, stretch.film)
        and _on_one_line(cue, stretch)
    )


def _on_one_line(cue: Cue, stretch: Found) -> bool:
    """Return whether both play about the same music in the middle of the film that they share."""
    if cue.film is None:
        return False
    shared_in = max(cue.film.film_in, stretch.film.film_in)
    middle = (shared_in + min(cue.film.film_out, stretch.film.film_out)) / 2
    by_cue = cue.music_in + (middle - cue.film.film_in) * cue.speed
    by_stretch = stretch.music_in + (middle - stretch.film.film_in) * stretch.speed
    return abs(by_cue - by_stretch) <= LINE_TOLERANCE_S


def _overlap_much(one: FilmSpan, other: FilmSpan) -> bool:
    """Return whether they share at least half of the shorter one."""
    return 2 * one.overlap(other) >= min(one.duration, other.duration)


# -- what becomes of a cue


def _placed(cue: Cue, found: Found, film: FilmFile) -> Cue:
    """Return ``cue`` where it was found, in numbers that read well and lie on the same line."""
    speed = _rounded(found.speed, SPEED_STEP)
    film_in = _rounded(found.film.film_in, FILM_STEP)
    music_in = found.music_in + (film_in - found.film.film_in) * found.speed
    if music_in < 0:  # the track's first instant: round the other way
        film_in, music_in = film_in + FILM_STEP, music_in + FILM_STEP * found.speed
    film_out = min(_rounded(found.film.film_out, FILM_STEP), _length(film))
    return replace(
        cue,
        film=FilmSpan(film_in, max(film_out, film_in + FILM_STEP)),
        music_in=_rounded(music_in, MUSIC_STEP),
        speed=max(speed, SPEED_STEP),
        certainty=Certainty.ALIGNED,
        confidence=_rounded(found.confidence, CONFIDENCE_STEP),
        # The line is that recording's own: another take, however like, begins elsewhere.
        take=found.take,
    )


def _unplaced(cue: Cue) -> Cue:
    """Return ``cue`` without what is true of one copy of the film alone."""
    return replace(cue, film=None, speed=Fraction(1), certainty=Certainty.UNPLACED, confidence=None)


def _film_of(base: CueMap, cues: Iterable[Cue], film: FilmFile) -> Film:
    """Return the map's film with length and rate of the copy that ``cues`` are placed in.

    No length is given where a cue kept from a longer copy lies beyond this one's end: it would not be true.
    """
    last = max((cue.film.film_out for cue in cues if cue.film is not None), default=None)
    if last is None:
        dropped = any(cue.placed for cue in base.cues)
        return replace(base.film, duration=None, frame_rate=None) if dropped else base.film
    duration: Fraction | None = max(_length(film), last)
    if last > film.duration + DURATION_TOLERANCE_S:
        duration = None
    return replace(base.film, duration=duration, frame_rate=film.frame_rate)


def _length(film: FilmFile) -> Fraction:
    return _rounded(film.duration, FILM_STEP)


def _rounded(value: Fraction, step: Fraction) -> Fraction:
    return math.floor(value / step + Fraction(1, 2)) * step


# -- further cues


def _free_id(base: CueMap, track: int, taken: Collection[str]) -> str:
    """Return an id for a further cue of ``track``: its first cue's with a number, else the track's title."""
    own = next((cue.id for cue in base.cues if cue.track == track), None)
    listed = base.track(track)
    stem = own or (slug(listed.title) if listed is not None else "") or f"track-{track}"
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    return next(name for name in names if name not in taken)


def _anchor(cue: Cue, others: Sequence[Cue]) -> str | None:
    """Return which of ``others`` it stands behind: the last that begins before it, else the first."""
    earlier = [other for other in others if _film_in(other) <= _film_in(cue)]
    return earlier[-1].id if earlier else others[0].id if others else None


def _film_in(cue: Cue) -> Fraction | float:
    return cue.film.film_in if cue.film is not None else math.inf


def _place_behind(ids: Sequence[str], cues: Sequence[Cue]) -> int:
    """Return where a cue goes that stands behind the first of ``ids`` there is; else at the top."""
    places = {cue.id: place for place, cue in enumerate(cues)}
    return next((places[cue_id] + 1 for cue_id in ids if cue_id in places), 0)
