"""Knows a copy of a film again by its sound, whatever the file is called and wherever it lies.

Of eight short excerpts at fixed film times the signs of the flattened, band-limited sound are kept: one
bit a sample, 4 KB a film. Another file is the same copy if its sound runs with them at each of these times,
to a few milliseconds: another container or codec leaves that so, another speed, cut or beginning does
not. An excerpt that is silent, or that would run with itself at another time as well (a steady tone), tells
nothing and is not kept.
"""

import base64
import binascii
import logging
import math
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gallows_sync.core.cue_map import CueMap
from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.library import KnownCopy, Library
from gallows_sync.map_choice import MapChoice, choose_map
from gallows_sync.media.container import MediaError
from gallows_sync.media.film_sound import FilmSound
from gallows_sync.notices import DURATION_TOLERANCE_S
from gallows_sync.reading import Reading
from gallows_sync.wording import phrase

log = logging.getLogger(__name__)

VERSION = "1"
"""What a kept sound begins with; of another version, it is like no film."""

EXCERPTS = 8
FEWEST_EXCERPTS = 3
"""With fewer that tell anything a film cannot be known again."""

EXCERPT_S = 1.5
MARGIN_S = 0.05
"""Read before and after each excerpt, to hold it against itself and others at other times."""

SHIFT_S = 0.005
"""So far (s) the same sound may lie from where it was: timestamps are rounded to milliseconds."""

ALIKE = 0.4
"""What is at least so alike (1: equal) is the same; other sounds come to 0.1 by chance."""

AUDIBLE = 0.001
"""RMS of the band (1: full scale) from which on an excerpt is kept: what is weaker a codec may make anew."""

SILENT = AUDIBLE / 10
"""So weak the same excerpt may be in a file whose level is another."""

READ_HZ = 8000
KEPT_HZ = 2000
BAND_HZ = (150, 750)
"""Above the hum, and what every codec keeps."""

FLATTENED_FROM = 0.1
"""What is weaker than this share of the spectrum's RMS stays weak: it may be noise."""

Sound = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """The signs (-1 and 1) of the sound from film time ``at`` (s) on, ``KEPT_HZ`` a second."""

    at: float
    signs: Sound


def find_map(
    library: Library,
    shipped: Sequence[Path],
    film: FilmFile | None,
    album: Path | None,
    recordings: Sequence[Recording],
) -> MapChoice:
    """Return the map for film and album where none was named.

    That is the one last saved for the two, known by their paths, or else the film by its sound and the album
    by its titles; else the shipped one whose album this is; else a new one. Reads files.
    """
    if film is None or album is None:
        return choose_map(recordings, film, None, shipped)
    saved = library.map_for(film.path, album)
    if saved is not None:
        return choose_map(recordings, film, saved, shipped)
    own, others = library.maps_of(copies_like(film, library.remembered.copies), album)
    choice = choose_map(recordings, film, own, shipped, others)
    return replace(choice, recognised=choice.path is not None and choice.path in (own, *others))


def remember_map(library: Library, film: FilmFile, album: Path, cue_map: CueMap, path: Path) -> None:
    """Have ``find_map`` find the map, saved as ``path``, for this copy and album; reads the film's sound."""
    library.remember_map(film.path, album, path)
    if any(cue.placed for cue in cue_map.cues) and (sound := sound_of(film)) is not None:
        library.remember_copy(film.duration, sound, album, path)
    library.store()


class CopyLearner:
    """Has each copy of a film that maps are saved for known by its sound, read once beside the main thread.

    Every method belongs to the main thread.
    """

    def __init__(self, library: Library, reading: Reading) -> None:
        self._library = library
        self._reading = reading
        self._film: FilmFile | None = None
        self._sound: str | None = None
        """What ``_film`` sounds like; None until it has been read, or if it tells nothing."""
        self._saved: tuple[Path, Path] | None = None
        """The album that a map of ``_film`` was last saved for, and the map."""

    def saved(self, film: FilmFile, album: Path, cue_map: CueMap, path: Path) -> None:
        """Take note that ``cue_map`` was saved as ``path``; it counts once cues are placed in it."""
        if not any(cue.placed for cue in cue_map.cues):
            return
        self._saved = (album, path)
        if film == self._film:
            self._remember()
            return
        self._film, self._sound = film, None

        def heard(sound: str | None) -> None:
            if film == self._film:
                self._sound = sound
                self._remember()

        self._reading.read(
            phrase("Recognition", "Learning this copy's sound…"),
            lambda: sound_of(film),
            heard,
            lambda _: None,
        )

    def _remember(self) -> None:
        if self._film is not None and self._sound is not None and self._saved is not None:
            self._library.remember_copy(self._film.duration, self._sound, *self._saved)
            self._library.store()


def sound_of(film: FilmFile) -> str | None:
    """Return what is to be kept of the film's sound; None where nothing in it could be known again."""
    spacing_s = float(film.duration) / (EXCERPTS + 1)
    kept = []
    try:
        with closing(_Listener(film, AUDIBLE)) as listener:
            for number in range(1, EXCERPTS + 1):
                at = round(spacing_s * number, 3)
                sound = listener.hear(at)
                if sound is not None and not _runs_elsewhere(sound):
                    kept.append(_Excerpt(at, _signs(sound)))
    except MediaError as error:
        log.info("the film will not be known by its sound: %s", error)
        return None
    return _text(kept) if len(kept) >= FEWEST_EXCERPTS else None


