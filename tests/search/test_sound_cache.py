"""A file is decoded once, and again when it has changed; what comes out is the same either way."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.kept_files import KeptFiles
from gallows_sync.media.film import probe_film
from gallows_sync.search import sound_cache
from gallows_sync.search.sound_cache import SoundCache
from tests.media.conftest import write_sound
from tests.media.numbered_film import numbered_film


@pytest.fixture
def film(tmp_path: Path) -> FilmFile:
    pictures = [Fraction(n, 25) for n in range(50)]
    return probe_film(numbered_film(tmp_path / "film.mkv", pictures, sound="flac", sound_s=2))


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    path = tmp_path / "music.flac"
    noise = np.random.default_rng(3).integers(-9000, 9000, (44100, 2)).astype(np.int16)
    write_sound(path, noise, "flac", 44100, "stereo", {}, {}, ())
    return Recording(path, "Music")


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Which files were decoded."""
    paths: list[Path] = []

    def counted(
        decode: Callable[..., NDArray[np.float32]],
    ) -> Callable[..., NDArray[np.float32]]:
        def counting(source: FilmFile | Recording, *rest: object) -> NDArray[np.float32]:
            paths.append(source.path)
            return decode(source, *rest)

        return counting

    for name in ("film_mono", "recording_mono"):
        monkeypatch.setattr(sound_cache, name, counted(getattr(sound_cache, name)))
    return paths


def test_a_file_is_decoded_once(
    film: FilmFile, recording: Recording, tmp_path: Path, decoded: list[Path]
) -> None:
    kept = KeptFiles(tmp_path / "cache")
    for source in (film, recording):
        assert not SoundCache(kept).has(source)
        first = SoundCache(kept).sound(source)
        told: list[float] = []
        again = SoundCache(kept).sound(source, told.append)
        assert SoundCache(kept).has(source)
        assert np.array_equal(first.samples, again.samples)
        assert first.samples.dtype == again.samples.dtype == np.float32
        assert first.digest == again.digest
        assert told == [1.0]
    assert decoded == [film.path, recording.path]


def test_equal_sound_has_equal_digests_and_other_sound_others(
    film: FilmFile, recording: Recording, tmp_path: Path
) -> None:
    cache = SoundCache(KeptFiles(tmp_path / "cache"))
    copy = tmp_path / "copy.flac"
    copy.write_bytes(recording.path.read_bytes())
    assert cache.sound(replace(recording, path=copy)).digest == cache.sound(recording).digest
    assert cache.sound(film).digest != cache.sound(recording).digest


def test_a_file_that_has_changed_is_decoded_again(
    recording: Recording, tmp_path: Path, decoded: list[Path]
) -> None:
    cache = SoundCache(KeptFiles(tmp_path / "cache"))
    cache.sound(recording)
    write_sound(recording.path, np.zeros((22050, 2), np.int16), "flac", 44100, "stereo", {}, {}, ())
    assert not cache.sound(recording).samples.any()
    assert len(decoded) == 2


def test_stretches_of_one_file_are_kept_apart(recording: Recording, tmp_path: Path) -> None:
    cache = SoundCache(KeptFiles(tmp_path / "cache"))
    first = replace(recording, stop=Fraction(1, 2))
    second = replace(recording, start=Fraction(1, 2))
    whole = cache.sound(recording).samples
    assert len(cache.sound(first).samples) == len(cache.sound(second).samples) == len(whole) / 2
    assert cache.sound(first).digest != cache.sound(second).digest


def test_where_nothing_can_be_kept_it_is_decoded_each_time(
    recording: Recording, tmp_path: Path, decoded: list[Path]
) -> None:
    (tmp_path / "file").touch()
    cache = SoundCache(KeptFiles(tmp_path / "file" / "cache"))
    assert np.array_equal(cache.sound(recording).samples, cache.sound(recording).samples)
    assert len(decoded) == 2
