"""Placing by hand, as the window commands it: each command is a change of the map, with its words.

A mark is made in two halves, with one key: an instant of the picture, then the instant of the music that
belongs to it. One such pair places the cue; a second one further on gives its speed as well.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from gallows_sync.core.cue_map import Cue, CueMap
from gallows_sync.core.media_files import AlbumMatch, FilmFile
from gallows_sync.core.placing import (
    APART_S,
    EditError,
    Pair,
    edited,
    moved,
    nudged,
    placed_by_pair,
    placed_by_pairs,
    shifted,
    stretched,
    with_film_in,
    with_film_out,
)
from gallows_sync.core.times import format_time
from gallows_sync.notices import track_title
from gallows_sync.wording import phrase

NUDGE = "nudge"

LENGTH_STEP = Fraction(1, 1000)
"""A map says how long its film is in whole milliseconds."""


@dataclass(frozen=True, slots=True)
class Place:
    """What an edit starts from: film and map, the cue that is edited, and where the playhead is (s)."""

    film: FilmFile
    cue_map: CueMap
    match: AlbumMatch | None
    cue: Cue
    film_time: Fraction

    @property
    def title(self) -> str:
        return track_title(self.cue, self.cue_map)


@dataclass(frozen=True, slots=True)
class Change:
    """A changed map; ``words`` name the change in a menu, ``said`` tells what was done.

    Changes of one ``series``, one soon after the other, are one step of undo.
    """

    after: CueMap
    words: str
    said: str
    series: str | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks made for a cue: the ``picture``'s, that waits for the music's, and the last pairs.

    ``placed`` is the cue as the pairs placed it: once it is another, they say nothing any more.
    """

    cue_id: str
    picture: Fraction | None = None
    pairs: tuple[Pair, ...] = ()
    placed: Cue | None = None

    def with_music(self, music_time: Fraction, cue: Cue) -> "Marks":
        """Return the marks with the picture's and this one as a pair.

        Of the pairs before, only the one furthest away counts, if it is far enough to tell a speed: a pair
        made at about the same place corrects the one that was there.

        Raises:
            EditError: no picture was marked.
        """
        if self.picture is None:
            raise EditError(phrase("HandPlacing", "Mark the instant of the picture first."))
        pair = Pair(self.picture, music_time)
        known = [one for one in self.pairs if abs(one.film_time - pair.film_time) >= APART_S]
        if self.placed != cue:
            known = []
        other = max(known, key=lambda one: abs(one.film_time - pair.film_time), default=None)
        return Marks(self.cue_id, None, (pair,) if other is None else (pair, other))


# -- single cues


def _clock(film_time: Fraction) -> str:
    """Return the time as it is told everywhere, rounded down; the map keeps it finer."""
    return format_time(_floored(film_time))


def nudge(place: Place, seconds: Fraction, since: Cue | None = None) -> Change:
    """Have the cue's music so much later against the picture; below 0: earlier.

    What is said is the whole way from where the cue was when it was ``since``, nudges ago.
    """
    after = nudged(place.cue, seconds)
    way_ms = float(_later(after, since if since is not None else place.cue) * 1000)
    said = (
        phrase("HandPlacing", "Music {ms:g} ms later")
        if way_ms >= 0
        else phrase("HandPlacing", "Music {ms:g} ms earlier")
    )
    words = phrase("HandPlacing", "shift the music of «{title}»").fill(title=place.title)
    return _change(place, after, words, said.fill(ms=round(abs(way_ms), 2)), NUDGE)


def set_film_in(place: Place) -> Change:
    """Have the cue begin at the playhead; one without a place gets one: its music begins there."""
    if place.cue.film is None:
        return _paired(place, (Pair(place.film_time, place.cue.music_in),), _in_point_words(place))
    return trim_in(place, place.film_time)


def set_film_out(place: Place) -> Change:
    """Have the cue end at the playhead."""
    return trim_out(place, place.film_time)


def trim_in(place: Place, film_time: Fraction) -> Change:
    """Have the cue begin at ``film_time``; the music stays where it is against the picture."""
    after = with_film_in(place.cue, film_time)
    begins = _clock(after.film.film_in) if after.film is not None else ""
    said = phrase("HandPlacing", "In point {time}").fill(time=begins)
    return _change(place, after, _in_point_words(place), said, "in")


def trim_out(place: Place, film_time: Fraction) -> Change:
    """Have the cue end at ``film_time``, or where the film ends."""
    after = with_film_out(place.cue, min(film_time, _film_end(place)))
    ends = _clock(after.film.film_out) if after.film is not None else ""
    words = phrase("HandPlacing", "set the out point of «{title}»").fill(title=place.title)
    return _change(place, after, words, phrase("HandPlacing", "Out point {time}").fill(time=ends), "out")


def move(place: Place, film_in: Fraction) -> Change:
    """Have the cue begin at ``film_in``, with its music."""
    after = moved(place.cue, film_in - _film_in(place.cue), _film_end(place))
    words = phrase("HandPlacing", "move «{title}»").fill(title=place.title)
    said = phrase("HandPlacing", "Moved to {time}").fill(time=_clock(film_in))
    return _change(place, after, words, said, "move")


