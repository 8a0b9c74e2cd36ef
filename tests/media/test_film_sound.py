"""The film's sound at any place is what a decoder that reads from the beginning hears there."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.container import MediaError
from gallows_sync.media.film import probe_film
from gallows_sync.media.film_sound import FilmSound
from tests.media.numbered_film import numbered_film

SECONDS = 8.0
PICTURES = [Fraction(n, 25) for n in range(int(25 * SECONDS))]
EXACT_MS = 1000 / 48000  # one sample
MANY_ROUNDED_MS = 0.2
"""Packets of many lengths, each stamped in whole milliseconds."""
PLACES = (0.0, 0.1, 1.0, 2.7182, 4.0, 5.5, SECONDS - 0.6)

# name: picture, sound, rate, offset, how exact
FILMS = {
    "ac3.mkv": ("libx264", "ac3", 48000, Fraction(0), EXACT_MS),
    "ac3-44.mkv": ("libx264", "ac3", 44100, Fraction(0), EXACT_MS),
    "aac-44.mkv": ("libx264", "aac", 44100, Fraction(0), EXACT_MS),
    "flac-44.mkv": ("libx264", "flac", 44100, Fraction(0), EXACT_MS),
    "opus.mkv": ("libx264", "libopus", 48000, Fraction(0), EXACT_MS),
    "aac.mp4": ("libx264", "aac", 48000, Fraction(0), EXACT_MS),
    "aac-44.mp4": ("libx264", "aac", 44100, Fraction(0), EXACT_MS),
    "vorbis.mkv": ("libx264", "vorbis", 44100, Fraction(0), MANY_ROUNDED_MS),
    "mp2.ts": ("mpeg2video", "mp2", 48000, Fraction(3600), EXACT_MS),
    "ac3.ts": ("mpeg2video", "ac3", 48000, Fraction(3600), EXACT_MS),
    "mp3.avi": ("mpeg4", "libmp3lame", 48000, Fraction(0), EXACT_MS),
    "ac3.avi": ("mpeg4", "ac3", 48000, Fraction(0), EXACT_MS),
}


@pytest.fixture(scope="module", params=FILMS)
def film(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> FilmFile:
    picture, sound, rate_hz, offset, _ = FILMS[request.param]
    path = tmp_path_factory.mktemp("films") / request.param
    numbered_film(
        path, PICTURES, picture=picture, sound=sound, rate_hz=rate_hz, sound_s=SECONDS, offset=offset
    )
    return probe_film(path)


def heard_from_the_beginning(film: FilmFile) -> tuple[float, NDArray[np.float32], int]:
    """The film time (s) of the first sample, all samples as mono, and their rate (Hz)."""
    blocks: list[NDArray[np.float32]] = []
    first, rate_hz = None, 0
    with av.open(str(film.path)) as container:
        for frame in container.decode(audio=0):
            if first is None:
                assert frame.pts is not None
                assert frame.time_base is not None
                first = float(frame.pts * frame.time_base - film.container_start)
                rate_hz = frame.sample_rate
            samples = frame.to_ndarray()
            if not frame.format.is_planar:
                samples = samples.reshape(-1, 2).T
            scale = 1.0 if samples.dtype.kind == "f" else 2.0 ** (8 * samples.dtype.itemsize - 1)
            blocks.append((samples.mean(axis=0) / scale).astype(np.float32))
    assert first is not None
    return first, np.concatenate(blocks), rate_hz


def ms_off(begins: float, samples: NDArray[np.float32], film: FilmFile) -> float:
    """By how much (ms) the samples lie elsewhere than ``begins`` in the whole film's sound."""
    first, whole, rate_hz = heard_from_the_beginning(film)
    part = samples[len(samples) // 4 : len(samples) // 4 + rate_hz // 4]
    at = (begins - first) * rate_hz + len(samples) // 4
    lo = max(0, round(at) - rate_hz // 10)
    window = whole[lo : round(at) + rate_hz // 10 + len(part)]
    likeness = np.correlate(window, part, "valid")
    peak = int(np.argmax(likeness))
    norm = float(np.linalg.norm(window[peak : peak + len(part)]) * np.linalg.norm(part))
    # Decoders of lossy sound make some of the noise up, each time anew.
    assert likeness[peak] / norm > 0.5, "this sound is not in the film"
    return (lo + peak - at) * 1000 / rate_hz


@pytest.mark.parametrize("place", PLACES)
def test_the_sound_comes_with_its_film_time(film: FilmFile, place: float) -> None:
    *_, rate_hz, _, exact_ms = FILMS[film.path.name]
    sound = FilmSound(film, rate_hz)
    begins, samples, times = sound.read(place, 3.0)
    sound.close()
    assert begins <= max(place, float(film.sound.start if film.sound else 0)) + 0.001
    assert begins + len(samples) / rate_hz >= min(place + 3.0, SECONDS) - 0.1
    assert list(times) == sorted(times)
    assert abs(ms_off(begins, samples, film)) <= exact_ms


def test_places_are_right_in_any_order(film: FilmFile) -> None:
    *_, rate_hz, _, exact_ms = FILMS[film.path.name]
    sound = FilmSound(film, rate_hz)
    for place in (5.0, 0.0, SECONDS + 3, 6.5, 2.0, SECONDS - 0.3, 0.0):
        begins, samples, _ = sound.read(place, 1.0)
        if place < SECONDS - 0.5:
            assert abs(ms_off(begins, samples, film)) <= exact_ms
    sound.close()


def test_past_the_end_there_is_nothing(film: FilmFile) -> None:
    sound = FilmSound(film, 48000)
    begins, samples, times = sound.read(SECONDS + 60, 3.0)
    sound.close()
    assert (begins, len(samples), list(times)) == (SECONDS + 60, 0, [])


def test_another_rate_does_not_move_the_sound(film: FilmFile) -> None:
    own = FilmSound(film, 48000 if "44" not in film.path.name else 44100)
    at_own, wanted, _ = own.read(2.0, 2.0)
    own.close()
    other = FilmSound(film, 96000)
    begins, samples, _ = other.read(2.0, 2.0)
    other.close()
    assert begins == pytest.approx(at_own, abs=1e-9)
    assert len(samples) / 96000 == pytest.approx(len(wanted) / own._rate_hz, abs=0.001)


def test_rounded_timestamps_are_outweighed_by_all_of_them_where_no_grid_is_known(tmp_path: Path) -> None:
    film = probe_film(
        numbered_film(
            tmp_path / "late.mkv",
            PICTURES,
            sound="ac3",
            rate_hz=44100,
            sound_s=SECONDS - 1,
            sound_from=Fraction(1, 3),
        )
    )
    sound = FilmSound(film, 44100)
    off = []
    for place in (0.7, 1.3, 2.2, 3.1, 4.1):
        begins, samples, _ = sound.read(place, 2.5)
        off.append(ms_off(begins, samples, film))
    sound.close()
    assert film.sound is not None
    assert film.sound.start > 0
    assert max(off) - min(off) < 0.2


def test_a_break_in_the_sound_is_silence_and_moves_nothing_after_it(tmp_path: Path) -> None:
    whole = numbered_film(tmp_path / "whole.mkv", PICTURES, sound="flac", sound_s=SECONDS)
    broken = numbered_film(tmp_path / "broken.mkv", PICTURES, sound="flac", sound_s=SECONDS, lost=(2.0, 2.6))
    heard = []
    for path in (whole, broken):
        sound = FilmSound(probe_film(path), 48000)
        heard.append(sound.read(1.0, 3.0))
        sound.close()
    (begins, wanted, _), (begins_too, got, _) = heard
    assert (begins_too, len(got)) == (begins, len(wanted))
    silent = got == 0
    assert 0.4 * 48000 < np.count_nonzero(silent & (wanted != 0)) < 0.8 * 48000
    assert np.array_equal(got[~silent], wanted[~silent])


def test_a_film_without_sound_is_said(tmp_path: Path) -> None:
    film = probe_film(numbered_film(tmp_path / "mute.mkv", PICTURES[:50], sound=None))
    with pytest.raises(MediaError, match=r"mute\.mkv: has no sound that can be decoded"):
        FilmSound(film, 48000)


def test_a_film_that_is_gone_is_said(film: FilmFile, tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=r"gone\.mkv: there is no such file"):
        FilmSound(replace(film, path=tmp_path / "gone.mkv"), 48000)
