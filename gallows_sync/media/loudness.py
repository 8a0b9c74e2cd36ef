"""How loud a film's sound or a recording is as a whole, by EBU R 128 (libavfilter's ``ebur128``)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.media.container import MediaError, open_container, sound_stream
from gallows_sync.media.decode import RecordingReader
from gallows_sync.media.frames import decoded_frames, frame_runs
from gallows_sync.wording import phrase

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.filter.context import FilterContext

__all__ = ["integrated_loudness"]

SILENCE_LUFS = -70.0
"""The absolute gate of EBU R 128: what stays below it is not measured."""

_RUN_SAMPLES = 16384
_GAP_S = math.inf  # where the sound is does not matter here


def integrated_loudness(source: FilmFile | Recording) -> float | None:
    """Return the integrated loudness (LUFS) of the whole; None for silence, or a film without sound.

    A single channel counts as two, since it is played by two loudspeakers. Of a film, every channel of its
    sound counts as R 128 weighs it, which is how loud it is when mixed to two.

    Raises:
        MediaError: it cannot be read, or cannot be measured.
    """
    import av

    meter: _Meter | None = None
    try:
        for frame in _film_frames(source) if isinstance(source, FilmFile) else _recording_frames(source):
            meter = meter or _Meter(frame)
            meter.add(frame)
        return None if meter is None else meter.lufs()
    except av.error.FFmpegError as error:
        raise MediaError(source.path, phrase("Loudness", "its loudness cannot be measured")) from error


class _Meter:
    """The filter, and what brings every frame into the form of the first."""

    def __init__(self, first: AudioFrame) -> None:
        from av.filter import Graph

        self._layout, self._rate_hz = first.layout.name, first.sample_rate
        graph = Graph()
        self._source: FilterContext = graph.add_abuffer(
            format="dbl", layout=self._layout, sample_rate=self._rate_hz
        )
        meter = graph.add("ebur128", "metadata=1:dualmono=1")
        self._sink: FilterContext = graph.add("abuffersink")
        self._source.link_to(meter)
        meter.link_to(self._sink)
        graph.configure()
        self._graph = graph
        self._shape: tuple[str, str, int] | None = None
        self._integrated = "nan"

    def add(self, frame: AudioFrame) -> None:
        from av.audio.resampler import AudioResampler

        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if shape != self._shape:
            self._resampler = AudioResampler(format="dbl", layout=self._layout, rate=self._rate_hz)
            self._shape = shape
        frame.pts = None
        for converted in self._resampler.resample(frame):
            self._source.push(converted)
        self._pull()

    def lufs(self) -> float | None:
        self._source.push(None)
        self._pull()
        measured = float(self._integrated)
        return measured if measured > SILENCE_LUFS else None

    def _pull(self) -> None:
        """Take what has been measured: each tenth of a second says how loud all up to it was."""
        import av

        while True:
            try:
                frame = self._sink.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            self._integrated = frame.metadata.get("lavfi.r128.I", self._integrated)


def _film_frames(film: FilmFile) -> Iterator[AudioFrame]:
    with open_container(film.path) as container:
        stream = sound_stream(container)
        if stream is not None:
            for run in frame_runs(decoded_frames(container, stream, film.path), _RUN_SAMPLES, _GAP_S):
                yield run.frame()


def _recording_frames(recording: Recording) -> Iterator[AudioFrame]:
    from av.audio.frame import AudioFrame

    with RecordingReader(recording) as reader:
        for block in reader.blocks():
            frame = AudioFrame.from_ndarray(block.reshape(1, -1), format="s16", layout="stereo")
            frame.sample_rate = reader.rate_hz
            yield frame
