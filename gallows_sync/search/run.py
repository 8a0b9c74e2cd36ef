"""One search from end to end: which recordings, their sound and the film's, what was found of which track."""

from __future__ import annotations

import importlib
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from gallows_sync.alignment.findings import Findings, Progress, Stage, Stretch
from gallows_sync.core.cue_map import CueMap, FilmSpan
from gallows_sync.core.findings import Found, Rival, Unfound
from gallows_sync.core.media_files import AlbumMatch, FilmFile, Recording
from gallows_sync.core.times import quantized
from gallows_sync.errors import GallowsSyncError
from gallows_sync.kept_files import KeptFiles, cache_folder
from gallows_sync.media.container import MediaError
from gallows_sync.search.findings_cache import FindingsCache
from gallows_sync.search.sound_cache import Sound, SoundCache
from gallows_sync.search.time_left import TimeLeft
from gallows_sync.wording import phrase

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_In = TypeVar("_In")
_T = TypeVar("_T")

_REPORT_EVERY_S = 0.1

_WORDS = {
    Stage.LISTENING: phrase("Run", "Listening to film and album"),
    Stage.COMPARING: phrase("Run", "Comparing the album with the film"),
    Stage.MEASURING: phrase("Run", "Measuring what was found"),
    Stage.DECIDING: phrase("Run", "Deciding what is surest"),
}

# Processor seconds, measured: all that matters is how they compare.
_FILM_DECODING = 1 / 1100  # a second of film
_ALBUM_DECODING = 1 / 580  # a second of album
_LISTENING = 1 / 200  # a second of either
_COMPARING = 1 / 250_000  # a second of film with a second of album
_KEPT = 0.02  # of what decoding would take

_USUAL_LENGTH_S = 240.0

_SPEED_STEP = Fraction(1, 1_000_000_000)
_SHARE_STEP = Fraction(1, 1_000_000)


class SearchError(GallowsSyncError):
    """There is nothing to search, or nothing to search for."""


@dataclass(frozen=True, slots=True)
class SearchJob:
    """A film, the map whose tracks are looked for in it, and which recording is which track."""

    film: FilmFile
    cue_map: CueMap
    match: AlbumMatch


@dataclass(frozen=True, slots=True)
class SearchProgress:
    """What is being done, how much of the whole is done (0 to 1), and what has been found so far."""

    words: str
    done: float
    seconds_left: float | None = None
    found: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsearched:
    """A recording that was not searched for, and why; ``take`` is None for the track as the album has it."""

    track: int
    take: str | None
    reason: str


@dataclass(frozen=True)
class TrackMatches:
    """Every likeness of one recording that was looked into: film and music times (s), strengths (0 to 1)."""

    track: int
    take: str | None
    film_s: NDArray[np.float64]
    music_s: NDArray[np.float64]
    strength: NDArray[np.float64]


