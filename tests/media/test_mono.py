"""The sound that is searched lies where it is heard: to a small part of a sample, from end to end."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from gallows_sync.core.media_files import FilmFile, Recording, SoundStream
from gallows_sync.media.container import MediaError
from gallows_sync.media.film import probe_film
from gallows_sync.media.mono import film_mono, recording_mono
from tests.media.conftest import SoundMaker
from tests.media.numbered_film import numbered_film
from tests.media.test_film_sound import FILMS, heard_from_the_beginning

RATE_HZ = 8000
SECONDS = 8.0
PICTURES = [Fraction(n, 25) for n in range(int(25 * SECONDS))]
EXACT_MS = 0.005


def resampled(sound: NDArray[np.float32], source_hz: int, rate_hz: int = RATE_HZ) -> NDArray[np.float64]:
    """``sound`` at another rate, exactly: by its spectrum."""
    spectrum = np.fft.rfft(sound, 2 ** int(np.ceil(np.log2(len(sound) + source_hz))))
    count = 2 * (len(spectrum) - 1)
    times = np.arange(int(len(sound) / source_hz * rate_hz)) / rate_hz
    kept = np.fft.rfftfreq(count, 1 / source_hz) < rate_hz / 2
    padded = np.zeros(max(len(spectrum), 1), complex)
    padded[kept] = spectrum[kept]
    return np.asarray(np.interp(times, np.arange(count) / source_hz, np.fft.irfft(padded, count)), np.float64)


def late_ms(sound: NDArray[np.float32], wanted: NDArray[np.float64] | NDArray[np.float32]) -> float:
    """By how much (ms, within a sample) ``sound`` comes later than ``wanted``: the slope of their phases."""
    count = min(len(sound), len(wanted))
    window = np.hanning(count)
    cross = np.fft.rfft(sound[:count] * window) * np.conj(np.fft.rfft(wanted[:count] * window))
    hz = np.fft.rfftfreq(count, 1 / RATE_HZ)
    band = (hz > 200) & (hz < 2500)
    likeness = abs(cross[band].sum()) / np.abs(cross[band]).sum()
    assert likeness > 0.5, "this is another sound, or far from its place"
    weights = np.abs(cross[band])
    phase = np.angle(cross[band])
    return float(-1000 * (weights * hz[band] * phase).sum() / (weights * hz[band] ** 2).sum() / (2 * np.pi))


@pytest.fixture(scope="module", params=FILMS)
def film(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> FilmFile:
    picture, sound, rate_hz, offset, _ = FILMS[request.param]
    path = tmp_path_factory.mktemp("films") / request.param
    numbered_film(
        path, PICTURES, picture=picture, sound=sound, rate_hz=rate_hz, sound_s=SECONDS, offset=offset
    )
    return probe_film(path)


def test_the_film_s_sound_lies_where_its_timestamps_say(film: FilmFile) -> None:
    sound = film_mono(film, RATE_HZ)
    first, whole, rate_hz = heard_from_the_beginning(film)
    assert len(sound) == -(-film.duration * RATE_HZ // 1)
    padded = np.concatenate([np.zeros(round(first * rate_hz), np.float32), whole])
    wanted = resampled(padded, rate_hz)
    for begin in (0, len(wanted) // 3, 2 * len(wanted) // 3):
        part = slice(begin, begin + len(wanted) // 3)
        # Vorbis has packets of many lengths, each stamped in whole milliseconds.
        assert abs(late_ms(sound[part], wanted[part])) < (0.1 if film.path.name == "vorbis.mkv" else 0.03)


@pytest.fixture
def chirp() -> Callable[[int, float], NDArray[np.int16]]:
    """A sweep from 100 to 3000 Hz that begins at 0.5 s and lasts 2 s, in 3 s, as its formula says."""

    def make(rate_hz: int, late_s: float = 0.0) -> NDArray[np.int16]:
        times = np.arange(3 * rate_hz) / rate_hz - 0.5 - late_s
        sweep = np.sin(2 * np.pi * (100 * times + (2900 / 4) * times**2))
        shape = np.where((times > 0) & (times < 2), np.sin(np.pi * times / 2) ** 2, 0.0)
        return np.round(12000 * sweep * shape).astype(np.int16)

    return make


@pytest.mark.parametrize("source_hz", [8000, 22050, 44100, 48000, 96000])
def test_resampling_moves_nothing(
    make_sound: SoundMaker, chirp: Callable[..., NDArray[np.int16]], source_hz: int
) -> None:
    path = make_sound(
        "chirp.wav", chirp(source_hz)[:, None], codec="pcm_s16le", rate=source_hz, layout="mono"
    )
    sound = recording_mono(Recording(path, "Chirp"), RATE_HZ)
    assert len(sound) == 3 * RATE_HZ
    wanted = chirp(RATE_HZ) / 32768
    assert abs(late_ms(sound, wanted)) < 0.0005
    assert np.abs(sound - wanted).max() < 0.001


def test_a_stretch_of_a_file_begins_at_its_first_sample(
    make_sound: SoundMaker, chirp: Callable[..., NDArray[np.int16]]
) -> None:
    path = make_sound("long.flac", np.repeat(chirp(44100)[:, None], 2, axis=1))
    recording = Recording(path, "Part", start=Fraction(3, 4), stop=Fraction(5, 2))
    sound = recording_mono(recording, RATE_HZ)
    assert len(sound) == 1.75 * RATE_HZ
    assert abs(late_ms(sound, chirp(RATE_HZ)[6000:20000] / 32768)) < 0.0005


def test_lossy_recordings_begin_after_what_the_encoder_put_before_them(
    make_sound: SoundMaker, chirp: Callable[..., NDArray[np.int16]]
) -> None:
    path = make_sound("chirp.mp3", np.repeat(chirp(44100)[:, None], 2, axis=1), codec="libmp3lame")
    assert abs(late_ms(recording_mono(Recording(path, "Chirp"), RATE_HZ), chirp(RATE_HZ) / 32768)) < EXACT_MS


def noise_film(path: Path, **settings: object) -> FilmFile:
    film: FilmFile = probe_film(
        numbered_film(path, PICTURES, sound="flac", sound_s=SECONDS, **settings)  # type: ignore[arg-type]
    )
    return film


def test_sound_that_starts_late_is_silent_until_then(tmp_path: Path) -> None:
    whole = film_mono(noise_film(tmp_path / "whole.mkv"), RATE_HZ)
    late = film_mono(noise_film(tmp_path / "late.mkv", sound_from=Fraction(1, 2)), RATE_HZ)
    assert np.abs(late[:3990]).max() < 0.01
    assert abs(late_ms(late[4000 : 4000 + 7 * RATE_HZ], whole[: 7 * RATE_HZ])) < EXACT_MS


def test_sound_from_before_the_film_begins_is_cut(tmp_path: Path) -> None:
    film = noise_film(tmp_path / "film.mkv")
    assert film.sound is not None
    whole = film_mono(film, RATE_HZ)
    early = replace(
        film,
        container_start=film.container_start + Fraction(1, 2),
        sound=replace(film.sound, start=Fraction(-1, 2)),
    )
    sound = film_mono(early, RATE_HZ)
    assert abs(late_ms(sound[: 7 * RATE_HZ], whole[4000 : 4000 + 7 * RATE_HZ])) < EXACT_MS


def test_what_is_missing_is_silent_and_moves_nothing_after_it(tmp_path: Path) -> None:
    whole = film_mono(noise_film(tmp_path / "whole.mkv"), RATE_HZ)
    broken = film_mono(noise_film(tmp_path / "broken.mkv", lost=(2.0, 2.6)), RATE_HZ)
    assert len(broken) == len(whole)
    quiet = np.abs(broken[int(2.12 * RATE_HZ) : int(2.5 * RATE_HZ)]).max()
    assert quiet < 0.001 < np.abs(whole).max()
    assert abs(late_ms(broken[3 * RATE_HZ :], whole[3 * RATE_HZ :])) < EXACT_MS


def test_damaged_packets_become_silence_of_the_same_length(tmp_path: Path) -> None:
    path = numbered_film(tmp_path / "film.ts", PICTURES, picture="mpeg2video", sound="ac3", sound_s=SECONDS)
    whole = film_mono(probe_film(path), RATE_HZ)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 30_000] = bytes(30_000)
    path.write_bytes(content)
    sound = film_mono(probe_film(path), RATE_HZ)
    assert len(sound) == len(whole)
    assert not np.array_equal(sound, whole)
    assert np.isfinite(sound).all()
    last = slice(len(whole) - 2 * RATE_HZ, None)
    assert abs(late_ms(sound[last], whole[last])) < EXACT_MS


def test_music_left_and_right_survives_the_mix_and_the_low_frequency_channel_is_left_out(
    make_sound: SoundMaker, chirp: Callable[..., NDArray[np.int16]]
) -> None:
    sweep = chirp(48000).astype(np.int16)
    silent = np.zeros_like(sweep)
    rumble = np.full_like(sweep, 20000)
    path = make_sound(
        "surround.mka",
        np.stack([sweep, sweep, silent, rumble, silent, silent], axis=1),
        codec="flac",
        rate=48000,
        layout="5.1",
    )
    stream = SoundStream(0, "pcm_s16le", 48000, 6, Fraction(0))
    film = FilmFile(
        path, Fraction(3), Fraction(0), Fraction(25), 160, 96, Fraction(5, 3), Fraction(0), stream
    )
    sound = film_mono(film, RATE_HZ)
    assert np.abs(sound - chirp(RATE_HZ) / 32768 * 2 / 5).max() < 0.001


def test_progress_goes_from_nothing_to_all(film: FilmFile) -> None:
    told: list[float] = []
    film_mono(film, RATE_HZ, told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 2


def test_what_the_report_raises_ends_the_reading(film: FilmFile) -> None:
    class CancelledError(Exception):
        pass

    def cancel(_done: float) -> None:
        raise CancelledError("enough")

    with pytest.raises(CancelledError, match="enough"):
        film_mono(film, RATE_HZ, cancel)


def test_a_film_without_sound_is_said(tmp_path: Path) -> None:
    film = probe_film(numbered_film(tmp_path / "mute.mkv", PICTURES[:50], sound=None))
    with pytest.raises(MediaError, match=r"mute\.mkv: has no sound that can be decoded"):
        film_mono(film, RATE_HZ)
