"""The transport on its own threads: with stand-ins by themselves, and with libVLC on real films."""

import threading
import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from gallows_sync.core.cue_map import CueMap, FilmSpan
from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.formats.cue_map_yaml import read_cue_map
from gallows_sync.media.album import read_album
from gallows_sync.media.decode import RecordingReader
from gallows_sync.media.film import probe_film
from gallows_sync.media.film_sound import FilmSound
from gallows_sync.media.matching import match_album
from gallows_sync.media.stills import Stills
from gallows_sync.playback import lock
from gallows_sync.playback.conform import ConformedCue, PlacedMusic
from gallows_sync.playback.film_player import VlcClock, VlcLibrary
from gallows_sync.playback.output import MemoryOutput, SilentOutput
from gallows_sync.playback.ports import Clock, FloatArray, Monitor, Output, Picture
from gallows_sync.playback.stand_in import StandInFilm, StandInLibrary, SystemClock, picture_number
from gallows_sync.playback.transport import Parts, Transport
from gallows_sync.shipped import shipped_path
from tests.playback.conftest import REAL_FILM_S, heard_sound, noise, one_sided, write_film
from tests.playback.rig import ALBUM_SIDE, RATE_HZ, MemoryRecording, longest_silence, music

WAIT_S = 30.0
"""More than any machine needs; reached only when something is broken."""

TOLERANCE_S = 0.0005

CHUNK = RATE_HZ // 10
"""Frames that are looked for at a time: a tenth of a second."""

TRIES = 4
"""On a busy machine libVLC shows a picture too late now and then, and the next one is the first."""


class LiveMemory(MemoryOutput):
    """Memory that says when it has heard more."""

    def __init__(self, clock: Clock, rate_hz: int, heard: Callable[[], None]) -> None:
        super().__init__(clock, rate_hz)
        self._heard = heard

    def heard(self, block: FloatArray, due_us: float) -> None:
        super().heard(block, due_us)
        self._heard()


