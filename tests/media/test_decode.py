"""What RecordingReader promises: the right samples, all of them, from any file."""

import logging
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from gallows_sync.core.media_files import Recording
from gallows_sync.media.container import MediaError
from gallows_sync.media.decode import RecordingReader

from .conftest import SoundMaker

Noise = Callable[..., NDArray[np.int16]]


def decoded(path: Path, start: Fraction = Fraction(0), stop: Fraction | None = None) -> NDArray[np.int16]:
    with RecordingReader(Recording(path, path.stem, start=start, stop=stop)) as reader:
        return np.concatenate([np.zeros((0, 2), np.int16), *reader.blocks()])


def tone(seconds: float, rate: int, channels: int = 2) -> NDArray[np.int16]:
    wave = 8000 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * rate)) / rate)
    return np.repeat(np.asarray(np.rint(wave), np.int16)[:, None], channels, axis=1)


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("x.flac", "flac"),
        ("x.wav", "pcm_s16le"),
        ("x.wav", "pcm_s24le"),
        ("x.aiff", "pcm_s16be"),
        ("x.m4a", "alac"),
    ],
)
def test_lossless_files_give_every_sample_back(
    name: str, codec: str, make_sound: SoundMaker, noise: Noise
) -> None:
    samples = noise(30_000)
    assert np.array_equal(decoded(make_sound(name, samples, codec=codec)), samples)


