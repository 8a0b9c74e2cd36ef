"""Films whose every picture carries its number and whose sound is noise that is alike nowhere."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
from av.packet import Packet
from av.video.frame import VideoFrame
from numpy.typing import NDArray

SIZE = (160, 96)
BITS = 10


def numbered_film(
    path: Path,
    times: Sequence[Fraction],
    *,
    picture: str = "libx264",
    picture_options: Mapping[str, str] | None = None,
    sound: str | None = "ac3",
    rate_hz: int = 48000,
    sound_s: float = 0.0,
    sound_from: Fraction = Fraction(0),
    offset: Fraction = Fraction(0),
    lost: tuple[float, float] | None = None,
) -> Path:
    """Write a film with a picture at each of ``times`` (s) and ``sound_s`` of noise, all ``offset`` later.

    The sound begins ``sound_from`` (s) after the film; its packets between the times of ``lost`` (s) are
    left out.
    """
    tick = Fraction(1, 90_000)
    steps = [after - before for before, after in pairwise(times)]
    with av.open(str(path), "w") as container:
        video = container.add_stream(picture, rate=1 / min(steps), options=dict(picture_options or {}))
        assert isinstance(video, av.VideoStream)
        video.width, video.height, video.pix_fmt = *SIZE, "yuv420p"
        if picture != "libx264":
            tick = min(steps)  # the older codecs know no other clock than the frame rate
        video.codec_context.time_base = tick
        experimental = {"strict": "experimental"} if sound == "vorbis" else {}
        audio = (
            container.add_stream(sound, rate=rate_hz, layout="stereo", options=experimental)
            if sound
            else None
        )
        packets: list[Packet[av.VideoStream] | Packet[av.AudioStream]] = []
        for number, time in enumerate(times):
            frame = VideoFrame.from_ndarray(_numbered(number), format="gray").reformat(format="yuv420p")
            frame.pts, frame.time_base = round((time + offset) / tick), tick
            packets += video.encode(frame)
        packets += video.encode(None)
        if isinstance(audio, av.AudioStream):
            noise = np.random.default_rng(7).normal(0, 3000, (1, 2 * int(sound_s * rate_hz)))
            frame_ = av.AudioFrame.from_ndarray(noise.astype(np.int16), format="s16", layout="stereo")
            frame_.sample_rate, frame_.time_base = rate_hz, Fraction(1, rate_hz)
            frame_.pts = round((offset + sound_from) * rate_hz)
            resampler = av.AudioResampler(
                audio.format.name, "stereo", rate_hz, audio.codec_context.frame_size or 4096
            )
            for piece in [*resampler.resample(frame_), *resampler.resample(None)]:
                packets += audio.encode(piece)
            packets += audio.encode(None)
        packets.sort(key=lambda packet: (packet.dts or 0) * packet.time_base)
        for packet in packets:
            at = (packet.pts or 0) * packet.time_base
            if lost is None or packet.stream is video or not lost[0] <= at < lost[1]:
                container.mux(packet)
    return path


def number_of(frame: VideoFrame) -> int:
    """Return the number that the picture carries."""
    grey = frame.reformat(format="gray").to_ndarray()
    bars = grey[:, : SIZE[0]].reshape(SIZE[1], BITS, -1).mean(axis=(0, 2))
    return sum(1 << bit for bit in range(BITS) if bars[bit] > 128)


def _numbered(number: int) -> NDArray[np.uint8]:
    bars = np.array([220 if number >> bit & 1 else 30 for bit in range(BITS)], np.uint8)
    return np.ascontiguousarray(np.tile(np.repeat(bars, SIZE[0] // BITS), (SIZE[1], 1)))
