"""Loudness by EBU R 128: the standard's own signals, and what differs between film and recording."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from gallows_sync.core.media_files import Recording
from gallows_sync.media.container import MediaError
from gallows_sync.media.film import probe_film
from gallows_sync.media.loudness import integrated_loudness
from tests.media.conftest import SoundMaker
from tests.media.numbered_film import numbered_film

TOLERANCE_LU = 0.1
RATE_HZ = 48000
AT_25 = [Fraction(n, 25) for n in range(150)]


def tone(dbfs: float, seconds: float, channels: int = 2) -> NDArray[np.int16]:
    """A sine at 1 kHz whose peak is at ``dbfs``, in every channel: as the signals of EBU Tech 3341."""
    wave = np.sin(2 * np.pi * 1000 * np.arange(round(seconds * RATE_HZ)) / RATE_HZ) * 10 ** (dbfs / 20)
    return np.repeat(np.rint(wave * 32767).astype(np.int16)[:, None], channels, axis=1)


@pytest.mark.parametrize("dbfs", [-23.0, -33.0])
def test_a_stereo_tone_is_as_loud_as_its_peak_says(make_sound: SoundMaker, dbfs: float) -> None:
    path = make_sound("a.flac", tone(dbfs, 20), rate=RATE_HZ)
    assert integrated_loudness(Recording(path, "A")) == pytest.approx(dbfs, abs=TOLERANCE_LU)


def test_what_is_quiet_does_not_make_the_whole_quieter(make_sound: SoundMaker) -> None:
    pieces = [tone(-36, 10), tone(-23, 60), tone(-36, 10)]  # EBU Tech 3341, signal 3
    path = make_sound("a.flac", np.concatenate(pieces), rate=RATE_HZ)
    assert integrated_loudness(Recording(path, "A")) == pytest.approx(-23.0, abs=TOLERANCE_LU)


def test_a_single_channel_is_played_by_two_loudspeakers(make_sound: SoundMaker) -> None:
    path = make_sound("a.flac", tone(-23, 10, channels=1), rate=RATE_HZ, layout="mono")
    assert integrated_loudness(Recording(path, "A")) == pytest.approx(-23.0, abs=TOLERANCE_LU)


def test_only_the_stretch_that_is_the_recording_is_measured(make_sound: SoundMaker) -> None:
    path = make_sound("a.flac", np.concatenate([tone(-10, 5), tone(-30, 5)]), rate=RATE_HZ)
    there = Recording(path, "A", start=Fraction(5))
    assert integrated_loudness(there) == pytest.approx(-30.0, abs=TOLERANCE_LU)


def test_silence_has_no_loudness(make_sound: SoundMaker) -> None:
    path = make_sound("a.flac", np.zeros((5 * RATE_HZ, 2), np.int16), rate=RATE_HZ)
    assert integrated_loudness(Recording(path, "A")) is None


def test_a_film_is_measured_by_its_sound(tmp_path: Path) -> None:
    film = probe_film(numbered_film(tmp_path / "film.mkv", AT_25, sound="ac3", sound_s=6.0))
    heard = integrated_loudness(Recording(film.path, "the film's sound"))
    assert heard is not None
    assert integrated_loudness(film) == pytest.approx(heard, abs=TOLERANCE_LU)


def test_a_film_without_sound_has_no_loudness(tmp_path: Path) -> None:
    film = probe_film(numbered_film(tmp_path / "film.mkv", AT_25, sound=None))
    assert integrated_loudness(film) is None


def test_a_file_that_is_gone_is_said(make_sound: SoundMaker) -> None:
    path = make_sound("a.flac", tone(-23, 1), rate=RATE_HZ)
    path.unlink()
    with pytest.raises(MediaError, match="there is no such file"):
        integrated_loudness(Recording(path, "A"))
