"""What the film's own sound says of one cue's place: how far its music is from where it sounds in the film.

A few seconds of both are compared, as the search does it, wave by wave. That is quick, and true to a fraction
of a millisecond; but it reaches no further than a second, and only where that music is in the film's sound.
"""

from contextlib import closing
from dataclasses import replace
from fractions import Fraction

import numpy as np

from gallows_sync.alignment.coherence import correlations, noise, on_film_clock, stretch, vertex, whitened
from gallows_sync.alignment.findings import SAMPLE_RATE_HZ, Samples
from gallows_sync.core.cue_map import Cue
from gallows_sync.core.findings import Anchor
from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.core.times import quantized
from gallows_sync.errors import GallowsSyncError
from gallows_sync.media.film_sound import FilmSound
from gallows_sync.media.mono import recording_mono
from gallows_sync.own_process import Send

REACH_S = 1
"""Music that is further (s) from its place is not looked for."""

LENGTHS_S = (12, 4)
"""Stretches of so long (s) are compared: a long one is surer, a short one bears a speed that is off."""

SHORTEST_S = 1
"""Less of a cue tells nothing."""

SURE = 7.0
"""Standard deviations above unrelated sounds; by chance, the best of all lags stands 4 to 5 high."""


Question = tuple[FilmFile, Recording, tuple[Cue, ...], Fraction]
"""Where one cue's music, which may lie as any of the cues has it, is about this film time (s)."""


def listen(question: Question, send: Send) -> None:
    """Send where the music is heard clearest, None where it is not, or words that say why nobody can tell."""
    try:
        send(_clearest(*question))
    except GallowsSyncError as error:
        send(str(error))


def _clearest(film: FilmFile, recording: Recording, cues: tuple[Cue, ...], near: Fraction) -> Anchor | None:
    best: Anchor | None = None
    for cue in cues:
        off = best.late(cue) if best is not None else None
        if off is not None and abs(off) <= REACH_S:
            continue  # the same would be heard again
        found = anchor(film, recording, cue, near)
        if found is not None and (best is None or found.strength > best.strength):
            best = found  # music that repeats itself is heard in more than one place, clearest in its own
    return best


def anchor(film: FilmFile, recording: Recording, cue: Cue, near: Fraction) -> Anchor | None:
    """Return where the music under ``cue`` sounds in the film's own sound, about the film time ``near``.

    None where it is not within reach of where the cue has it. Reads files.

    Raises:
        MediaError: film or recording cannot be read.
    """
    if cue.film is None or film.sound is None:
        return None
    for length_s in LENGTHS_S:
        begin = max(min(near - Fraction(length_s, 2), cue.film.film_out - length_s), cue.film.film_in)
        end = min(begin + length_s, cue.film.film_out)
        if end - begin < SHORTEST_S:
            return None
        found = _compared(film, recording, cue, begin, end)
        if found is not None:
            return found
    return None


def _compared(
    film: FilmFile, recording: Recording, cue: Cue, begin: Fraction, end: Fraction
) -> Anchor | None:
    """Hold the film's ``[begin, end)`` against the music that ``cue`` has there."""
    reach = REACH_S * SAMPLE_RATE_HZ
    length = int((end - begin) * SAMPLE_RATE_HZ)
    music = _music(recording, cue.music_time(begin), (end - begin) * cue.speed)
    played, _ = on_film_clock(whitened(music), float(cue.speed))
    played = stretch(played, 0, length)
    with closing(FilmSound(film, SAMPLE_RATE_HZ)) as sound:
        first_s, samples, _ = sound.read(float(begin - REACH_S), float(end - begin + 2 * REACH_S))
    offset = (first_s - float(begin - REACH_S)) * SAMPLE_RATE_HZ
    heard = stretch(whitened(samples), -round(offset), length + 2 * reach)
    likeness = correlations(heard[None], played[None], reach)[0].astype(np.float64)
    peak = int(likeness[1:-1].argmax()) + 1
    strength = float(likeness[peak]) / noise(length)
    if strength < SURE:
        return None
    between = vertex(likeness[peak - 1 : peak], likeness[peak : peak + 1], likeness[peak + 1 : peak + 2])[0]
    lag_s = (peak - reach + float(between) + offset - round(offset)) / SAMPLE_RATE_HZ
    return Anchor(quantized(begin + Fraction(lag_s)), cue.music_time(begin), strength)


def _music(recording: Recording, begin: Fraction, length: Fraction) -> Samples:
    """Return the recording's ``[begin, begin + length)`` (s)."""
    start, stop = recording.start + begin, recording.start + begin + length
    if recording.stop is not None:
        stop = min(stop, recording.stop)
    if start >= stop:
        return np.zeros(0, np.float32)
    return recording_mono(replace(recording, start=start, stop=stop, duration=None), SAMPLE_RATE_HZ)
