"""A film's pictures made small, decoded quickly rather than well: what thumbnails and shot changes share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

import numpy as np
from numpy.typing import NDArray

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.container import open_picture, undecodable

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.plane import VideoPlane
    from av.video.stream import VideoStream

FURTHER_BACK_S = (0.0, 2.0, 10.0, 30.0)
"""Containers seek roughly, or by decoding time: so much earlier is sought until a picture before it comes."""

_MOST_PACKETS = 1500
"""So far on from where a seek came to (a minute, about) is a key frame looked for."""


class SmallPictures:
    """Reads one film's pictures at ``width`` by ``height`` as seen; a context manager that closes the file.

    One core is used. Loops that only smooth the edges between blocks are left out where the codec allows:
    at this size nobody sees it.

    Args:
        film: the film.
        width: in pixels, as is ``height``.
        pixel_format: FFmpeg's name of the format wanted.

    Raises:
        MediaError: the film cannot be read any more, or holds no picture.
    """

    def __init__(
        self, film: FilmFile, width: int, height: int, pixel_format: Literal["gray", "yuv420p"]
    ) -> None:
        import av.codec.context
        from av.video.reformatter import VideoReformatter

        self._film = film
        self._size = width, height
        self._pixel_format = pixel_format
        self._origin = float(film.container_start)
        self._reformatter = VideoReformatter()
        self._container, stream = open_picture(film.path)
        stream.codec_context.thread_count = 1
        stream.codec_context.options = {"skip_loop_filter": "all"}
        stream.codec_context.flags2 |= av.codec.context.Flags2.fast
        self._stream: VideoStream = stream

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._container.close()

    def key_picture(self, film_time: float) -> tuple[float, VideoFrame] | None:
        """Return the key frame from which ``film_time`` (s) is decoded, or one near it, and its film time.

        None where there is none near.

        Raises:
            MediaError: the film cannot be read here.
        """
        with self._reading(film_time):
            self._seek(film_time)
            decoder = self._stream.codec_context
            for tried, packet in enumerate(self._container.demux(self._stream)):
                if packet.is_keyframe:
                    for frame in (*_decoded(packet), *decoder.decode(None)):
                        if (time := self._film_time(frame)) is not None:
                            return time, self._small(frame)
                    decoder.flush_buffers()
                if tried >= _MOST_PACKETS:
                    break
            return None

    def pictures(self, start: float, stop: float) -> Iterator[tuple[float, VideoFrame]]:
        """Yield every picture in ``[start, stop)`` (film time, s) with its own film time.

        Raises:
            MediaError: the film cannot be read here.
        """
        with self._reading(start):
            for time, frame in self._from_before(start):
                if time >= stop:
                    return
                if time >= start:
                    yield time, self._small(frame)

    def _from_before(self, start: float) -> Iterator[tuple[float, VideoFrame]]:
        """Return the pictures from one on that is not after ``start``, if the film has one."""
        frames: Iterator[tuple[float, VideoFrame]] = iter(())
        for further_s in FURTHER_BACK_S:
            self._seek(start - further_s)
            frames = self._frames()
            first = next(frames, None)
            if first is not None:
                frames = chain([first], frames)
                if first[0] <= start or start <= further_s:
                    break
        return frames

    def _frames(self) -> Iterator[tuple[float, VideoFrame]]:
        for packet in self._container.demux(self._stream):
            for frame in _decoded(packet):
                if (time := self._film_time(frame)) is not None:
                    yield time, frame

    def _seek(self, film_time: float) -> None:
        self._container.seek(int((max(0.0, film_time) + self._origin) * 1_000_000))

    def _film_time(self, frame: VideoFrame) -> float | None:
        # A frame that was flushed out of the decoder has not been told its stream's ticks.
        tick = self._stream.time_base
        return None if frame.pts is None or tick is None else float(frame.pts * tick) - self._origin

    def _small(self, frame: VideoFrame) -> VideoFrame:
        turns = round(frame.rotation / 90) % 4
        width, height = self._size if turns % 2 == 0 else self._size[::-1]
        small = self._reformatter.reformat(
            frame, width, height, self._pixel_format, interpolation="AREA", dst_color_range="JPEG"
        )
        return _turned(small, turns) if turns else small

    @contextmanager
    def _reading(self, film_time: float) -> Iterator[None]:
        import av

        try:
            yield
        except av.error.FFmpegError as error:
            raise undecodable(self._film.path, film_time) from error


def _turned(frame: VideoFrame, turns: int) -> VideoFrame:
    """Return the picture turned counter-clockwise by so many right angles."""
    import av

    width, height = (frame.width, frame.height) if turns % 2 == 0 else (frame.height, frame.width)
    turned = av.VideoFrame(width, height, frame.format.name)
    for plane, before in zip(turned.planes, frame.planes, strict=True):
        _pixels(plane)[:] = np.rot90(_pixels(before), turns)
    return turned


def _pixels(plane: VideoPlane) -> NDArray[np.uint8]:
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width]


def _decoded(packet: Packet[VideoStream]) -> list[VideoFrame]:
    """Return the packet's pictures; a damaged one has none, and the next may do."""
    import av

    try:
        return packet.decode()
    except av.error.InvalidDataError:
        return []
