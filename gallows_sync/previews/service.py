"""Previews of the open film and album: those that are there, and the making of those that are not yet."""

from __future__ import annotations

import logging
import math
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from gallows_sync.background import background_thread
from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.kept_files import KeptFiles, cache_folder
from gallows_sync.media.container import MediaError
from gallows_sync.media.thumbnails import Thumbnail
from gallows_sync.media.waveform import Samples, Waveform, samples
from gallows_sync.own_process import OwnProcess
from gallows_sync.previews.kept import Loudness
from gallows_sync.previews.making import (
    MAKE,
    STRETCH_S,
    LoudnessMade,
    Made,
    PreviewJob,
    ShotsMade,
    ThumbnailsMade,
    WaveformMade,
    kept,
)

__all__ = ["Previews"]

log = logging.getLogger(__name__)

SHOTS_REACH_S = 5.0
"""Shot changes are looked for so far (s) on both sides of a place."""

SAMPLES_S = 4.0
"""Samples are read in stretches whose ends are multiples of this (s), so that a small move reads none."""

SAMPLES_KEPT = 12


@dataclass(frozen=True, slots=True)
class _AskedSamples:
    recording: Recording
    start: float
    stop: float

    def covers(self, recording: Recording, start: float, stop: float) -> bool:
        return self.recording == recording and self.start <= start and stop <= self.stop


