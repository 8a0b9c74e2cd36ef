"""A sound stream as decoded frames, one after the other: what the readers of whole files share."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from gallows_sync.media.container import printable

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

_log = logging.getLogger(__name__)


def decoded_frames(
    container: InputContainer, stream: AudioStream, path: Path, skipped: Callable[[], None] = lambda: None
) -> Iterator[AudioFrame]:
    """Yield the frames from where ``container`` stands; a file that breaks off ends there.

    A damaged packet has no frame and is told to ``skipped``: the timestamps show what is missing.
    """
    import av

    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except av.error.FFmpegError as error:
            _log.warning("%s: ends early: %s", printable(path.name), error.strerror)
            return
        if packet is None:
            return
        try:
            frames = packet.decode()
        except av.error.FFmpegError as error:
            _log.debug("%s: a packet is skipped: %s", printable(path.name), error.strerror)
            skipped()
            continue
        yield from (frame for frame in frames if frame.samples)


def stamp(frame: AudioFrame) -> Fraction | None:
    """Return the presentation time of the frame's first sample (s in the container's own time)."""
    return None if frame.pts is None or frame.time_base is None else frame.pts * frame.time_base


class FrameRun:
    """Frames of one rate, format and layout that follow each other, put together.

    ``beginnings_s`` are the times (s in the container's own time) at which the run begins, by the timestamp
    of each of its frames that has one.
    """

    def __init__(self, first: AudioFrame) -> None:
        from av.audio.fifo import AudioFifo

        self.samples = 0
        self.rate_hz = first.sample_rate
        self.beginnings_s: list[float] = []
        self._kind = _kind(first)
        self._pts = first.pts
        self._tick = first.time_base if first.time_base is not None else Fraction(1)
        self._tick_s = float(self._tick)
        self._fifo = AudioFifo()

    def follows(self, frame: AudioFrame, gap_s: float) -> bool:
        """Return whether ``frame`` is of the same kind and begins where the run ends, to ``gap_s`` (s)."""
        if _kind(frame) != self._kind:
            return False
        if frame.pts is None or not self.beginnings_s:
            return True
        return abs(self._beginning_s(frame.pts) - self.beginnings_s[0]) <= gap_s

    def add(self, frame: AudioFrame) -> None:
        if frame.pts is not None:
            self.beginnings_s.append(self._beginning_s(frame.pts))
        frame.pts = None  # the queue must not look at the time: it is kept here
        self._fifo.write(frame)
        self.samples += frame.samples

    def frame(self) -> AudioFrame:
        """Return the run as one frame, once, with the timestamp of its first sample."""
        frame = self._fifo.read()
        assert frame is not None
        frame.pts, frame.time_base = self._pts, self._tick
        return frame

    def _beginning_s(self, pts: int) -> float:
        return pts * self._tick_s - self.samples / self.rate_hz


def frame_runs(frames: Iterable[AudioFrame], most_samples: int, gap_s: float) -> Iterator[FrameRun]:
    """Yield ``frames`` in runs of about ``most_samples``, which cost less to handle than single frames.

    A run also ends where a timestamp leaves the count of samples by more than ``gap_s`` (s).
    """
    run: FrameRun | None = None
    for frame in frames:
        if run is not None and (run.samples >= most_samples or not run.follows(frame, gap_s)):
            yield run
            run = None
        run = run if run is not None else FrameRun(frame)
        run.add(frame)
    if run is not None:
        yield run


def _kind(frame: AudioFrame) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate
