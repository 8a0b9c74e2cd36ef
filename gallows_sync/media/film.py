"""What a film file is: its length, its rate, its shape and where picture and sound begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from gallows_sync.core.media_files import FilmFile, SoundStream
from gallows_sync.media.container import MediaError, open_picture, sound_stream
from gallows_sync.media.tags import read_tags
from gallows_sync.wording import phrase

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.packet import Packet
    from av.stream import Stream
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

__all__ = ["MediaError", "probe_film"]

_STANDARD_RATES = tuple(
    Fraction(rate) for rate in ("24000/1001", "24", "25", "30000/1001", "30", "48", "50", "60000/1001", "60")
)
_RATE_TOLERANCE = Fraction(4, 10_000)
"""Relative. 24 and 24000/1001 are ten in 10,000 apart; millisecond timestamps blur a rate by two or three."""

_BLUR_S = Fraction(3, 2000)
"""Steps may differ by this (s): a film copied from Matroska keeps its whole milliseconds in any container."""

_PICTURES_READ = 120  # packets: a few seconds, enough to tell 24 from 24000/1001
_LEADING_PICTURES = 8
_PACKETS_TRIED = 4000  # until both streams have shown a first frame; some films' sound starts late
_AV_TIME_BASE = 1_000_000
_LONGEST_S = 100 * 3600
"""No film is longer; files state such a length where a subtitle in them has no end."""


@dataclass(slots=True)
class _Head:
    """What the first seconds of a film show: its first frames, and the times of its first pictures (s)."""

    picture: VideoFrame | None = None
    sound: AudioFrame | None = None
    picture_times: list[Fraction] = field(default_factory=list)


def probe_film(path: Path) -> FilmFile:
    """Return what ``path`` holds; only its head and a second from its middle are read.

    Film time 0 is the container's start time. A length that the file does not state is measured.

    Raises:
        MediaError: ``path`` is missing, unreadable, no film, without a picture, or of no length.
    """
    import av

    container, picture = open_picture(path)
    with container:
        try:
            return _probed(path, container, picture)
        except av.error.FFmpegError as error:
            raise MediaError(
                path, phrase("Film", "could be opened but not read; it is damaged or cut off")
            ) from error


def _probed(path: Path, container: InputContainer, picture: VideoStream) -> FilmFile:
    container_start = Fraction(container.start_time or 0, _AV_TIME_BASE)
    stream = sound_stream(container)
    head = _head(container, picture, stream)
    if head.picture is None and not (picture.width and picture.height):
        raise MediaError(
            path, phrase("Film", "has a picture that cannot be decoded; it is damaged or of an unknown kind")
        )
    duration = _duration(container, container_start)
    if duration <= 0:
        raise MediaError(path, phrase("Film", "has no length; it is damaged or cut off"))
    return FilmFile(
        path=path,
        duration=duration,
        container_start=container_start,
        frame_rate=_frame_rate(container, picture, head.picture_times, container_start + duration / 2),
        width=picture.width,
        height=picture.height,
        display_aspect=_display_aspect(picture, head.picture),
        picture_start=_start(picture, head.picture, container_start),
        sound=_sound(stream, head.sound, container_start),
        title=read_tags(container).get("title"),
    )


def _head(container: InputContainer, picture: VideoStream, sound: AudioStream | None) -> _Head:
    """Read from the very beginning, without a seek: after one, encoder delay is no longer trimmed."""
    from av.audio.frame import AudioFrame
    from av.video.frame import VideoFrame

    head = _Head()
    streams: tuple[Stream, ...] = (picture,) if sound is None else (picture, sound)
    for tried, packet in enumerate(container.demux(*streams)):
        if packet.stream_index == picture.index and (time := _packet_time(packet)) is not None:
            head.picture_times.append(time)
        wanted = head.picture if packet.stream_index == picture.index else head.sound
        frame = _first_frame(packet) if wanted is None else None
        if isinstance(frame, VideoFrame):
            head.picture = frame
        elif isinstance(frame, AudioFrame):
            head.sound = frame
        complete = head.picture is not None and (sound is None or head.sound is not None)
        if (complete and len(head.picture_times) >= _PICTURES_READ) or tried >= _PACKETS_TRIED:
            break
    return head


def _packet_time(packet: Packet[Stream]) -> Fraction | None:
    stamp = packet.pts if packet.pts is not None else packet.dts
    return None if stamp is None else stamp * packet.time_base


def _first_frame(packet: Packet[Stream]) -> object:
    import av

    try:
        return next(iter(packet.decode()), None)
    except av.error.FFmpegError:  # a damaged packet, or one that needs an earlier one: the next may do
        return None


def _start(stream: Stream, frame: VideoFrame | AudioFrame | None, container_start: Fraction) -> Fraction:
    """Return the film time (s) of the first frame that is decoded, else of what the stream says."""
    if frame is not None and frame.pts is not None and frame.time_base is not None:
        return frame.pts * frame.time_base - container_start
    if stream.start_time is not None and stream.time_base is not None:
        return stream.start_time * stream.time_base - container_start
    return Fraction(0)


def _sound(
    stream: AudioStream | None, frame: AudioFrame | None, container_start: Fraction
) -> SoundStream | None:
    if stream is None:
        return None
    # The decoder knows better than the header: HE-AAC doubles the rate, parametric stereo the channels.
    rate_hz = frame.sample_rate if frame else stream.codec_context.sample_rate
    channels = frame.layout.nb_channels if frame else stream.codec_context.channels
    if not rate_hz or not channels:
        return None
    return SoundStream(
        index=stream.index,
        codec=stream.codec_context.codec.canonical_name,
        rate_hz=rate_hz,
        channels=channels,
        start=_start(stream, frame, container_start),
    )


def _display_aspect(picture: VideoStream, frame: VideoFrame | None) -> Fraction:
    """Return width to height as seen: pixels need not be square (DVD), and phones film lying down."""
    pixel = picture.sample_aspect_ratio or Fraction(1)
    aspect = Fraction(picture.width, picture.height) * (pixel if pixel > 0 else 1)
    if frame is not None and round(frame.rotation) % 180 == 90:
        return 1 / aspect
    return aspect


def _duration(container: InputContainer, container_start: Fraction) -> Fraction:
    """Return the film's length (s): as stated, else to the end of the longest stream, else measured."""
    if container.duration is not None and 0 < container.duration < _LONGEST_S * _AV_TIME_BASE:
        return Fraction(container.duration, _AV_TIME_BASE)
    ends = [
        ((stream.start_time or 0) + stream.duration) * stream.time_base
        for stream in (*container.streams.video, *container.streams.audio)
        if stream.duration is not None and stream.time_base is not None
    ]
    if not ends:
        container.seek(container.start_time or 0)
        ends = [
            time + (packet.duration or 0) * packet.time_base
            for packet in container.demux(*container.streams.video, *container.streams.audio)
            if (time := _packet_time(packet)) is not None
        ]
    return max(ends, default=container_start) - container_start


