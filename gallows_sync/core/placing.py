"""Placing cues by hand: each edit is a function from a cue, or a map, to how it is afterwards.

An edited cue is ``confirmed``: its place is the user's word, and what a search thought of it counts no more.
Shifting or stretching all cues confirms none of them: they are ``estimated`` until somebody listens.

What an edit keeps is the sync line, or the film times, or neither, and each says which. All times are in
seconds, and whole multiples of ``RESOLUTION`` afterwards.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from gallows_sync.core.cue_map import Certainty, Cue, CueMap, FilmSpan
from gallows_sync.core.times import quantized
from gallows_sync.errors import GallowsSyncError
from gallows_sync.wording import phrase

SLOWEST, FASTEST = Fraction(4, 5), Fraction(5, 4)
"""Speeds beyond these are no copy of anything, but a slip of the hand."""

APART_S = 1
"""Two pairs nearer to each other (s of film) tell no speed."""

SPEED_STEP = Fraction(1, 10**9)
"""Over three hours a speed that is rounded so strays by 5 µs."""

PLAIN = 10_000
"""Speeds that are ratios of numbers up to this stay exact, such as 25/24."""


class EditError(GallowsSyncError):
    """An edit that would leave a cue without film, or make no sense; the map stays as it is."""


@dataclass(frozen=True, slots=True)
class Pair:
    """This instant of the music belongs to this instant of the film (s, both)."""

    film_time: Fraction
    music_time: Fraction


def nudged(cue: Cue, seconds: Fraction) -> Cue:
    """Return ``cue`` with its music ``seconds`` later against the picture; below 0: earlier.

    The line moves by just so much. In and out points stay, but for two cases: the music cannot begin before
    the track does, so the in point gives way; and where the cue begins with the track's first instant, that
    instant stays its beginning, so that nothing of the track is lost.

    Raises:
        EditError: nothing would be left of the cue, or it is unplaced.
    """
    film = _film(cue)
    line = _Line(Pair(film.film_in + seconds, cue.music_in), cue.speed)
    film_in = film.film_in + seconds if cue.music_in == 0 else film.film_in
    return _laid(cue, line, film_in, film.film_out)


def with_film_in(cue: Cue, film_time: Fraction) -> Cue:
    """Return ``cue`` beginning at ``film_time``, or with the track's first instant if that comes later.

    The line stays.

    Raises:
        EditError: it would begin at or after its out point, or is unplaced.
    """
    film = _film(cue)
    return _laid(cue, _Line(Pair(film.film_in, cue.music_in), cue.speed), film_time, film.film_out)


def with_film_out(cue: Cue, film_time: Fraction) -> Cue:
    """Return ``cue`` ending at ``film_time``; the line stays.

    Raises:
        EditError: it would end at or before its in point, or is unplaced.
    """
    film = _film(cue)
    return _laid(cue, _Line(Pair(film.film_in, cue.music_in), cue.speed), film.film_in, film_time)


def moved(cue: Cue, seconds: Fraction, film_end: Fraction | None = None) -> Cue:
    """Return ``cue`` as a whole, music and all, ``seconds`` later in the film; below 0: earlier.

    It stops at the film's beginning and at ``film_end``.

    Raises:
        EditError: the cue is unplaced.
    """
    film = _film(cue)
    if film_end is not None:
        seconds = min(seconds, film_end - film.film_out)
    seconds = max(seconds, -film.film_in)
    return _confirmed(cue, film.film_in + seconds, film.film_out + seconds, cue.music_in, cue.speed)


def placed_by_pair(cue: Cue, pair: Pair, music_end: Fraction | None, film_end: Fraction) -> Cue:
    """Return ``cue`` with ``pair`` on its line, at the speed that it has.

    In and out points stay where ``pair`` is between them. Elsewhere the cue goes there as a whole; an
    unplaced one lasts until ``music_end``, where its track ends (None: nobody knows), or ``film_end``.

    Raises:
        EditError: nothing would be left of the cue.
    """
    return _placed(cue, _Line(pair, cue.speed), music_end, film_end)


def placed_by_pairs(cue: Cue, one: Pair, other: Pair, music_end: Fraction | None, film_end: Fraction) -> Cue:
    """Return ``cue`` with both pairs on its line, which gives its speed; the rest as ``placed_by_pair``.

    Raises:
        EditError: they are too close together, or the speed that they give is none that a copy has; or
            nothing would be left of the cue.
    """
    apart = other.film_time - one.film_time
    if abs(apart) < APART_S:
        raise EditError(
            phrase(
                "Placing", "The two pairs are less than a second apart: that is too close to tell the speed."
            )
        )
    speed = (other.music_time - one.music_time) / apart
    if not SLOWEST <= speed <= FASTEST:
        raise EditError(
            phrase(
                "Placing",
                "The two pairs would have the music run at {speed:.3f} times its speed; "
                "it can be {slowest} to {fastest}.",
            ).fill(speed=float(speed), slowest=float(SLOWEST), fastest=float(FASTEST))
        )
    return _placed(cue, _Line(one, _rounded_speed(speed)), music_end, film_end)


def shifted(cue_map: CueMap, seconds: Fraction) -> CueMap:
    """Return ``cue_map`` with all its placed cues ``seconds`` later in the film; below 0: earlier.

    What would lie before the film's beginning is cut off. It is of no known copy afterwards.

    Raises:
        EditError: nothing would be left of a cue.
    """
    return _all_laid(cue_map, lambda film_time: film_time + seconds, Fraction(1))


def stretched(cue_map: CueMap, factor: Fraction, about: Fraction = Fraction(0)) -> CueMap:
    """Return ``cue_map`` for a copy that lasts ``factor`` times as long; the film time ``about`` stays.

    The music is the same, so it runs the slower under the film, the longer that lasts.

    Raises:
        EditError: no copy differs by ``factor``, or nothing would be left of a cue.
    """
    if not SLOWEST <= factor <= FASTEST:
        words = phrase("Placing", "A copy can last {least} to {most} times as long as another.")
        raise EditError(words.fill(least=float(SLOWEST), most=float(FASTEST)))
    return _all_laid(cue_map, lambda film_time: about + (film_time - about) * factor, factor)


def edited(cue_map: CueMap, cue: Cue) -> CueMap:
    """Return ``cue_map`` with ``cue`` in place of the one of its id.

    Raises:
        EditError: the cue would end after the film that the map's times are of.
    """
    end = cue_map.film.duration
    if cue.film is not None and end is not None and cue.film.film_out > end:
        raise EditError(phrase("Placing", "The cue would end after the end of the film."))
    return replace(cue_map, cues=tuple(cue if cue.id == old.id else old for old in cue_map.cues))


# -- lines


@dataclass(frozen=True, slots=True)
class _Line:
    """All film and music times that belong together: through ``pair``, ``speed`` s of music a s of film."""

    pair: Pair
    speed: Fraction

    def music_time(self, film_time: Fraction) -> Fraction:
        return self.pair.music_time + (film_time - self.pair.film_time) * self.speed

    def film_time(self, music_time: Fraction) -> Fraction:
        return self.pair.film_time + (music_time - self.pair.music_time) / self.speed


def _film(cue: Cue) -> FilmSpan:
    if cue.film is None:
        raise EditError(phrase("Placing", "This cue has no place in the film yet."))
    return cue.film


def _placed(cue: Cue, line: _Line, music_end: Fraction | None, film_end: Fraction) -> Cue:
    """Return ``cue`` on ``line``, over the film that it had, or else where its music lies on the line."""
    pair, film = line.pair, cue.film
    if film is not None and pair.film_time in film:
        film_in = line.film_time(Fraction(0)) if cue.music_in == 0 else film.film_in
        return _laid(cue, line, film_in, film.film_out)
    first = min(cue.music_in, pair.music_time)
    last = cue.music_in + film.duration * cue.speed if film is not None else music_end
    film_out = film_end if last is None else min(line.film_time(last), film_end)
    return _laid(cue, line, line.film_time(first), film_out)


def _laid(cue: Cue, line: _Line, film_in: Fraction, film_out: Fraction) -> Cue:
    """Return ``cue`` on ``line``, from ``film_in`` or where both film and track have begun."""
    begins = line.film_time(Fraction(0))
    if begins >= max(film_in, Fraction(0)):
        return _confirmed(cue, begins, film_out, Fraction(0), line.speed)
    film_in = quantized(max(film_in, Fraction(0)))
    return _confirmed(cue, film_in, film_out, max(line.music_time(film_in), Fraction(0)), line.speed)


def _confirmed(cue: Cue, film_in: Fraction, film_out: Fraction, music_in: Fraction, speed: Fraction) -> Cue:
    film_in, film_out = quantized(film_in), quantized(film_out)
    if film_in >= film_out:
        raise EditError(
            phrase("Placing", "Nothing would be left of the cue: its out point must come after its in point.")
        )
    return replace(
        cue,
        film=FilmSpan(film_in, film_out),
        music_in=quantized(music_in),
        speed=speed,
        certainty=Certainty.CONFIRMED,
        confidence=None,
    )


def _all_laid(cue_map: CueMap, film_time: Callable[[Fraction], Fraction], factor: Fraction) -> CueMap:
    """Return ``cue_map`` with ``film_time`` of each film time; music runs 1 / ``factor`` as fast."""
    cues = []
    for cue in cue_map.cues:
        if cue.film is not None:
            line = _Line(Pair(film_time(cue.film.film_in), cue.music_in), _rounded_speed(cue.speed / factor))
            laid = _laid(cue, line, line.pair.film_time, film_time(cue.film.film_out))
            cue = replace(laid, certainty=Certainty.ESTIMATED)
        cues.append(cue)
    film = replace(cue_map.film, duration=None, frame_rate=None)
    return replace(cue_map, film=film, cues=tuple(cues))


def _rounded_speed(speed: Fraction) -> Fraction:
    return speed if speed.denominator <= PLAIN else round(speed / SPEED_STEP) * SPEED_STEP
