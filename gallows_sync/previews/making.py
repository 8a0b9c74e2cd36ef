"""Making previews, one after the other, in the order in which a person misses them most.

This runs in a process of its own: decoding keeps Python's lock, which is the sound's.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TypeVar

from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.kept_files import KeptFiles
from gallows_sync.media.container import MediaError
from gallows_sync.media.loudness import integrated_loudness
from gallows_sync.media.shots import shot_changes
from gallows_sync.media.thumbnails import COARSEST_STRIDE, Thumbnail, thumbnails
from gallows_sync.media.waveform import Waveform, waveform_of
from gallows_sync.own_process import Send
from gallows_sync.previews.kept import KeptPreviews, Loudness, key

log = logging.getLogger(__name__)

MAKE = "gallows_sync.previews.making:make"
"""What the process runs, as module and name."""

THUMBNAILS = 160
THUMBNAIL_HEIGHT = 144
"""In pixels: 72 on a screen with two of them to the point."""

STRETCH_S = 10
"""Shot changes are looked for in so long a stretch of film (s) at a time; they are numbered from 0."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PreviewJob:
    """What is to be made; ``thumbnails`` and ``shots`` (numbers of stretches) are of ``film``."""

    film: FilmFile | None
    thumbnails: bool
    waveforms: tuple[Recording, ...]
    loudness: tuple[FilmFile | Recording, ...]
    shots: tuple[int, ...]

    @property
    def empty(self) -> bool:
        return not (self.thumbnails or self.waveforms or self.loudness or self.shots)


@dataclass(frozen=True, slots=True)
class WaveformMade:
    """None is said of a recording that cannot be read."""

    recording: Recording
    waveform: Waveform | None


@dataclass(frozen=True, slots=True)
class ThumbnailsMade:
    """Some more of the film's thumbnails; with ``all_made`` the last of them."""

    thumbnails: tuple[Thumbnail, ...]
    all_made: bool


@dataclass(frozen=True, slots=True)
class LoudnessMade:
    source: FilmFile | Recording
    loudness: Loudness


@dataclass(frozen=True, slots=True)
class ShotsMade:
    """The shot changes (film times, s) in one stretch of the film."""

    stretch: int
    times: tuple[float, ...]


Made = WaveformMade | ThumbnailsMade | LoudnessMade | ShotsMade


def kept(job: PreviewJob, files: KeptFiles) -> Iterator[Made]:
    """Yield what of the job is kept on disk."""
    previews = KeptPreviews(files)
    if job.film is not None and job.thumbnails and (pictures := previews.thumbnails(job.film)) is not None:
        yield ThumbnailsMade(pictures, all_made=True)
    for recording in job.waveforms:
        if (waveform := previews.waveform(recording)) is not None:
            yield WaveformMade(recording, waveform)
    for source in job.loudness:
        if (loudness := previews.loudness(source)) is not None:
            yield LoudnessMade(source, loudness)
    if job.film is not None and job.shots:
        stretches = previews.shots(job.film)
        yield from (ShotsMade(stretch, stretches[stretch]) for stretch in job.shots if stretch in stretches)


def made(job: PreviewJob, files: KeptFiles) -> Iterator[Made]:
    """Make what the job asks for, keep it on disk, and yield it.

    What cannot be read is logged and yields that there is nothing: everything asked for is answered.
    """
    previews = KeptPreviews(files)
    film = job.film
    pictures = _thumbnails(film, previews) if film is not None and job.thumbnails else iter(())
    yield from islice(pictures, THUMBNAILS // COARSEST_STRIDE)
    for recording in job.waveforms:
        yield WaveformMade(recording, _waveform(recording, previews))
    yield from pictures
    for source in job.loudness:
        yield LoudnessMade(source, _loudness(source, previews))
    if film is not None and job.shots:
        yield from _shots(film, job.shots, previews)


def make(job: tuple[PreviewJob, KeptFiles], send: Send) -> None:
    """Send everything that is made, as soon as it is."""
    for preview in made(*job):
        send(preview)


def _waveform(recording: Recording, previews: KeptPreviews) -> Waveform | None:
    before = key("waveform", recording)
    waveform = _unless_unreadable(lambda: waveform_of(recording))
    if waveform is not None and before == key("waveform", recording):
        previews.keep_waveform(before, waveform)
    return waveform


def _thumbnails(film: FilmFile, previews: KeptPreviews) -> Iterator[ThumbnailsMade]:
    before = key("thumbnails", film)
    pictures = thumbnails(film, THUMBNAILS, THUMBNAIL_HEIGHT)
    found: list[Thumbnail] = []
    while (picture := _unless_unreadable(lambda: next(pictures, None))) is not None:
        found.append(picture)
        yield ThumbnailsMade((picture,), all_made=False)
    if found and before == key("thumbnails", film):
        previews.keep_thumbnails(before, tuple(found))
    yield ThumbnailsMade((), all_made=True)


def _loudness(source: FilmFile | Recording, previews: KeptPreviews) -> Loudness:
    before = key("loudness", source)
    loudness = _unless_unreadable(lambda: Loudness(integrated_loudness(source)))
    if loudness is None:
        return Loudness(None)
    if before == key("loudness", source):
        previews.keep_loudness(before, loudness)
    return loudness


def _shots(film: FilmFile, stretches: tuple[int, ...], previews: KeptPreviews) -> Iterator[ShotsMade]:
    before = key("shots", film)
    known = previews.shots(film)
    for stretch in stretches:
        if stretch not in known:
            begins = stretch * STRETCH_S
            times = _unless_unreadable(partial(shot_changes, film, begins, begins + STRETCH_S))
            if times is not None and before == key("shots", film):
                known[stretch] = times
                previews.keep_shots(before, known)
        yield ShotsMade(stretch, known.get(stretch, ()))


def _unless_unreadable(call: Callable[[], _T]) -> _T | None:
    try:
        return call()
    except MediaError as error:
        log.warning("no preview: %s", error)
    except Exception:  # one file that is too much for a library must not keep the others waiting
        log.exception("no preview")
    return None