class Previews:
    """Every method belongs to the main thread, and none waits but ``close``.

    What is kept on disk is read by a thread; the rest is made by a process of its own, which stands back
    behind everything else and is gone when all is made.

    Args:
        post: runs a function on the main thread, from any thread.
        changed: called on the main thread whenever there is something new.
        files: where previews are kept, instead of the program's own folder.
    """

    def __init__(
        self,
        post: Callable[[Callable[[], None]], None],
        changed: Callable[[], None],
        files: KeptFiles | None = None,
    ) -> None:
        self._post = post
        self._changed = changed
        self._files = files if files is not None else KeptFiles(cache_folder())
        self._reader = background_thread("previews")
        self._process: OwnProcess[Made] | None = None
        self._ending: list[OwnProcess[Made]] = []
        self._round = 0
        """Goes up with all that is opened: what was read for something else comes to nothing."""
        self._reading = False
        self._closed = False
        # What is shown
        self._film: FilmFile | None = None
        self._recordings: tuple[Recording, ...] = ()
        self._measured: dict[Recording, None] = {}
        self._stretches: dict[int, None] = {}
        # What there is
        self._thumbnails: dict[float, Thumbnail] = {}
        self._all_thumbnails = False
        self._waveforms: dict[Recording, Waveform | None] = {}
        self._loudness: dict[FilmFile | Recording, Loudness] = {}
        self._shots: dict[int, tuple[float, ...]] = {}
        self._samples: deque[tuple[_AskedSamples, Samples | None]] = deque(maxlen=SAMPLES_KEPT)
        self._asked: set[_AskedSamples] = set()

    def open(self, film: FilmFile | None, recordings: Sequence[Recording]) -> None:
        """Make the previews of these, the first recordings first, and of nothing else any more.

        What was there of others is gone at once, and this is not told.
        """
        wanted = tuple(dict.fromkeys(recordings))
        if self._closed or (film == self._film and set(wanted) == set(self._recordings)):
            return
        if film != self._film:
            self._thumbnails, self._all_thumbnails = {}, False
            self._shots, self._stretches = {}, {}
        self._film, self._recordings = film, wanted
        self._measured = dict.fromkeys(wanted)
        sources = {film, *wanted}
        self._waveforms = {of: waveform for of, waveform in self._waveforms.items() if of in sources}
        self._loudness = {of: loudness for of, loudness in self._loudness.items() if of in sources}
        self._stop_making()
        self._begin()

    def look_for_shots(self, film_times: Iterable[float]) -> None:
        """Have the shot changes found near these places in the film (s), after all else."""
        if self._film is None or self._closed:
            return
        last = math.ceil(self._film.duration / STRETCH_S) - 1
        wanted = dict.fromkeys(
            stretch
            for place in film_times
            for stretch in range(
                max(0, math.floor((place - SHOTS_REACH_S) / STRETCH_S)),
                min(last, math.floor((place + SHOTS_REACH_S) / STRETCH_S)) + 1,
            )
        )
        if wanted.keys() <= self._stretches.keys():
            return
        self._stretches |= wanted
        self._want_more()

    def waveform(self, recording: Recording) -> Waveform | None:
        """Return the recording's peaks; None while there are none, and where it cannot be read."""
        return self._waveforms.get(recording)

    def samples(self, recording: Recording, start: float, stop: float) -> Samples | None:
        """Return samples that cover ``[start, stop)`` (s in the recording), as far as it goes.

        None while they are being read, and where they cannot be.
        """
        for asked, found in self._samples:
            if asked.covers(recording, start, stop):
                return found
        begins = max(0.0, math.floor(start / SAMPLES_S) * SAMPLES_S)
        asking = _AskedSamples(recording, begins, math.ceil(stop / SAMPLES_S) * SAMPLES_S)
        if asking not in self._asked and not self._closed:
            self._asked.add(asking)
            self._reader.submit(self._read_samples, asking)
        return None

    def thumbnails(self) -> Sequence[Thumbnail]:
        """Return the film's thumbnails, those there are, by film time."""
        return [self._thumbnails[time] for time in sorted(self._thumbnails)]

    def shots(self) -> Sequence[float]:
        """Return the film times (s) of the shot changes found so far, in order."""
        return [time for stretch in sorted(self._shots) for time in self._shots[stretch]]

    def loudness(self, recording: Recording | None) -> float | None:
        """Return how loud the recording is (LUFS), or with None the film's sound; None while unknown.

        A recording that is not open, another take for instance, is measured when it is asked for.
        """
        source = self._film if recording is None else recording
        if source is None:
            return None
        found = self._loudness.get(source)
        if found is None and recording is not None and recording not in self._measured:
            self._measured[recording] = None
            self._want_more()
        return found.lufs if found is not None else None

    def close(self) -> None:
        """End everything, and wait until process and thread are gone."""
        self._closed = True
        self._stop_making()
        self._reader.shutdown(cancel_futures=True)
        for process in self._ending:
            process.join()

    # -- reading and making

    def _want_more(self) -> None:
        """See to what was asked for just now: after what is being made, if anything is."""
        if self._process is None and not self._reading and not self._closed:
            self._begin()

    def _begin(self) -> None:
        """Read what is kept of what is missing, then make the rest: of all that is asked for in this turn."""
        self._reading = True
        number = self._round
        self._post(lambda: self._read(number))

    def _read(self, number: int) -> None:
        if number == self._round and not self._closed:
            self._reader.submit(self._read_kept, self._missing(), number)

    def _missing(self) -> PreviewJob:
        film = self._film
        sources = (*self._measured, *((film,) if film is not None else ()))
        return PreviewJob(
            film,
            thumbnails=film is not None and not self._all_thumbnails,
            waveforms=tuple(one for one in self._recordings if one not in self._waveforms),
            loudness=tuple(one for one in sources if one not in self._loudness),
            shots=tuple(stretch for stretch in self._stretches if stretch not in self._shots),
        )

    def _read_kept(self, job: PreviewJob, number: int) -> None:
        """On the reader's thread."""
        found = tuple(kept(job, self._files))
        self._post(lambda: self._have_read(found, number))

    def _have_read(self, found: tuple[Made, ...], number: int) -> None:
        if number != self._round or self._closed:
            return
        self._reading = False
        for preview in found:
            self._take(preview)
        missing = self._missing()
        if not missing.empty:
            self._process = OwnProcess(
                "previews", MAKE, (missing, self._files), self._have_made, self._ended, self._post
            )
        if found:
            self._changed()

    def _have_made(self, preview: Made) -> None:
        self._take(preview)
        self._changed()

    def _take(self, preview: Made) -> None:
        match preview:
            case WaveformMade(recording, waveform):
                self._waveforms[recording] = waveform
            case ThumbnailsMade(thumbnails, all_made):
                self._thumbnails |= {one.film_time: one for one in thumbnails}
                self._all_thumbnails |= all_made
            case LoudnessMade(source, loudness):
                self._loudness[source] = loudness
            case ShotsMade(stretch, times):
                self._shots[stretch] = times

    def _ended(self, code: int | None) -> None:
        """The process is done: what was asked for meanwhile is next. One that died is not tried again."""
        assert self._process is not None
        self._ending.append(self._process)
        self._process = None
        if code != 0:
            log.error("the previews' process ended with exit code %s", code)
        elif not self._missing().empty:
            self._begin()

    def _stop_making(self) -> None:
        self._round += 1
        self._reading = False
        if self._process is not None:
            self._process.stop()
            self._ending.append(self._process)
            self._process = None

    def _read_samples(self, asked: _AskedSamples) -> None:
        """On the reader's thread."""
        found: Samples | None = None
        try:
            found = samples(asked.recording, asked.start, asked.stop)
        except MediaError as error:
            log.warning("no samples: %s", error)
        self._post(lambda: self._have_samples(asked, found))

    def _have_samples(self, asked: _AskedSamples, found: Samples | None) -> None:
        self._asked.discard(asked)
        self._samples.append((asked, found))
        if not self._closed:
            self._changed()