def copies_like(film: FilmFile, copies: Iterable[KnownCopy]) -> tuple[KnownCopy, ...]:
    """Return those of ``copies`` that have the film's length and its sound at the same times.

    Nothing is read of the film while none has its length, and little of it where the sound is another.
    """
    near = [copy for copy in copies if abs(copy.duration_s - float(film.duration)) <= DURATION_TOLERANCE_S]
    if not near:
        return ()
    try:
        with closing(_Listener(film, SILENT)) as listener:
            return tuple(copy for copy in near if listener.hears(_excerpts(copy.sound)))
    except MediaError as error:
        log.info("the film cannot be known by its sound: %s", error)
        return ()


class _Listener:
    """Hears excerpts of a film, each once; those whose RMS is below ``weakest`` count as silence.

    Raises:
        MediaError: the film has no sound, or cannot be read.
    """

    def __init__(self, film: FilmFile, weakest: float) -> None:
        if film.sound is None:
            raise MediaError(film.path, "has no sound")
        self._film_sound = FilmSound(film, READ_HZ)
        self._weakest = weakest
        self._heard: dict[float, Sound | None] = {}

    def hear(self, at: float) -> Sound | None:
        """Return the sound from ``at`` (film time, s) on with its margins, None where there is none."""
        if at not in self._heard:
            first, samples, _ = self._film_sound.read(at - MARGIN_S, EXCERPT_S + 2 * MARGIN_S)
            self._heard[at] = _flattened(samples, round((at - MARGIN_S - first) * READ_HZ), self._weakest)
        return self._heard[at]

    def hears(self, excerpts: Sequence[_Excerpt]) -> bool:
        """Return whether the film's sound runs with every one of ``excerpts``."""
        return len(excerpts) >= FEWEST_EXCERPTS and all(
            (sound := self.hear(excerpt.at)) is not None and _runs_with(sound, excerpt.signs)
            for excerpt in excerpts
        )

    def close(self) -> None:
        self._film_sound.close()


# -- sound


def _flattened(samples: NDArray[np.float32], first: int, weakest: float) -> Sound | None:
    """Return ``samples`` from number ``first`` on, only the band and that flattened, at ``KEPT_HZ``.

    None where samples are missing, or the band's RMS is below ``weakest``.
    """
    size = round((EXCERPT_S + 2 * MARGIN_S) * READ_HZ)
    piece = samples[max(first, 0) : first + size]
    if first < 0 or len(piece) < size:
        return None
    kept_size = round(size / READ_HZ * KEPT_HZ)
    frequency_hz = np.arange(kept_size // 2 + 1) * READ_HZ / size
    spectrum = np.fft.rfft(piece)[: len(frequency_hz)]
    spectrum[(frequency_hz < BAND_HZ[0]) | (frequency_hz > BAND_HZ[1])] = 0
    strength = np.abs(spectrum)
    if np.sqrt(2 * np.sum(strength**2)) / size < weakest:
        return None
    floor = FLATTENED_FROM * np.sqrt(np.mean(strength**2))
    return np.fft.irfft(spectrum / (strength + floor), kept_size)


def _signs(sound: Sound) -> Sound:
    """Return the signs of an excerpt without its margins."""
    margin = round(MARGIN_S * KEPT_HZ)
    return np.where(sound[margin:-margin] < 0, -1.0, 1.0)


def _likeness(sound: Sound, signs: Sound) -> Sound:
    """Return how alike (-1 to 1) the two are at each shift of up to ``MARGIN_S``."""
    windows = np.lib.stride_tricks.sliding_window_view(sound, len(signs))
    likeness: Sound = (windows @ signs) / np.abs(windows).sum(axis=1)
    return likeness


def _runs_with(sound: Sound, signs: Sound) -> bool:
    """Return whether the two are alike where they should be."""
    middle, near = round(MARGIN_S * KEPT_HZ), round(SHIFT_S * KEPT_HZ)
    return float(_likeness(sound, signs)[middle - near : middle + near + 1].max()) >= ALIKE


def _runs_elsewhere(sound: Sound) -> bool:
    """Return whether the sound is like itself at another time: then it does not tell when it is heard."""
    middle, near = round(MARGIN_S * KEPT_HZ), round(SHIFT_S * KEPT_HZ)
    likeness = _likeness(sound, _signs(sound))
    likeness[middle - near : middle + near + 1] = 0
    return float(np.abs(likeness).max()) >= ALIKE


# -- text


def _text(excerpts: Iterable[_Excerpt]) -> str:
    """Return the excerpts as text: the version, then of each its time and its signs as bits."""
    words = (
        f"{excerpt.at:.3f}={base64.b64encode(np.packbits(excerpt.signs > 0).tobytes()).decode('ascii')}"
        for excerpt in excerpts
    )
    return " ".join((VERSION, *words))


def _excerpts(text: str) -> tuple[_Excerpt, ...]:
    """Return the excerpts in ``text``; none, if it is damaged or of another version."""
    version, *words = text.split(" ")
    if version != VERSION:
        return ()
    result = []
    for word in words:
        at_s, _, bits = word.partition("=")
        try:
            at = float(at_s)
            packed = np.frombuffer(base64.b64decode(bits, validate=True), np.uint8)
        except (ValueError, binascii.Error):
            return ()
        if not math.isfinite(at) or 8 * len(packed) != round(EXCERPT_S * KEPT_HZ):
            return ()
        result.append(_Excerpt(at, np.where(np.unpackbits(packed) > 0, 1.0, -1.0)))
    return tuple(result)
