"""Single pictures of the film, exact to the frame: for standing still, stepping, and pointing at a place."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.container import MediaError, open_container, picture_stream

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

KEPT_FRAMES = 24
"""Frames kept behind the last one read, so that stepping back need not decode from the key frame."""

READ_ON_S = 2.0
"""A place so little ahead is reached by reading on, without a seek."""


class Stills:
    """Finds the frame that is on the screen at a film time. For one thread at a time.

    Raises:
        MediaError: the film cannot be read any more, or holds no picture.
    """

    def __init__(self, film: FilmFile) -> None:
        self._film = film
        self._container = open_container(film.path)
        stream = picture_stream(self._container)
        if stream is None:
            raise MediaError(film.path, "has no picture; a film was expected")
        stream.thread_type = "AUTO"
        self._stream = stream
        self._origin = float(film.container_start)
        self._recent: deque[tuple[float, VideoFrame]] = deque(maxlen=KEPT_FRAMES)
        rate = film.frame_rate
        # Files round timestamps, Matroska to whole milliseconds; a frame must not be missed by that.
        self._tolerance = 0.1 / float(rate) if rate else 0.001

    def frame_at(self, film_time: float) -> tuple[VideoFrame, float] | None:
        """Return the last frame at or before ``film_time`` (s) and its own film time; None past the end.

        Before the first frame that is the first.

        Raises:
            MediaError: the film cannot be decoded here.
        """
        import av

        limit = film_time + self._tolerance
        if self._recent and self._recent[0][0] <= limit < self._recent[-1][0]:
            return self._best(limit)
        if not self._recent or not self._recent[-1][0] <= limit < self._recent[-1][0] + READ_ON_S:
            self._recent.clear()
            self._container.seek(
                int((max(0.0, film_time) + self._origin) * 1_000_000), backward=True, any_frame=False
            )
        try:
            for packet in self._container.demux(self._stream):
                for frame in packet.decode():
                    if frame.pts is None or frame.time_base is None:
                        continue
                    time = float(frame.pts * frame.time_base) - self._origin
                    if self._recent and time <= self._recent[-1][0]:
                        continue
                    self._recent.append((time, frame))
                    if time > limit:
                        return self._best(limit)
        except av.error.EOFError:
            pass
        except av.error.FFmpegError as error:
            raise MediaError(
                self._film.path, f"its picture cannot be decoded at {film_time:.0f} s"
            ) from error
        found = self._best(limit)
        self._recent.clear()  # the decoder is at the end and must be sent elsewhere before it gives more
        return found

    def close(self) -> None:
        self._container.close()

    def _best(self, limit: float) -> tuple[VideoFrame, float] | None:
        before = [(frame, time) for time, frame in self._recent if time <= limit]
        if before:
            return before[-1]
        return (self._recent[0][1], self._recent[0][0]) if self._recent else None
