"""Little media files made for one test each, by PyAV: real containers, real codecs, known samples."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Protocol

import av
import numpy as np
import pytest
from numpy.typing import NDArray


class SoundMaker(Protocol):
    def __call__(
        self,
        name: str,
        samples: NDArray[np.int16],
        *,
        codec: str = ...,
        rate: int = ...,
        layout: str = ...,
        tags: Mapping[str, str] = ...,
        options: Mapping[str, str] = ...,
        chapters: Sequence[tuple[Fraction, Fraction, str]] = ...,
    ) -> Path: ...


class FilmMaker(Protocol):
    def __call__(
        self,
        name: str,
        *,
        times: Sequence[Fraction] = ...,
        rate: Fraction = ...,
        sound: str | None = ...,
        pixel: Fraction = ...,
        tags: Mapping[str, str] = ...,
    ) -> Path: ...


@pytest.fixture
def make_sound(tmp_path: Path) -> SoundMaker:
    """Return a function that writes int16 ``samples`` of shape (n, channels) as the file ``name``."""

    def make(
        name: str,
        samples: NDArray[np.int16],
        *,
        codec: str = "flac",
        rate: int = 44100,
        layout: str = "stereo",
        tags: Mapping[str, str] | None = None,
        options: Mapping[str, str] | None = None,
        chapters: Sequence[tuple[Fraction, Fraction, str]] = (),
    ) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_sound(path, samples, codec, rate, layout, tags or {}, options or {}, chapters)
        return path

    return make


def write_sound(
    path: Path,
    samples: NDArray[np.int16],
    codec: str,
    rate: int,
    layout: str,
    tags: Mapping[str, str],
    options: Mapping[str, str],
    chapters: Sequence[tuple[Fraction, Fraction, str]],
) -> None:
    with av.open(str(path), "w") as container:
        container.metadata.update(tags)
        if chapters:
            tick = Fraction(1, 1000)
            container.set_chapters(
                [
                    {
                        "id": number,
                        "start": round(start / tick),
                        "end": round(stop / tick),
                        "time_base": tick,
                        "metadata": {"title": title},
                    }
                    for number, (start, stop, title) in enumerate(chapters)
                ]
            )
        # FFmpeg's own Vorbis encoder, the one there is everywhere, has to be asked for as experimental.
        settings = {"strict": "experimental", **options} if codec == "vorbis" else dict(options)
        stream = container.add_stream(codec, rate=rate, layout=layout, options=settings)
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
        resampler = av.AudioResampler(
            stream.format.name, layout, rate, stream.codec_context.frame_size or 4096
        )
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))


@pytest.fixture
def make_film(tmp_path: Path) -> FilmMaker:
    """Return a function that writes a film of grey pictures at ``times`` (s), and a second of sound."""

    def make(
        name: str,
        *,
        times: Sequence[Fraction] = (),
        rate: Fraction = Fraction(25),
        sound: str | None = "flac",
        pixel: Fraction = Fraction(1),
        tags: Mapping[str, str] | None = None,
    ) -> Path:
        path = tmp_path / name
        with av.open(str(path), "w") as container:
            container.metadata.update(tags or {})
            video = container.add_stream(
                "mpeg2video" if path.suffix in (".ts", ".mpg") else "mpeg4", rate=rate
            )
            assert isinstance(video, av.VideoStream)
            video.width, video.height, video.pix_fmt = 160, 120, "yuv420p"
            video.codec_context.sample_aspect_ratio = pixel
            tick = 1 / rate if not times else Fraction(1, 1000)
            video.codec_context.time_base = tick
            audio = container.add_stream(sound, rate=48000, layout="stereo") if sound is not None else None
            for time in times or [number / rate for number in range(50)]:
                picture = av.VideoFrame.from_ndarray(np.full((120, 160, 3), 90, np.uint8), format="rgb24")
                picture.pts, picture.time_base = round(time / tick), tick
                container.mux(video.encode(picture))
            container.mux(video.encode(None))
            if isinstance(audio, av.AudioStream):
                silence = np.zeros((1, 2 * 48000), np.int16)
                frame = av.AudioFrame.from_ndarray(silence, format="s16", layout="stereo")
                frame.sample_rate, frame.pts, frame.time_base = 48000, 0, Fraction(1, 48000)
                size = audio.codec_context.frame_size or 4096
                resampler = av.AudioResampler(audio.format.name, "stereo", 48000, size)
                for piece in [*resampler.resample(frame), *resampler.resample(None)]:
                    container.mux(audio.encode(piece))
                container.mux(audio.encode(None))
        return path

    return make


@pytest.fixture
def noise() -> Callable[..., NDArray[np.int16]]:
    """Return a function that gives seeded noise of shape (n, channels): no two places of it are alike."""

    def make(count: int, channels: int = 2, seed: int = 1) -> NDArray[np.int16]:
        drawn = np.random.default_rng(seed).integers(-8000, 8000, (count, channels))
        return np.asarray(drawn, np.int16)

    return make
