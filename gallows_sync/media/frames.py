"""A sound stream from its beginning to its end as decoded frames: what every reader of whole files shares."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
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