class Live:
    """A transport that runs by itself, and waits for what comes of it."""

    def __init__(self, parts: Callable[[Callable[[Clock, int], Output]], Parts], device: bool = True) -> None:
        self._changed = threading.Condition()
        self._device = device
        self.pictures: list[tuple[int, Picture]] = []
        self.output: LiveMemory | None = None
        made = parts(self._open_output)
        self.clock = made.clock
        self.transport = Transport(made, changed=self._notify, show=self._show)
        self.transport.set_view(320, 180)
        self.transport.start()

    def until(self, predicate: Callable[[], bool]) -> bool:
        with self._changed:
            return self._changed.wait_for(predicate, WAIT_S)

    def until_shown(self, number: int) -> bool:
        return self.until(lambda: any(picture_number(p.pixels) == number for _, p in self.pictures))

    def until_between(self, first: float, last: float) -> bool:
        """Wait until the position is between two film times (s)."""
        return self.until(lambda: first < self.transport.position() < last)

    def until_heard(self, seconds: float) -> bool:
        """Wait until so much more was heard, of which the film time is known throughout."""
        assert self.until(self._placed)
        begin = self.transport.position()
        return self.until(lambda: self.transport.position() >= begin + seconds)

    def _placed(self) -> bool:
        passage = self.transport._passage
        return passage is not None and passage.sound.film_offset is not None and passage.level == 1

    def _open_output(self, clock: Clock, rate_hz: int) -> Output:
        if not self._device:
            return SilentOutput(clock, rate_hz)
        self.output = LiveMemory(clock, rate_hz, self._notify)
        return self.output

    def _notify(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _show(self, picture: Picture) -> None:
        with self._changed:
            self.pictures.append((self.clock.now_us(), picture))
            self._changed.notify_all()


def stand_ins(film: StandInFilm, library: StandInLibrary, clock: Clock) -> Callable[..., Parts]:
    album = one_sided(30 * RATE_HZ, 7, side=ALBUM_SIDE)
    return lambda open_output: Parts(
        clock=clock,
        make_deck=library.deck,
        open_output=open_output,
        open_film_sound=film.open_sound,
        open_stills=film.open_stills,
        open_recording=lambda _: MemoryRecording(album),
        deck_limit=lambda _: 3,
    )


def with_libvlc(library: VlcLibrary, decks: int = 3) -> Callable[..., Parts]:
    return lambda open_output: Parts(
        clock=VlcClock(),
        make_deck=library.deck,
        open_output=open_output,
        open_film_sound=FilmSound,
        open_stills=Stills,
        open_recording=RecordingReader,
        deck_limit=lambda _: decks,
    )


# ---------------------------------------------------------------------- stand-ins, by themselves


@pytest.fixture(params=[True, False], ids=["device", "no device"])
def live(request: pytest.FixtureRequest, memory_film: StandInFilm) -> Iterator[Live]:
    clock = SystemClock()
    library = StandInLibrary(clock, memory_film)
    library.start()
    live = Live(stand_ins(memory_film, library, clock), device=request.param)
    live.transport.open(memory_film.file(), 5.0)
    yield live
    live.transport.close()
    library.close()


def test_plays_jumps_and_pauses_by_itself(live: Live) -> None:
    live.transport.lay([music("4", "25")])
    live.transport.expect([12])
    live.transport.play()
    assert live.until_heard(0.5)
    live.transport.jump(12)
    assert live.until_between(12.2, 15)
    live.transport.pause()
    assert live.until(lambda: not live.transport.status.playing)
    assert live.transport.status.output == ("no sound device" if live.output is None else "memory")


def test_close_joins_every_thread_whatever_is_under_way(live: Live) -> None:
    before = {thread.name for thread in threading.enumerate()}
    assert "transport" in before
    live.transport.lay([music("4", "25")])
    live.transport.expect([12, 20])
    live.transport.loop(FilmSpan(Fraction(6), Fraction(8)))
    live.transport.jump(6)
    live.transport.jump(12)
    live.transport.close()
    own = {"transport", "album", "silent-output"}
    left = [
        t.name for t in threading.enumerate() if t.name in own or t.name.startswith(("film-sound", "stills"))
    ]
    assert left == []


# ---------------------------------------------------------------------- libVLC


@pytest.fixture
def open_vlc(vlc_library: VlcLibrary) -> Iterator[Callable[..., Live]]:
    """Return a function that opens a film through libVLC, on a memory output."""
    opened: list[Live] = []

    def open_it(film: FilmFile, place: float = 0.0, decks: int = 3) -> Live:
        live = Live(with_libvlc(vlc_library, decks))
        opened.append(live)
        live.transport.open(film, place)
        return live

    yield open_it
    for live in opened:
        live.transport.close()


def test_libvlc_lands_on_the_first_frame_of_the_place(
    open_vlc: Callable[..., Live], real_film: FilmFile
) -> None:
    live = open_vlc(real_film, decks=1)
    assert live.until_shown(0)
    for place, number in ((4.0, 96), (8.99, 216), (2.51, 61)):
        landed: list[int] = []
        while number not in landed and len(landed) < TRIES:
            live.pictures.clear()
            live.transport.jump(place)
            assert live.until_between(place + 0.3, place + 2)
            # The old place, which is seconds away, plays on until the seek is carried out.
            shown = [(picture_number(p.pixels), p.film_time) for _, p in live.pictures]
            new = [(carried, said) for carried, said in shown if abs(carried / 24 - place) < 1]
            assert all(said == pytest.approx(carried / 24) for carried, said in new)
            landed.append(new[0][0])
            live.transport.jump(11.0)
            assert live.until_between(11.1, 12)
        assert number in landed
        assert min(landed) == number


def test_libvlc_film_without_sound_keeps_picture_and_album_together(
    open_vlc: Callable[..., Live], tmp_path: Path
) -> None:
    path = tmp_path / "mute.mkv"
    write_film(path, REAL_FILM_S, sound=False)
    live = open_vlc(probe_film(path), decks=1)
    for place in (4.0, 7.0):
        live.pictures.clear()
        live.transport.jump(place)
        assert live.until_between(place + 1, place + 2)
        wrong = [p.film_time - picture_number(p.pixels) / 24 for _, p in live.pictures]
        # The middle one, for a busy machine may hold some up. Nothing but the pictures' own timing says where
        # such a film is: there it may be a frame off.
        assert abs(sorted(wrong)[len(wrong) // 2]) < 1.1 / 24


def test_libvlc_joins_music_that_plays_alone_and_leaves_it_without_a_break(
    open_vlc: Callable[..., Live], real_film: FilmFile, tmp_path: Path
) -> None:
    sound = noise(9 * RATE_HZ, 11)
    recording = Recording(tmp_path / "a.wav", "A", duration=Fraction(9))
    with wave.open(str(recording.path), "wb") as file:
        file.setparams((2, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(sound.tobytes())
    live = open_vlc(real_film)
    live.transport.lay([replace(music("6", "9", "2"), recording=recording)])
    live.transport.play_music(recording, 0.0)
    assert live.until_between(7.0, 9.0)
    assert live.transport.music_alone() is None
    assert live.until(lambda: (live.transport.music_alone() or (None, 0.0))[1] > 6.0)
    _, heard = latest(live, 5.0)  # from about 1 s of the music on
    source = np.asarray(sound.mean(axis=1) / 32768, np.float32)
    assert longest_silence(heard) < 10
    places = []
    for at in range(0, len(heard) - CHUNK, CHUNK):
        found = lock.find(heard[at : at + CHUNK], source, RATE_HZ)
        assert found is not None
        assert found.coefficient > 0.5  # half of it may be a few samples off
        places.append((found.lag - at) / RATE_HZ)
    # libVLC's clock is known better the longer it runs, so the film may take over a few samples off.
    assert max(places) - min(places) < TOLERANCE_S


# ---------------------------------------------------------------------- the demo, as it ships


@pytest.fixture(scope="module")
def demo() -> tuple[FilmFile, CueMap, tuple[PlacedMusic, ...]]:
    film = probe_film(shipped_path("assets/demo/film.mkv"))
    cue_map = read_cue_map(shipped_path("cues/demo.yaml")).cue_map
    match = match_album(cue_map.album, read_album(shipped_path("assets/demo/album")))
    return film, cue_map, tuple(PlacedMusic(cue, match.recording_for(cue)) for cue in cue_map.cues)


@pytest.mark.parametrize("decks", [1, 3])
def test_album_lies_on_the_films_sound_in_the_demo(
    open_vlc: Callable[..., Live],
    demo: tuple[FilmFile, CueMap, tuple[PlacedMusic, ...]],
    decks: int,
) -> None:
    film, cue_map, laid = demo
    live = open_vlc(film, decks=decks)
    live.transport.lay(laid)
    live.transport.expect([cue.film.film_in for cue in cue_map.cues if cue.film is not None])
    for placed in laid:
        assert placed.cue.film is not None
        assert placed.recording is not None
        live.transport.set_monitor(Monitor.FILM)
        live.transport.want(placed.cue.id)
        live.transport.jump(placed.cue.film.film_in)
        place = float(placed.cue.film.film_in)
        assert live.until_between(place + 0.3, place + 9)
        # libVLC moves its clock now and then, on a busy machine by a millisecond: so film, album, film.
        before = film_place(live, film, place)
        live.transport.set_monitor(Monitor.ALBUM)
        assert live.until_heard(1.0)
        album = album_place(live, placed, place)
        live.transport.set_monitor(Monitor.FILM)
        assert live.until_heard(0.5)
        after = film_place(live, film, place)
        assert min(before, after) - TOLERANCE_S < album < max(before, after) + TOLERANCE_S


def latest(live: Live, seconds: float) -> tuple[float, FloatArray]:
    """Return when the newest so many seconds were heard (µs), and them, as mono."""
    assert live.output is not None
    blocks = list(live.output.blocks)[-int(seconds * 50) :]
    due_us, sound = heard_sound(blocks)
    return due_us, np.asarray(sound.mean(axis=1), np.float32)


def film_place(live: Live, film: FilmFile, near: float) -> float:
    """Return where the film's sound is in what was heard: its film time (s) against the clock (s)."""
    due_us, heard = latest(live, 0.2)
    reader = FilmSound(film, RATE_HZ)
    try:
        start, reference, _ = reader.read(max(0.0, near - 0.5), 12)
    finally:
        reader.close()
    match = lock.find(heard, reference, RATE_HZ)
    assert match is not None
    assert match.coefficient > 0.9
    return start + match.lag / RATE_HZ - due_us / 1e6


def album_place(live: Live, placed: PlacedMusic, near: float) -> float:
    """Return where the album's music is in what was heard, as ``film_place`` does."""
    due_us, heard = latest(live, 0.5)
    assert placed.recording is not None
    made = ConformedCue(placed.cue, placed.recording, RATE_HZ)
    for _ in made.fill(open_reader):
        pass
    _, frames = made.read(round(near * RATE_HZ), 12 * RATE_HZ)
    match = lock.find(heard, np.asarray(frames.mean(axis=1) / 32768, np.float32), RATE_HZ)
    assert match is not None
    assert match.coefficient > 0.9
    return near + match.lag / RATE_HZ - due_us / 1e6


def open_reader(recording: Recording) -> RecordingReader:
    return RecordingReader(recording)
