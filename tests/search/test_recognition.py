"""A copy of a film is known by its sound: under any name, in any container, at no other timing."""

import queue
import shutil
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.packet import Packet
from numpy.typing import NDArray

from gallows_sync.core.cue_map import Album, Certainty, Cue, CueMap, Film, FilmSpan, Track
from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.formats.cue_map_yaml import new_text
from gallows_sync.library import KnownCopy, Library
from gallows_sync.media.container import MediaError
from gallows_sync.media.film import probe_film
from gallows_sync.reading import Reading
from gallows_sync.search import recognition
from gallows_sync.search.recognition import CopyLearner, copies_like, find_map, remember_map, sound_of

SECONDS = 30
RATE_HZ = 48000

Mono = NDArray[np.float64]


def notes(seed: int) -> Mono:
    """Return struck notes over a little noise, ``SECONDS`` long, alike nowhere."""
    random = np.random.default_rng(seed)
    sound = random.normal(0, 0.002, SECONDS * RATE_HZ)
    time = np.arange(RATE_HZ) / RATE_HZ
    for start in np.sort(random.integers(0, len(sound) - RATE_HZ, 8 * SECONDS)):
        pitch_hz = 110 * 2 ** (random.integers(0, 36) / 12)
        note = sum(np.sin(2 * np.pi * pitch_hz * k * time + k) / k for k in (1, 2, 3))
        sound[start : start + RATE_HZ] += 0.05 * note * np.exp(-4 * time)
    return np.asarray(sound)


def write_film(path: Path, sound: Mono, codec: str = "flac") -> FilmFile:
    """Write a film of dark pictures with this sound, and return what it is."""
    with av.open(str(path), "w") as container:
        picture = container.add_stream("mpeg2video" if path.suffix == ".ts" else "mpeg4", rate=25)
        picture.width, picture.height, picture.pix_fmt = 64, 48, "yuv420p"
        audio = container.add_stream(codec, rate=RATE_HZ, layout="mono")
        assert isinstance(picture, av.VideoStream)
        assert isinstance(audio, av.AudioStream)
        dark = av.VideoFrame(64, 48, "yuv420p")
        for plane in dark.planes:
            plane.update(bytes([16]) * plane.buffer_size)
        packets: list[Packet[av.VideoStream] | Packet[av.AudioStream]] = []
        for number in range(25 * SECONDS):
            dark.pts, dark.time_base = number, Fraction(1, 25)
            packets += picture.encode(dark)
        packets += picture.encode(None)
        frame = av.AudioFrame.from_ndarray(
            (sound * 32767).clip(-32768, 32767).astype(np.int16)[None], format="s16", layout="mono"
        )
        frame.sample_rate, frame.time_base, frame.pts = RATE_HZ, Fraction(1, RATE_HZ), 0
        resampler = av.AudioResampler(
            audio.format.name, "mono", RATE_HZ, audio.codec_context.frame_size or 4096
        )
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            packets += audio.encode(piece)
        packets += audio.encode(None)
        packets.sort(key=lambda packet: (packet.dts or 0) * packet.time_base)
        for packet in packets:
            container.mux(packet)
    return probe_film(path)


def shifted(sound: Mono, seconds: float, since: float = 0.0) -> Mono:
    """Return ``sound``, from ``since`` (s) on ``seconds`` later."""
    first, by = round(since * RATE_HZ), round(seconds * RATE_HZ)
    late = np.roll(sound[first:], by)
    return np.concatenate([sound[:first], late])


def faster(sound: Mono, ratio: float) -> Mono:
    place = np.arange(len(sound)) * ratio % (len(sound) - 1)
    return np.asarray(np.interp(place, np.arange(len(sound)), sound))


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> FilmFile:
    return write_film(tmp_path_factory.mktemp("films") / "film.mkv", notes(1))


@pytest.fixture(scope="module")
def known(film: FilmFile) -> KnownCopy:
    sound = sound_of(film)
    assert sound is not None
    return KnownCopy(float(film.duration), sound, ())


@pytest.mark.parametrize(
    ("name", "codec", "gain"),
    [
        ("flac.mkv", "flac", 1.0),
        ("quiet.mkv", "flac", 0.02),
        ("ac3.mkv", "ac3", 1.0),
        ("opus.mkv", "libopus", 0.5),
        ("aac.mp4", "aac", 1.0),
        ("ac3.ts", "ac3", 1.0),
    ],
)
def test_another_container_codec_or_level_is_the_same_copy(
    tmp_path: Path, known: KnownCopy, name: str, codec: str, gain: float
) -> None:
    again = write_film(tmp_path / name, gain * notes(1), codec)
    assert copies_like(again, [known]) == (known,)


