"""A film and an album of two recordings, small but with all that previews are made of."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.kept_files import KeptFiles
from gallows_sync.media.film import probe_film

RATE = 24
CUT_AT = 50
PICTURES = 120


@pytest.fixture
def film(tmp_path: Path) -> FilmFile:
    """Five seconds of two still shots, with a second of noise."""
    path = tmp_path / "film.mkv"
    shots = np.random.default_rng(2).uniform(20, 220, (2, 9, 16))
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=RATE, options={"g": "10"})
        assert isinstance(video, av.VideoStream)
        video.width, video.height, video.pix_fmt = 128, 72, "yuv420p"
        audio = container.add_stream("ac3", rate=48000, layout="stereo")
        assert isinstance(audio, av.AudioStream)
        for number in range(PICTURES):
            grey = np.kron(shots[int(number >= CUT_AT)], np.ones((8, 8))).astype(np.uint8)
            frame = av.VideoFrame.from_ndarray(grey, format="gray")
            container.mux(video.encode(frame.reformat(format="yuv420p")))
        container.mux(video.encode(None))
        sound = av.AudioFrame.from_ndarray(noise(48000).reshape(1, -1), format="s16", layout="stereo")
        sound.sample_rate = 48000
        resampler = av.AudioResampler(audio.format.name, "stereo", 48000, audio.codec_context.frame_size)
        for piece in [*resampler.resample(sound), *resampler.resample(None)]:
            container.mux(audio.encode(piece))
        container.mux(audio.encode(None))
    return probe_film(path)


@pytest.fixture
def recordings(tmp_path: Path) -> Sequence[Recording]:
    return [Recording(write_sound(tmp_path / f"{name}.flac", noise(96000)), name) for name in ("A", "B")]


@pytest.fixture
def files(tmp_path: Path) -> KeptFiles:
    return KeptFiles(tmp_path / "kept")


def noise(count: int) -> NDArray[np.int16]:
    return np.random.default_rng(3).integers(-8000, 8000, (count, 2)).astype(np.int16)


def write_sound(path: Path, samples: NDArray[np.int16]) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("flac", rate=48000, layout="stereo")
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = 48000, 0, Fraction(1, 48000)
        resampler = av.AudioResampler("s16", "stereo", 48000, 4096)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return path