@pytest.mark.parametrize(
    ("name", "codec", "rate"),
    [
        ("x.mp3", "libmp3lame", 44100),
        ("x.ogg", "vorbis", 44100),
        ("x.opus", "libopus", 48000),
        ("x.m4a", "aac", 44100),
        ("x.mka", "ac3", 48000),
    ],
)
def test_lossy_files_give_the_sound_back_in_place(
    name: str, codec: str, rate: int, make_sound: SoundMaker, noise: Noise
) -> None:
    # Smooth noise: a lossy codec keeps it, and it has one place only where it fits.
    rough = noise(2 * rate).astype(np.float64)
    smooth = np.apply_along_axis(lambda x: np.convolve(x, np.hanning(40), "same"), 0, rough)
    samples = np.asarray(smooth / 4, np.int16)
    got = decoded(make_sound(name, samples, codec=codec, rate=rate, options={"b": "192k"}))
    window = got[rate // 2 : rate // 2 + 8192, 0].astype(np.float64)
    offsets = range(rate // 2 - 2500, rate // 2 + 2500)
    match = max(offsets, key=lambda at: float(window @ samples[at : at + 8192, 0].astype(np.float64)))
    assert match == rate // 2


def test_variable_bit_rate_mp3_is_trimmed_to_its_length(make_sound: SoundMaker) -> None:
    samples = tone(1.5, 44100)
    path = make_sound("x.mp3", samples, codec="libmp3lame", options={"q": "4", "flags": "+qscale"})
    assert len(decoded(path)) == len(samples)


@pytest.mark.parametrize("rate", [8000, 22050, 96000, 192000])
def test_the_rate_is_the_files_own(rate: int, make_sound: SoundMaker, noise: Noise) -> None:
    path = make_sound("x.flac", noise(rate // 10), rate=rate)
    with RecordingReader(Recording(path, "x")) as reader:
        assert reader.rate_hz == rate
        assert sum(len(block) for block in reader.blocks()) == rate // 10


def test_mono_is_doubled_at_full_level(make_sound: SoundMaker, noise: Noise) -> None:
    samples = noise(5000, channels=1)
    got = decoded(make_sound("x.flac", samples, rate=8000, layout="mono"))
    assert np.array_equal(got, np.repeat(samples, 2, axis=1))


@pytest.mark.parametrize(("layout", "channels"), [("2.1", 3), ("quad", 4), ("5.1", 6), ("7.1", 8)])
def test_more_channels_are_mixed_down_without_clipping(
    layout: str, channels: int, make_sound: SoundMaker
) -> None:
    samples = np.full((4410, channels), 32000, np.int16)
    got = decoded(make_sound("x.wav", samples, codec="pcm_s16le", layout=layout))
    assert got.shape == (4410, 2)
    assert 20000 < got.min() <= got.max() <= 32767


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("x.flac", "flac"),
        ("x.wav", "pcm_s16le"),
        ("x.mp3", "libmp3lame"),
        ("x.ogg", "vorbis"),
        ("x.m4a", "aac"),
    ],
)
@pytest.mark.parametrize("cut", [Fraction(75, 75), Fraction(301, 75)])
def test_neighbouring_stretches_join_to_the_whole(
    name: str, codec: str, cut: Fraction, make_sound: SoundMaker, noise: Noise
) -> None:
    path = make_sound(name, noise(5 * 44100), codec=codec)
    whole = decoded(path)
    joined = np.concatenate([decoded(path, stop=cut), decoded(path, start=cut)])
    assert np.array_equal(joined, whole)
    assert len(decoded(path, start=cut)) == len(whole) - cut * 44100


def test_a_stretch_beyond_the_end_is_empty(make_sound: SoundMaker, noise: Noise) -> None:
    path = make_sound("x.flac", noise(4410))
    assert len(decoded(path, start=Fraction(5))) == 0


def test_blocks_are_worth_handling(make_sound: SoundMaker, noise: Noise) -> None:
    path = make_sound("x.wav", noise(200_000), codec="pcm_s16le")
    with RecordingReader(Recording(path, "x")) as reader:
        lengths = [len(block) for block in reader.blocks()]
    assert all(length >= 65536 for length in lengths[:-1])
    assert sum(lengths) == 200_000


@pytest.mark.parametrize(
    ("name", "codec", "sync"), [("x.flac", "flac", b"\xff\xf8"), ("x.mka", "libmp3lame", b"\xff\xfb")]
)
def test_damage_in_the_middle_moves_nothing_behind_it(
    name: str, codec: str, sync: bytes, make_sound: SoundMaker, noise: Noise, caplog: pytest.LogCaptureFixture
) -> None:
    path = make_sound(name, noise(4 * 44100), codec=codec)
    whole = decoded(path)
    raw = bytearray(path.read_bytes())
    place = len(raw) * 2 // 5
    while (place := raw.find(sync, place, len(raw) // 2)) >= 0:  # half a second without one frame header
        raw[place : place + 4] = bytes(4)
    path.write_bytes(raw)
    with caplog.at_level(logging.WARNING):
        hurt = decoded(path)
    assert not np.array_equal(hurt, whole[: len(hurt)])
    # Matroska tells time in milliseconds, FLAC in samples.
    slack = 45 if codec == "libmp3lame" else 0
    later = hurt[3 * 44100 :][: 20_000 + slack]
    at = next(
        n
        for n in range(-slack, slack + 1)
        if np.array_equal(later[slack:][:9], whole[3 * 44100 + slack + n :][:9])
    )
    assert np.array_equal(later[slack:], whole[3 * 44100 + slack + at :][:20_000])
    assert "stay silent" in caplog.text


def test_a_file_cut_off_plays_up_to_there(make_sound: SoundMaker, noise: Noise) -> None:
    samples = noise(4 * 44100)
    path = make_sound("x.flac", samples)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    got = decoded(path)
    assert 44100 < len(got) < 3 * 44100
    assert np.array_equal(got[:44100], samples[:44100])


def test_a_format_that_changes_in_mid_stream_goes_on(make_sound: SoundMaker, tmp_path: Path) -> None:
    stereo = make_sound("a.mp3", tone(0.5, 44100), codec="libmp3lame")
    mono = make_sound("b.mp3", tone(0.5, 44100, channels=1), codec="libmp3lame", layout="mono")
    both = tmp_path / "both.mp3"
    both.write_bytes(stereo.read_bytes() + mono.read_bytes())
    got = decoded(both)
    assert len(got) > 0.9 * 44100
    assert abs(got[-8000:-4000]).max() > 4000


@pytest.mark.parametrize("content", [b"", b"no music at all", bytes(10_000)])
def test_what_is_no_sound_is_refused_in_a_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.flac"
    path.write_bytes(content)
    with pytest.raises(MediaError, match=r"x\.flac: (is empty|holds no sound that can be decoded)"):
        RecordingReader(Recording(path, "x"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=r"gone\.flac: there is no such file"):
        RecordingReader(Recording(tmp_path / "gone.flac", "x"))
