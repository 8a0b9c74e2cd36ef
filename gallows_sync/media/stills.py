"""Single pictures of the film, exact to the frame: for standing still, stepping, and pointing at a place."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from gallows_sync.core.media_files import FilmFile
from gallows_sync.media.container import open_picture, undecodable

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

KEPT_FRAMES = 24
"""Frames kept behind the last one read, so that stepping back need not decode from the key frame …"""

KEPT_BYTES = 64_000_000
"""… but no more memory than this."""

READ_ON_S = 2.0
"""A place so little ahead is reached by reading on, without a seek."""

FURTHER_BACK_S = (0.0, 0.5, 2.0, 8.0, 30.0)
"""Containers seek roughly, or by decoding time: so much earlier is sought until a frame before it comes."""


class Stills:
    """Finds the frame that is on the screen at a film time. For one thread at a time.

    Raises:
        MediaError: the film cannot be read any more, or holds no picture.
    """

    def __init__(self, film: FilmFile) -> None:
        self._film = film
        self._origin = float(film.container_start)
        frame_bytes = max(1, film.width * film.height * 3 // 2)
        kept = max(2, min(KEPT_FRAMES, KEPT_BYTES // frame_bytes))
        self._decoded: deque[VideoFrame] = deque()
        """Decoded, but not yet looked at: at the end of the film a decoder gives many frames at once."""
        self._recent: deque[tuple[float, VideoFrame]] = deque(maxlen=kept)
        rate = film.frame_rate
        # Files round timestamps, Matroska to whole milliseconds; a frame must not be missed by that.
        self._tolerance = 0.1 / float(rate) if rate else 0.001
        self._open()

    def frame_at(self, film_time: float) -> tuple[VideoFrame, float] | None:
        """Return the last frame at or before ``film_time`` (s) and its own film time (s).

        Before the first frame that is the first; None if the film gives no frame at all.

        Raises:
            MediaError: the film cannot be decoded here.
        """
        import av

        limit = film_time + self._tolerance
        try:
            if not self._is_near(limit):
                self._go_before(limit)
            while not self._at_end and self._recent[-1][0] <= limit:
                self._read_one()
        except av.error.FFmpegError as error:
            raise undecodable(self._film.path, film_time) from error
        before = [(frame, time) for time, frame in self._recent if time <= limit]
        if before:
            return before[-1]
        return (self._recent[0][1], self._recent[0][0]) if self._recent else None

    def rest(self) -> None:
        """Let go of the decoder and its frames, some tens of megabytes, until a place is asked for again."""
        self._container.close()
        self._open()

    def close(self) -> None:
        self._container.close()

    def _is_near(self, limit: float) -> bool:
        """Return whether the frame is among the recent ones, or comes soon after them."""
        if not self._recent or limit < self._recent[0][0]:
            return False
        return self._at_end or limit < self._recent[-1][0] + READ_ON_S

    def _go_before(self, limit: float) -> None:
        """Have ``_recent`` begin with a frame at or before ``limit``, if the film has one."""
        for further_s in FURTHER_BACK_S:
            if limit < further_s:
                break
            self._seek(limit - further_s)
            if self._recent and self._recent[0][0] <= limit:
                return
        if limit < FURTHER_BACK_S[-1]:
            self._begin()

    def _begin(self) -> None:
        """Read from the very beginning, where a seek may not come to: with all kinds of files, and surely."""
        self._container.close()
        self._open()
        self._read_one()

    def _open(self) -> None:
        self._container, stream = open_picture(self._film.path)
        stream.thread_type = "AUTO"
        self._stream = stream
        self._forget()

    def _seek(self, place: float) -> None:
        self._container.seek(int((place + self._origin) * 1_000_000), backward=True, any_frame=False)
        self._forget()
        self._read_one()

    def _forget(self) -> None:
        self._packets = self._container.demux(self._stream)
        self._decoded.clear()
        self._recent.clear()
        self._at_end = False

    def _read_one(self) -> None:
        """Add the next frame to the recent ones, or find that there is none."""
        import av

        while True:
            while self._decoded:
                frame = self._decoded.popleft()
                if frame.pts is None or frame.time_base is None:
                    continue
                time = float(frame.pts * frame.time_base) - self._origin
                if not self._recent or time > self._recent[-1][0]:
                    self._recent.append((time, frame))
                    return
            packet = next(self._packets, None)
            if packet is None:
                self._at_end = True
                return
            try:
                self._decoded.extend(packet.decode())
            except av.error.InvalidDataError:  # a damaged packet: the next may do
                continue
