"""What the lanes need of the previews, so that they can be shown without files and threads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from gallows_sync.core.media_files import FilmFile, Recording

if TYPE_CHECKING:
    from gallows_sync.media.thumbnails import Thumbnail
    from gallows_sync.media.waveform import Samples, Waveform


class PreviewsPort(Protocol):
    """What was made so far; main thread only, nothing here waits."""

    def open(self, film: FilmFile | None, recordings: Sequence[Recording]) -> None:
        """Say what is shown from now on."""

    def waveform(self, recording: Recording) -> Waveform | None: ...
    def samples(self, recording: Recording, start: float, stop: float) -> Samples | None:
        """Return what covers ``[start, stop)`` (s in the recording); None while it is being read."""

    def thumbnails(self) -> Sequence[Thumbnail]:
        """Return those there are, by film time."""

    def look_for_shots(self, film_times: Iterable[float]) -> None:
        """Have the shot changes found near these places in the film (s)."""

    def shots(self) -> Sequence[float]:
        """Return the film times (s) of the shot changes found so far, in order."""


class NoPreviews:
    """Nothing to show: the lanes are drawn without pictures and waves."""

    def open(self, film: FilmFile | None, recordings: Sequence[Recording]) -> None: ...

    def waveform(self, recording: Recording) -> Waveform | None:
        return None

    def samples(self, recording: Recording, start: float, stop: float) -> Samples | None:
        return None

    def thumbnails(self) -> Sequence[Thumbnail]:
        return ()

    def look_for_shots(self, film_times: Iterable[float]) -> None: ...

    def shots(self) -> Sequence[float]:
        return ()