def place_by_marks(place: Place, marks: Marks) -> Change:
    """Have the cue be where its marks say."""
    words = phrase("HandPlacing", "place «{title}» by marks").fill(title=place.title)
    return _paired(place, marks.pairs, words)


# -- all cues


def shift_all(place: Place, seconds: Fraction) -> Change:
    """Have all placed cues so much later in the film, which is of the open copy from then on."""
    after = _of_this_copy(shifted(place.cue_map, seconds), place.film)
    said = (
        phrase("HandPlacing", "All cues {seconds:g} s later")
        if seconds > 0
        else phrase("HandPlacing", "All cues {seconds:g} s earlier")
    )
    words = phrase("HandPlacing", "shift all cues")
    return Change(after, words, said.fill(seconds=round(float(abs(seconds)), 3)), "shift all")


def shift_all_here(place: Place) -> Change:
    """Have all placed cues moved so that the cue's scene begins at the playhead.

    Raises:
        EditError: it begins there already.
    """
    return shift_all(place, place.film_time - _elsewhere(place))


def stretch_all_here(place: Place) -> Change:
    """Have all placed cues stretched so that the cue's scene begins at the playhead; the first scene stays.

    Raises:
        EditError: there is no other placed cue, or the stretch is none, or none that a copy has.
    """
    others = [cue.film.film_in for cue in place.cue_map.cues if cue.film is not None and cue != place.cue]
    first, begins = min(others, default=None), _elsewhere(place)
    if first is None or first >= begins:
        raise EditError(
            phrase("HandPlacing", "All scenes are stretched from the first one on: choose a later one.")
        )
    return stretch_all(place, (place.film_time - first) / (begins - first), first)


def stretch_all(place: Place, factor: Fraction, about: Fraction = Fraction(0)) -> Change:
    """Have all placed cues in a film that lasts ``factor`` times as long: the open copy; ``about`` stays."""
    after = _of_this_copy(stretched(place.cue_map, factor, about), place.film)
    said = phrase("HandPlacing", "All cues stretched by {factor:.6g}").fill(factor=float(factor))
    return Change(after, phrase("HandPlacing", "stretch all cues"), said)


# -- pieces


def _in_point_words(place: Place) -> str:
    return phrase("HandPlacing", "set the in point of «{title}»").fill(title=place.title)


def _paired(place: Place, pairs: tuple[Pair, ...], words: str) -> Change:
    music_end, film_end = _music_end(place), _film_end(place)
    if len(pairs) > 1:
        cue = placed_by_pairs(place.cue, pairs[0], pairs[1], music_end, film_end)
        said = phrase("HandPlacing", "Placed by two pairs of marks, speed {speed:.5f}")
        said = said.fill(speed=float(cue.speed))
    else:
        cue = placed_by_pair(place.cue, pairs[0], music_end, film_end)
        said = phrase("HandPlacing", "Placed at {time}").fill(time=_clock(_film_in(cue)))
    return _change(place, cue, words, said)


def _change(place: Place, cue: Cue, words: str, said: str, series: str | None = None) -> Change:
    """Return ``cue`` in the map; the first that is placed says of which copy the map's times are."""
    base = place.cue_map
    if not any(old.placed for old in base.cues):
        base = _of_this_copy(base, place.film)
    return Change(edited(base, cue), words, said, series)


def _of_this_copy(cue_map: CueMap, film: FilmFile) -> CueMap:
    """Return ``cue_map`` with length and rate of ``film``; without, where a cue ends after that."""
    last = max((cue.film.film_out for cue in cue_map.cues if cue.film is not None), default=Fraction(0))
    length = _floored(film.duration)
    return replace(
        cue_map,
        film=replace(cue_map.film, duration=length if last <= length else None, frame_rate=film.frame_rate),
    )


def _film_end(place: Place) -> Fraction:
    """Return where cues must end: with the film, or with the copy that the map's times are of."""
    known = place.cue_map.film.duration
    placed = any(cue.placed for cue in place.cue_map.cues)
    return known if known is not None and placed else _floored(place.film.duration)


def _music_end(place: Place) -> Fraction | None:
    """Return how long (s) the cue's recording is, or its track as published; None where nobody knows."""
    recording = place.match.recording_for(place.cue) if place.match is not None else None
    if recording is not None and recording.duration is not None:
        return recording.duration
    track = place.cue_map.track(place.cue.track)
    return track.duration if track is not None else None


def _film_in(cue: Cue) -> Fraction:
    if cue.film is None:
        raise EditError(phrase("HandPlacing", "This cue has no place in the film yet."))
    return cue.film.film_in


def _elsewhere(place: Place) -> Fraction:
    """Return where the cue begins, which is not at the playhead."""
    begins = _film_in(place.cue)
    if begins == place.film_time:
        raise EditError(
            phrase(
                "HandPlacing",
                "This cue begins here already: go to where its scene begins in this copy of the film.",
            )
        )
    return begins


def _later(cue: Cue, other: Cue) -> Fraction:
    """Return by how much (s) ``cue`` has its music later than ``other``, at its in point."""
    begins, other_begins = _film_in(cue), _film_in(other)
    return begins - other_begins - (cue.music_in - other.music_in) / other.speed


def _floored(seconds: Fraction) -> Fraction:
    return seconds // LENGTH_STEP * LENGTH_STEP