@dataclass(frozen=True)
class SearchResult:
    """What was found, in film order; which tracks were not, in album order; and how long it took (s).

    A track is ``unfound`` only if it was searched for; ``unsearched`` says what was not.
    """

    film: FilmFile
    found: tuple[Found, ...]
    unfound: tuple[Unfound, ...]
    matches: tuple[TrackMatches, ...]
    decode_s: float
    search_s: float
    total_s: float
    unsearched: tuple[Unsearched, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wanted:
    track: int
    take: str | None
    recording: Recording


def search(
    job: SearchJob, report: Callable[[SearchProgress], None], kept: KeptFiles | None = None
) -> SearchResult:
    """Find where the recordings of ``job`` sound in its film.

    ``report`` is called on this thread, every tenth of a second; what it raises ends the search. ``kept`` is
    where decoded sound and findings are kept: the user's cache folder, if nothing else is said.

    Raises:
        SearchError: the film has no sound, or no recording can be searched for.
        MediaError: the film cannot be read.
    """
    began = time.monotonic()
    if job.film.sound is None:
        words = phrase("Run", "{film} has no sound to find the album in")
        raise SearchError(words.fill(film=job.film.path))
    wanted, unsearched = _recordings(job.match)
    if not wanted:
        raise SearchError(
            phrase("Run", "there is no recording to search for: no file of the album was taken for any track")
        )
    kept = kept if kept is not None else KeptFiles(cache_folder())
    with _Pool() as pool:
        telling = _Telling(report, job.film)
        film, sounds = _decoded(job.film, wanted, SoundCache(kept), pool, telling)
        unsearched += [
            Unsearched(wish.track, wish.take, str(sound))
            for wish, sound in zip(wanted, sounds, strict=True)
            if isinstance(sound, MediaError)
        ]
        pairs = [(w, sound) for w, sound in zip(wanted, sounds, strict=True) if isinstance(sound, Sound)]
        if not pairs:
            words = phrase("Run", "no recording can be searched for: {reason}")
            raise SearchError(words.fill(reason=unsearched[-1].reason))
        decoded = time.monotonic()
        wanted = [wish for wish, _ in pairs]
        findings = _findings(film, [sound for _, sound in pairs], wanted, FindingsCache(kept), pool, telling)
    ended = time.monotonic()
    return SearchResult(
        film=job.film,
        found=_found(findings.stretches, wanted, job.film),
        unfound=_unfound(findings, wanted, job.cue_map),
        matches=tuple(
            TrackMatches(wanted[m.recording].track, wanted[m.recording].take, m.film_s, m.music_s, m.strength)
            for m in findings.matches
        ),
        decode_s=decoded - began,
        search_s=ended - decoded,
        total_s=ended - began,
        unsearched=tuple(unsearched),
    )


def _recordings(match: AlbumMatch) -> tuple[list[_Wanted], list[Unsearched]]:
    """Return what to search for, each recording of a track once, and which tracks have none."""
    wanted: list[_Wanted] = []
    unsearched: list[Unsearched] = []
    for track in match.tracks:
        own = [] if track.recording is None else [_Wanted(track.track, None, track.recording)]
        if not own:
            unsearched.append(Unsearched(track.track, None, track.reason))
        for take, recording in track.takes.items():
            if not any(_is_same(recording, other.recording) for other in own):
                own.append(_Wanted(track.track, take, recording))
        wanted += own
    return wanted, unsearched


def _is_same(one: Recording, other: Recording) -> bool:
    return (one.path, one.start, one.stop) == (other.path, other.start, other.stop)


class _StoppedError(Exception):
    """Unwinds a thread of a search that has ended."""


class _Pool:
    """Threads, as many as there are processors; when the search ends, well or not, so do they."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(os.cpu_count() or 1, "search")
        self._stopped = threading.Event()

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stopped.set()
        self._threads.shutdown(cancel_futures=True)

    def submit(self, work: Callable[[], _T]) -> Future[_T]:
        return self._threads.submit(work)

    def map(self, work: Callable[[_In], _T], items: Iterable[_In], /) -> Iterator[_T]:
        """Apply ``work`` to each item on the threads, in order; nothing more is begun once it has ended."""

        def unless_stopped(item: _In) -> _T:
            self.check()
            return work(item)

        return self._threads.map(unless_stopped, items)

    def check(self) -> None:
        """End this thread's work if the search has ended."""
        if self._stopped.is_set():
            raise _StoppedError


class _Telling:
    """Puts together how far everything is, weighed by the time it takes, and tells it."""

    def __init__(self, report: Callable[[SearchProgress], None], film: FilmFile) -> None:
        self._report = report
        self._film = film
        self._costs: list[float] = []
        self._done: list[float] = []
        self._time_left = TimeLeft()

    def weigh(self, decoding: Sequence[float], searching: float) -> None:
        """Say what the parts take (s, roughly): the decoding of each file, film first, and the search."""
        self._costs = [*decoding, searching]
        self._done = [0.0] * len(self._costs)

    def decoder(self, place: int, pool: _Pool) -> Callable[[float], None]:
        """Return what the decoder of file number ``place`` reports to, from its own thread."""

        def told(done: float) -> None:
            pool.check()
            self._done[place] = done

        return told

    def decoding(self) -> None:
        of_film = self._done[0] < 1
        self._tell(
            phrase("Run", "Decoding the film's sound") if of_film else phrase("Run", "Decoding the album")
        )

    def searching(self, wanted: Sequence[_Wanted], progress: Progress) -> None:
        self._done = [*(1.0 for _ in self._done[:-1]), progress.done]
        self._tell(_WORDS[progress.stage], _found(progress.found, wanted, self._film))

    def _tell(self, words: str, found: tuple[Found, ...] = ()) -> None:
        done = sum(cost * done for cost, done in zip(self._costs, self._done, strict=True)) / sum(self._costs)
        self._report(SearchProgress(words, done, self._time_left.at(done), found))


def _decoded(
    film: FilmFile, wanted: Sequence[_Wanted], cache: SoundCache, pool: _Pool, telling: _Telling
) -> tuple[Sound, list[Sound | MediaError]]:
    """Return the film's sound and each recording's, or why it cannot be read; all are decoded at once."""
    sources: list[FilmFile | Recording] = [film, *(wish.recording for wish in wanted)]
    telling.weigh(
        [_decoding_s(source) * (_KEPT if cache.has(source) else 1) for source in sources],
        _searching_s(float(film.duration), sum(_length_s(wish.recording) for wish in wanted)),
    )
    futures = [
        pool.submit(partial(cache.sound, source, telling.decoder(place, pool)))
        for place, source in enumerate(sources)
    ]
    if not cache.has(film):  # and so nothing was found in it yet: there will be a search
        importlib.import_module("gallows_sync.alignment.search")  # scipy takes a second to load: meanwhile
    running: set[Future[Sound]] = set(futures)
    while running:
        telling.decoding()
        _, running = wait(running, _REPORT_EVERY_S)
        if futures[0].done():
            futures[0].result()  # without the film's sound there is no point in going on
    return futures[0].result(), [_sound_or_error(future) for future in futures[1:]]


def _sound_or_error(future: Future[Sound]) -> Sound | MediaError:
    try:
        return future.result()
    except MediaError as error:
        return error


def _decoding_s(source: FilmFile | Recording) -> float:
    if isinstance(source, FilmFile):
        return float(source.duration) * _FILM_DECODING
    return _length_s(source) * _ALBUM_DECODING


def _searching_s(film_s: float, album_s: float) -> float:
    return (film_s + album_s) * _LISTENING + film_s * album_s * _COMPARING


def _length_s(recording: Recording) -> float:
    return _USUAL_LENGTH_S if recording.duration is None else float(recording.duration)


def _findings(
    film: Sound,
    sounds: Sequence[Sound],
    wanted: Sequence[_Wanted],
    cache: FindingsCache,
    pool: _Pool,
    telling: _Telling,
) -> Findings:
    digests, groups = [sound.digest for sound in sounds], [wish.track for wish in wanted]
    told = partial(telling.searching, wanted)
    findings = cache.get(film.digest, digests, groups)
    if findings is None:
        from gallows_sync.alignment.search import find  # brings scipy, which only a search needs

        samples = [sound.samples for sound in sounds]
        findings = find(film.samples, samples, groups, report=told, across=pool.map)
        cache.put(film.digest, digests, groups, findings)
    told(Progress(Stage.DECIDING, 1.0, findings.stretches))
    return findings


def _found(stretches: Sequence[Stretch], wanted: Sequence[_Wanted], film: FilmFile) -> tuple[Found, ...]:
    """Return ``stretches`` in tracks and takes, in film order, held within film and recording."""
    found = [_as_found(stretch, wanted, film.duration) for stretch in stretches]
    return tuple(sorted((f for f in found if f is not None), key=lambda f: (f.film.film_in, f.film.film_out)))


def _as_found(stretch: Stretch, wanted: Sequence[_Wanted], film_duration: Fraction) -> Found | None:
    wish = wanted[stretch.recording]
    speed = round(Fraction(stretch.speed) / _SPEED_STEP) * _SPEED_STEP
    film_in, music_in = quantized(Fraction(stretch.film_in)), quantized(Fraction(stretch.music_in))
    film_out = min(quantized(Fraction(stretch.film_out)), film_duration)
    # Neither the film nor the recording begins before its beginning.
    early = max(-film_in, -music_in / speed, Fraction(0))
    film_in, music_in = film_in + early, music_in + early * speed
    if film_in >= film_out:
        return None
    return Found(
        track=wish.track,
        take=wish.take,
        film=FilmSpan(film_in, film_out),
        music_in=music_in,
        speed=speed,
        confidence=round(Fraction(stretch.confidence) / _SHARE_STEP) * _SHARE_STEP,
        residual_s=stretch.residual_s,
        fit=stretch.fit,
        rivals=tuple(Rival(wanted[rival.recording].take, rival.fit, rival.equal) for rival in stretch.rivals),
    )


def _unfound(findings: Findings, wanted: Sequence[_Wanted], cue_map: CueMap) -> tuple[Unfound, ...]:
    """Return the tracks of which no recording was found, with the strongest sighting of any."""
    searched = {wish.track for wish in wanted}
    found = {wanted[stretch.recording].track for stretch in findings.stretches}
    best: dict[int, Unfound] = {}
    for sighting in sorted(findings.sightings, key=lambda sighting: -sighting.strength):
        track = wanted[sighting.recording].track
        best.setdefault(track, Unfound(track, sighting.film_s, sighting.music_s, sighting.strength))
    return tuple(
        best.get(track.number, Unfound(track.number))
        for track in cue_map.album.tracks
        if track.number in searched - found
    )