@pytest.mark.parametrize(
    "change",
    [
        lambda sound: shifted(sound, 0.02),
        lambda sound: shifted(sound, -0.02),
        lambda sound: shifted(sound, 0.02, since=24.0),
        lambda sound: shifted(sound, 2.0),
        lambda sound: faster(sound, 25 / 24),
        lambda sound: faster(sound, 1.002),
        lambda sound: np.where(np.arange(len(sound)) > 25 * RATE_HZ, notes(2), sound),
        lambda sound: np.where(np.arange(len(sound)) > 25 * RATE_HZ, 0, sound),
        lambda _: notes(2),
        lambda sound: 0 * sound,
    ],
    ids=[
        "late",
        "early",
        "late-at-the-end",
        "late-by-far",
        "pal",
        "drift",
        "other-end",
        "no-end",
        "other",
        "silent",
    ],
)
def test_another_timing_or_another_film_is_not(
    tmp_path: Path, known: KnownCopy, change: Callable[[Mono], Mono]
) -> None:
    other = write_film(tmp_path / "other.mkv", change(notes(1)))
    assert abs(float(other.duration) - known.duration_s) < 0.5
    assert copies_like(other, [known]) == ()


def test_a_copy_of_another_length_is_not_even_read(film: FilmFile, known: KnownCopy) -> None:
    gone = replace(film, path=Path("gone.mkv"), duration=film.duration + 2)
    assert copies_like(gone, [known]) == ()


def test_a_film_that_cannot_be_read_is_no_known_copy(film: FilmFile, known: KnownCopy) -> None:
    assert copies_like(replace(film, path=Path("gone.mkv")), [known]) == ()
    assert copies_like(replace(film, sound=None), [known]) == ()


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(SECONDS * RATE_HZ),
        np.random.default_rng(3).normal(0, 1e-4, SECONDS * RATE_HZ),
        0.5 * np.sin(2 * np.pi * 440 * np.arange(SECONDS * RATE_HZ) / RATE_HZ),
    ],
    ids=["silence", "hiss", "tone"],
)
def test_a_film_in_which_nothing_can_be_told_apart_is_not_kept(tmp_path: Path, sound: Mono) -> None:
    assert sound_of(write_film(tmp_path / "film.mkv", sound)) is None


def test_silent_excerpts_are_left_out_and_the_others_kept(tmp_path: Path, known: KnownCopy) -> None:
    half = np.where(np.arange(SECONDS * RATE_HZ) < SECONDS * RATE_HZ // 2, notes(1), 0)
    film = write_film(tmp_path / "film.mkv", half)
    sound = sound_of(film)
    assert sound is not None
    assert 0 < len(sound.split()) < len(known.sound.split())
    copy = replace(known, sound=sound)
    assert copies_like(film, [copy]) == (copy,)


def test_a_film_without_sound_or_a_missing_one_is_not_kept(film: FilmFile) -> None:
    assert sound_of(replace(film, sound=None)) is None
    assert sound_of(replace(film, path=Path("gone.mkv"))) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "2 {rest}",
        "1 x",
        "1 1.0=",
        "1 1.0=AAAA",
        "1 a=b c=d e=f",
        "1 nan={bits} nan={bits} nan={bits}",
    ],
)
def test_a_damaged_sound_is_like_no_film(film: FilmFile, known: KnownCopy, text: str) -> None:
    rest = known.sound.partition(" ")[2]
    bits = rest.split(" ")[0].partition("=")[2]
    assert copies_like(film, [replace(known, sound=text.format(rest=rest, bits=bits))]) == ()


# -- finding the map

TRACKS = ("Alpha", "Beta", "Gamma")


def recordings(folder: Path, titles: tuple[str, ...] = TRACKS) -> tuple[Recording, ...]:
    return tuple(
        Recording(folder / f"{n} {title}.flac", title, number=n, duration=Fraction(100 + 9 * n))
        for n, title in enumerate(titles, 1)
    )


def a_map(*, placed: bool = True) -> CueMap:
    tracks = tuple(Track(n, title, Fraction(100 + 9 * n)) for n, title in enumerate(TRACKS, 1))
    cue = Cue("alpha", 1)
    if placed:
        cue = Cue("alpha", 1, film=FilmSpan(Fraction(1), Fraction(2)), certainty=Certainty.ALIGNED)
    return CueMap(Film("F"), Album("A", tracks=tracks), (cue,))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "state")


@pytest.fixture
def saved(tmp_path: Path, library: Library, film: FilmFile) -> Path:
    """A map that was saved for the film and the album in the folder ``album``."""
    path = tmp_path / "saved.yaml"
    path.write_text(new_text(a_map()), encoding="utf-8")
    remember_map(library, film, tmp_path / "album", a_map(), path)
    library.settle()
    return path


@pytest.fixture
def renamed(tmp_path: Path, film: FilmFile) -> FilmFile:
    path = tmp_path / "renamed.mkv"
    shutil.copy(film.path, path)
    return probe_film(path)


def test_a_film_under_its_own_name_needs_no_listening(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, library: Library, film: FilmFile, saved: Path
) -> None:
    monkeypatch.setattr(recognition, "FilmSound", None)
    choice = find_map(library, (), film, tmp_path / "album", recordings(tmp_path / "album"))
    assert (choice.path, choice.recognised) == (saved, False)


