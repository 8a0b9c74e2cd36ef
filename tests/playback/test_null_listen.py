"""The null listen: music that lies right sinks, and what else is in the film stays."""

import queue
import threading
from concurrent.futures import Future
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from gallows_sync.core.cue_map import Certainty, Cue, FilmSpan
from gallows_sync.core.media_files import Recording
from gallows_sync.playback import lock
from gallows_sync.playback.conform import ConformedCue
from gallows_sync.playback.null_listen import MusicInFilm, NullListen, album_in, reach
from gallows_sync.playback.ports import FloatArray, Int16Array, SoundStretch
from gallows_sync.playback.stand_in import StandInFilm
from tests.playback.conftest import FRAME_RATE
from tests.playback.rig import RATE_HZ, Rig, music

SECONDS = 8
WAIT_S = 20.0
MUSIC_LEVEL = 0.1


def drawn(seconds: float, seed: int, channels: int = 2) -> FloatArray:
    shape = (int(seconds * RATE_HZ), channels)
    return (MUSIC_LEVEL * np.random.default_rng(seed).standard_normal(shape)).astype(np.float32)


def filmed(album: FloatArray) -> FloatArray:
    """Return the album as a film has it: one channel, later by a few frames, its highs dulled, softer."""
    mono = album @ np.array([0.5, 0.3], np.float32)
    smooth = np.convolve(mono, np.array([0.2, 0.5, 0.2, 0.1], np.float32))[: len(mono)]
    return np.asarray(np.concatenate((np.zeros(30, np.float32), smooth[:-30])), np.float32)


def sunk_db(music: FloatArray, found: FloatArray) -> float:
    """Return by how many decibels ``music`` is softer without what was ``found`` of it."""
    inner = slice(RATE_HZ, -RATE_HZ)
    return float(10 * np.log10(np.mean(music[inner] ** 2) / np.mean((music - found)[inner] ** 2)))


# ---------------------------------------------------------------------- one filter


def one_filter(speech: float, late_s: float = 0.0) -> tuple[FloatArray, FloatArray]:
    """Return the music of a film, and what is found of it under ``speech`` of so many times its level."""
    margin = reach(RATE_HZ)
    album = drawn(4, 1)
    film = filmed(album)
    other = speech * np.std(film) * drawn(4, 2, 1)[:, 0] / MUSIC_LEVEL
    shifted = np.roll(album, int(late_s * RATE_HZ), axis=0)
    padded = np.pad(shifted, ((margin, margin), (0, 0)))
    return film, album_in((film + other).astype(np.float32), padded, RATE_HZ)


@pytest.mark.parametrize(("speech", "least_db"), [(0.0, 25.0), (0.3, 20.0), (1.0, 11.0), (2.0, 6.0)])
def test_music_that_lies_right_sinks_the_less_there_is_over_it(speech: float, least_db: float) -> None:
    assert sunk_db(*one_filter(speech)) > least_db


@pytest.mark.parametrize("late_s", [0.1, -0.3])
def test_music_that_lies_wrong_stays(late_s: float) -> None:
    assert abs(sunk_db(*one_filter(0.3, late_s))) < 0.5


def test_silence_gives_nothing() -> None:
    margin = reach(RATE_HZ)
    silent = np.zeros((2 * RATE_HZ + 2 * margin, 2), np.float32)
    film = drawn(2, 3, 1)[:, 0]
    assert not album_in(film, silent, RATE_HZ).any()
    assert not album_in(film[: -2 * margin] * 0, drawn(2, 1), RATE_HZ).any()


# ---------------------------------------------------------------------- a whole cue


class Laid(ConformedCue):
    """A cue from ``begins`` (s) on, as long as ``album``, with which it is filled."""

    def __init__(self, album: FloatArray, begins: int = 3) -> None:
        span = FilmSpan(Fraction(begins), begins + Fraction(len(album), RATE_HZ))
        cue = Cue("cue", 1, film=span, certainty=Certainty.CONFIRMED)
        super().__init__(cue, Recording(Path("a.flac"), "A"), RATE_HZ)
        self._frames: Int16Array = np.rint(album * 32767).astype(np.int16)
        self.ready = len(album)


def reader(film: FloatArray) -> NullListen:
    def read(start: float, seconds: float) -> "Future[SoundStretch]":
        first = int(start * RATE_HZ)
        done: Future[SoundStretch] = Future()
        done.set_result((first / RATE_HZ, film[first : first + int(seconds * RATE_HZ)], ()))
        return done

    return NullListen(read)