def _frame_rate(
    container: InputContainer, picture: VideoStream, head_times: Sequence[Fraction], middle: Fraction
) -> Fraction | None:
    """Return frames a second if the pictures come evenly, at the beginning and in the middle; else None."""
    stated = picture.average_rate
    # AVI knows one constant rate and marks a dropped picture by an empty one.
    if len(head_times) < 3 or container.format.name == "avi":
        return picture.guessed_rate or stated or None
    measured = _even_rate(head_times, picture.time_base)
    if measured is None:
        return None
    if len(head_times) >= _PICTURES_READ:
        later = _even_rate(_times_from(container, picture, middle), picture.time_base)
        if later is None or abs(later - measured) > measured / 200:
            return None
    # Where the container counts its frames the average is of the whole film.
    if picture.frames and stated and abs(stated - measured) > measured / 200:
        return None
    known = [*_STANDARD_RATES, *(rate for rate in (picture.guessed_rate, stated) if rate)]
    nearest = min(known, key=lambda rate: abs(rate - measured))
    return (
        nearest if abs(nearest - measured) <= measured * _RATE_TOLERANCE else measured.limit_denominator(1001)
    )


def _times_from(container: InputContainer, picture: VideoStream, time: Fraction) -> list[Fraction]:
    container.seek(int(time * _AV_TIME_BASE))
    times: list[Fraction] = []
    streams: tuple[Stream, ...] = (picture,)
    for packet in container.demux(*streams):
        if (stamp := _packet_time(packet)) is not None:
            times.append(stamp)
        if len(times) >= _PICTURES_READ // 2:
            break
    # A seek may land in an open group of pictures, the first of which need what came before.
    return sorted(times)[_LEADING_PICTURES:]


def _even_rate(times: Sequence[Fraction], tick: Fraction | None) -> Fraction | None:
    """Return frames a second if ``times`` are even, but for rounding to ``tick`` (s) or milliseconds."""
    # Packets come in decoding order; the last few may lack neighbours that come later.
    ordered = sorted(set(times))[: max(3, len(times) - 8)]
    steps = [after - before for before, after in pairwise(ordered)]
    if len(steps) < 2:
        return None
    usual = median(steps)
    if any(abs(step - usual) > max(tick or Fraction(0), _BLUR_S) for step in steps):
        return None
    return len(steps) / (ordered[-1] - ordered[0])
