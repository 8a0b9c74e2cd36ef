"""Films made for these tests: one in memory, and one real file that libVLC plays."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.film import probe_film
from gallows_sync.playback.film_player import VlcLibrary
from gallows_sync.playback.ports import FloatArray, Int16Array
from gallows_sync.playback.stand_in import StandInFilm, numbered_picture

RATE_HZ = 48_000
FRAME_RATE = Fraction(24)
REAL_FILM_S = 12


def noise(frames: int, seed: int, level: int = 6000) -> Int16Array:
    """Return seeded noise of shape (frames, 2): no two places of it are alike."""
    drawn = np.random.default_rng(seed).integers(-level, level, (frames, 2))
    return np.asarray(drawn, np.int16)


def one_sided(frames: int, seed: int, side: int) -> Int16Array:
    """Return noise in one channel only, so that film (0) and album (1) can be told apart when heard."""
    sound = noise(frames, seed)
    sound[:, 1 - side] = 0
    return sound


def heard_sound(blocks: list[tuple[float, FloatArray]]) -> tuple[float, FloatArray]:
    """Return when the first frame was heard (µs), and everything that was, as one array."""
    return blocks[0][0], np.concatenate([block for _, block in blocks])


@pytest.fixture(scope="session")
def memory_film() -> StandInFilm:
    """Return 30 s of film whose sound is noise on the left."""
    return StandInFilm(Fraction(30), one_sided(30 * RATE_HZ, 1, side=0), RATE_HZ, FRAME_RATE)


@pytest.fixture(scope="session")
def real_film(tmp_path_factory: pytest.TempPathFactory) -> FilmFile:
    """Return a Matroska film: H.264 with a key frame every 2 s, numbered pictures, AC-3 noise."""
    path = tmp_path_factory.mktemp("film") / "film.mkv"
    write_film(path, REAL_FILM_S)
    return probe_film(path)


@pytest.fixture(scope="session")
def vlc_library() -> Iterator[VlcLibrary]:
    library = VlcLibrary()
    yield library
    library.close()


def write_film(path: Path, seconds: int, sound: bool = True) -> None:
    width, height = 320, 180
    with av.open(str(path), "w") as container:
        settings = {"preset": "ultrafast", "g": "48", "keyint_min": "48", "sc_threshold": "0"}
        video = container.add_stream("libx264", rate=FRAME_RATE, options=settings)
        assert isinstance(video, av.VideoStream)
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        audio = container.add_stream("ac3", rate=RATE_HZ, layout="stereo") if sound else None
        for number in range(int(seconds * FRAME_RATE)):
            picture = numbered_picture(number, width, height)
            frame = av.VideoFrame.from_ndarray(picture, format="bgra")
            frame.pts, frame.time_base = number, 1 / FRAME_RATE
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        if isinstance(audio, av.AudioStream):
            samples = noise(seconds * RATE_HZ, 2).astype(np.float32).T / 32768
            whole = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples), format="fltp", layout="stereo")
            whole.sample_rate, whole.pts, whole.time_base = RATE_HZ, 0, Fraction(1, RATE_HZ)
            resampler = av.AudioResampler("fltp", "stereo", RATE_HZ, audio.codec_context.frame_size)
            for piece in [*resampler.resample(whole), *resampler.resample(None)]:
                container.mux(audio.encode(piece))
            container.mux(audio.encode(None))