@pytest.mark.parametrize("played_level", [1.0, 0.5])
def test_the_music_of_a_whole_cue_is_found_at_the_level_at_which_it_is_played(played_level: float) -> None:
    album = drawn(SECONDS, 1)
    heard = filmed(album)
    # The level is ridden: by 6 dB, up and down.
    heard *= 10 ** (0.3 * np.sin(2 * np.pi * np.arange(len(heard)) / RATE_HZ / 8) / 2).astype(np.float32)
    film = np.concatenate((drawn(3, 5, 1)[:, 0], heard, drawn(3, 6, 1)[:, 0]))
    listen, cue = reader(film), Laid(album)
    here = 6 * RATE_HZ
    for _ in listen.find((cue,), here, film[here : here + RATE_HZ // 2] * played_level):
        pass
    assert listen.image is not None
    at, found = listen.image.read(cue.first, cue.length)
    assert at == 0
    expected = np.asarray(heard * played_level, np.float32)
    assert sunk_db(expected, np.asarray(found / 32768, np.float32)) > 18


@pytest.mark.parametrize("late_s", [0.0, 0.3])
def test_where_cues_overlap_each_of_them_sinks_that_lies_right(late_s: float) -> None:
    one, other = drawn(SECONDS, 1), drawn(4, 2)
    ours, theirs = filmed(one), filmed(other) / np.float32(3)
    film = np.concatenate((np.zeros(3 * RATE_HZ, np.float32), ours, np.zeros(RATE_HZ, np.float32)))
    film[5 * RATE_HZ : 9 * RATE_HZ] += theirs
    cues = (Laid(one), Laid(np.roll(other, int(late_s * RATE_HZ), axis=0), 5))
    listen = reader(film)
    for _ in listen.find(cues, cues[0].first, film[3 * RATE_HZ : 4 * RATE_HZ]):
        pass
    assert listen.image is not None
    _, image = listen.image.read(5 * RATE_HZ, 4 * RATE_HZ)
    found = np.asarray(image / 32768, np.float32)
    both = ours[2 * RATE_HZ : 6 * RATE_HZ] + theirs
    assert sunk_db(both, found) > (18 if late_s == 0 else 8)
    if late_s:  # what lies wrong stays, as it was
        assert sunk_db(both - theirs, found) > 15


def test_what_is_around_the_playhead_is_found_first() -> None:
    album = drawn(SECONDS, 1)
    film = np.concatenate((np.zeros(3 * RATE_HZ, np.float32), filmed(album), np.zeros(RATE_HZ, np.float32)))
    listen, cue = reader(film), Laid(album)
    here = cue.first + int(4.5 * RATE_HZ)
    finding = listen.find((cue,), here, film[here : here + 100])
    next(finding)
    next(finding)
    assert listen.image is not None
    assert listen.image.read(here, 4800)[1].any()
    assert not listen.image.read(cue.first, 4800)[1].any()


def test_an_image_holds_its_cue_alone() -> None:
    image = MusicInFilm(Laid(drawn(SECONDS, 1)))
    first, length = image.cue.first, image.cue.length
    image.add(first - 100, np.full(200, 0.5, np.float32))
    image.add(first + length - 100, np.full(200, 2.0, np.float32))
    at, frames = image.read(first - 50, 200)
    assert (at, len(frames), frames[0], frames[100]) == (50, 150, 16384, 0)
    at, frames = image.read(first + length - 50, 200)
    assert (at, len(frames), frames[0]) == (0, 50, 32767)
    assert len(image.read(0, 100)[1]) == 0


def test_what_is_found_twice_is_added_and_never_wraps_round() -> None:
    image = MusicInFilm(Laid(drawn(SECONDS, 1)))
    for level in (0.25, 0.25, 0.9):
        image.add(image.cue.first, np.full(10, level, np.float32))
    assert image.read(image.cue.first, 1)[1][0] == 32767


def test_on_its_thread_it_goes_from_cue_to_cue_and_ends() -> None:
    asked: queue.SimpleQueue[float] = queue.SimpleQueue()

    def read(start: float, seconds: float) -> "Future[SoundStretch]":
        asked.put(start)
        done: Future[SoundStretch] = Future()
        done.set_result((start, np.zeros(int(seconds * RATE_HZ), np.float32), ()))
        return done

    listen = NullListen(read)
    for _ in range(2):
        cue = Laid(drawn(SECONDS, 1))
        listen.listen((cue,), cue.first, np.zeros(100, np.float32))
        assert asked.get(timeout=WAIT_S) == 3.0
        assert listen.listens_to((cue,))
        assert not listen.listens_to((cue, cue))
    listen.forget()
    assert listen.image is None
    listen.close()
    assert not any(thread.name == "null-listen" for thread in threading.enumerate())


# ---------------------------------------------------------------------- in the transport


class AtOnce(NullListen):
    """Finds all of a cue's music as soon as it is told to."""

    def listen(self, cues: tuple[ConformedCue, ...], film_frame: int, played: FloatArray) -> None:
        if self.image is None or self.image.cue is not cues[0]:
            for _ in self.find(cues, film_frame, played):
                pass


def test_the_null_listen_leaves_of_the_film_what_is_not_the_album() -> None:
    album = np.rint(drawn(20, 1) * 32767).astype(np.int16)
    other = np.rint(drawn(30, 2, 1)[:, 0] / 4 * 32767).astype(np.int16)
    sound = np.stack((other, other), axis=1)
    as_filmed = filmed((album / 32768).astype(np.float32))
    sound[4 * RATE_HZ : 24 * RATE_HZ] += np.rint(as_filmed * 32767).astype(np.int16)[:, None]
    rig = Rig(StandInFilm(Fraction(30), sound, RATE_HZ, FRAME_RATE), album, 2)
    rig.transport._null = AtOnce(rig.transport._sound_beside.request)
    try:
        rig.open(5.0)
        rig.lay(music("4", "12"))
        rig.transport.play()
        rig.advance(1.0)
        rig.transport.set_null(True)
        rig.advance(1.0)
        heard = rig.heard(rig.heard_until_us() - 200_000, 4800)[:, 0] * 32768
        match = lock.find(heard, other.astype(np.float32), RATE_HZ)
        assert match is not None
        left = other[match.lag :][:4800]
        assert np.std(heard - left) < 0.25 * np.std(as_filmed) * 32767
        rig.transport.set_balance(0.5)
        rig.advance(0.1)
        assert not rig.transport.status.nulling
        assert rig.transport._null.image is None
    finally:
        rig.close()


def test_without_sound_in_the_film_there_is_no_null_listen() -> None:
    silent = StandInFilm(Fraction(30), None, RATE_HZ, FRAME_RATE)
    rig = Rig(silent, np.zeros((RATE_HZ, 2), np.int16), 2)
    try:
        rig.open(5.0)
        rig.transport.set_null(True)
        assert not rig.transport.status.nulling
    finally:
        rig.close()