def test_a_renamed_film_opens_with_its_map_at_the_next_start(
    tmp_path: Path, library: Library, renamed: FilmFile, saved: Path
) -> None:
    again = Library(library.folder)
    choice = find_map(again, (), renamed, tmp_path / "album", recordings(tmp_path / "album"))
    assert (choice.path, choice.recognised) == (saved, True)
    assert choice.cue_map == a_map()


def test_so_it_does_with_an_album_that_was_moved(
    tmp_path: Path, library: Library, film: FilmFile, renamed: FilmFile, saved: Path
) -> None:
    for one in (film, renamed):
        choice = find_map(library, (), one, tmp_path / "moved", recordings(tmp_path / "moved"))
        assert (choice.path, choice.recognised) == (saved, True)


def test_an_album_in_its_own_folder_is_trusted_whatever_its_titles(
    tmp_path: Path, library: Library, renamed: FilmFile, saved: Path
) -> None:
    here = recordings(tmp_path / "album", ("Un", "Deux"))
    assert find_map(library, (), renamed, tmp_path / "album", here).path == saved


def test_another_album_does_not_get_the_map_of_a_known_film(
    tmp_path: Path, library: Library, film: FilmFile, renamed: FilmFile, saved: Path
) -> None:
    other = recordings(tmp_path / "other", ("Un", "Deux", "Trois"))
    for one in (film, renamed):
        choice = find_map(library, (), one, tmp_path / "other", other)
        assert (choice.path, choice.recognised) == (None, False)


def test_a_map_that_is_gone_is_not_used(
    tmp_path: Path, library: Library, renamed: FilmFile, saved: Path
) -> None:
    saved.unlink()
    choice = find_map(library, (), renamed, tmp_path / "album", recordings(tmp_path / "album"))
    assert (choice.path, choice.recognised, choice.errors) == (None, False, ())


def test_a_map_without_placed_cues_is_known_by_its_paths_alone(
    tmp_path: Path, library: Library, film: FilmFile, renamed: FilmFile
) -> None:
    path = tmp_path / "unplaced.yaml"
    path.write_text(new_text(a_map(placed=False)), encoding="utf-8")
    remember_map(library, film, tmp_path / "album", a_map(placed=False), path)
    here = recordings(tmp_path / "album")
    assert find_map(library, (), film, tmp_path / "album", here).path == path
    assert find_map(library, (), renamed, tmp_path / "album", here).path is None


@pytest.mark.parametrize("missing", ["film", "album"])
def test_without_film_or_album_there_is_no_saved_map(
    tmp_path: Path, library: Library, film: FilmFile, saved: Path, missing: str
) -> None:
    one = None if missing == "film" else film
    album = None if missing == "album" else tmp_path / "album"
    assert find_map(library, (), one, album, recordings(tmp_path / "album")).path is None


# -- learning while the window is open


class Bench:
    """Reads beside this thread, and counts what is read."""

    def __init__(self) -> None:
        self.posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.reading = Reading(self.posted.put, all_read=lambda: None, changed=lambda: None)

    def finish(self) -> int:
        """Hand over all that is being read; return how much it was."""
        count = 0
        while self.reading.busy is not None:
            self.posted.get(timeout=20)()
            count += 1
        return count

    def close(self) -> None:
        self.reading.stop()
        self.reading.join()


def test_a_copy_is_listened_to_once_however_often_its_map_is_saved(
    tmp_path: Path, library: Library, film: FilmFile
) -> None:
    bench = Bench()
    learner = CopyLearner(library, bench.reading)
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    for path in (first, second):
        path.touch()
    learner.saved(film, tmp_path / "album", a_map(placed=False), first)
    assert bench.finish() == 0
    learner.saved(film, tmp_path / "album", a_map(), first)
    learner.saved(film, tmp_path / "album", a_map(), second)
    assert bench.finish() == 1
    learner.saved(film, tmp_path / "moved", a_map(), first)
    assert bench.finish() == 0
    bench.close()
    library.settle()
    (copy,) = Library(library.folder).remembered.copies
    assert [name for _, name in copy.maps] == [str(first), str(second)]
    assert copies_like(film, [copy]) == (copy,)


def test_a_film_that_tells_nothing_is_not_listened_to_again(
    tmp_path: Path, library: Library, film: FilmFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_film: FilmFile, _rate_hz: int) -> None:
        raise MediaError(film.path, "has gone")

    monkeypatch.setattr(recognition, "FilmSound", unreadable)
    bench = Bench()
    learner = CopyLearner(library, bench.reading)
    learner.saved(film, tmp_path / "album", a_map(), tmp_path / "m.yaml")
    assert bench.finish() == 1
    learner.saved(film, tmp_path / "album", a_map(), tmp_path / "m.yaml")
    assert bench.finish() == 0
    bench.close()
    assert library.remembered.copies == ()
