"""Previews kept on disk under the file that they are of, as it is; one that was changed has others."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.kept_files import KeptFiles
from gallows_sync.media.thumbnails import Thumbnail
from gallows_sync.media.waveform import Waveform

_VERSIONS = {"waveform": 1, "thumbnails": 2, "shots": 1, "loudness": 1}
"""One goes up whenever the same file would give another preview than before."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud something is as a whole (LUFS); None where it is silent or could not be measured."""

    lufs: float | None


class KeptPreviews:
    """Reads and writes previews through ``files``; what is not there is None. For any number of threads.

    What is to be kept comes with the key that its file had when it was made.
    """

    def __init__(self, files: KeptFiles) -> None:
        self._files = files

    def waveform(self, recording: Recording) -> Waveform | None:
        head, body = self._get(key("waveform", recording))
        if head is None:
            return None
        return Waveform.of_bins(head["duration"], np.frombuffer(body, np.int8).reshape(-1, 2))

    def keep_waveform(self, key: str | None, waveform: Waveform) -> None:
        self._put(key, {"duration": waveform.duration}, waveform.levels[0].tobytes())

    def thumbnails(self, film: FilmFile) -> tuple[Thumbnail, ...] | None:
        head, body = self._get(key("thumbnails", film))
        if head is None:
            return None
        found: list[Thumbnail] = []
        begins = 0
        for film_time, width, height, size in head["pictures"]:
            found.append(Thumbnail(film_time, width, height, bytes(body[begins : begins + size])))
            begins += size
        return tuple(found)

    def keep_thumbnails(self, key: str | None, thumbnails: tuple[Thumbnail, ...]) -> None:
        pictures = [(one.film_time, one.width, one.height, len(one.jpeg)) for one in thumbnails]
        self._put(key, {"pictures": pictures}, b"".join(one.jpeg for one in thumbnails))

    def shots(self, film: FilmFile) -> dict[int, tuple[float, ...]]:
        """Return the shot changes in each of those stretches of the film that were looked through."""
        head, _ = self._get(key("shots", film))
        stretches = {} if head is None else head["stretches"]
        return {int(stretch): tuple(times) for stretch, times in stretches.items()}

    def keep_shots(self, key: str | None, stretches: Mapping[int, tuple[float, ...]]) -> None:
        self._put(key, {"stretches": dict(stretches)}, b"")

    def loudness(self, source: FilmFile | Recording) -> Loudness | None:
        head, _ = self._get(key("loudness", source))
        return None if head is None else Loudness(head["lufs"])

    def keep_loudness(self, key: str | None, loudness: Loudness) -> None:
        self._put(key, {"lufs": loudness.lufs}, b"")

    def _get(self, key: str | None) -> tuple[dict[str, Any] | None, memoryview]:
        kept = self._files.get(key) if key is not None else None
        if kept is None:
            return None, memoryview(b"")
        size = int.from_bytes(kept[:4], "little")
        return json.loads(bytes(kept[4 : 4 + size])), kept[4 + size :]

    def _put(self, key: str | None, head: dict[str, object], body: bytes) -> None:
        if key is not None:
            text = json.dumps(head, separators=(",", ":")).encode("ascii")
            self._files.put(key, [len(text).to_bytes(4, "little"), text, body])


def key(kind: str, source: FilmFile | Recording) -> str | None:
    """Return what a preview depends on: the file as it is now, and what of it; None if it is gone."""
    try:
        status = source.path.stat()
    except OSError:
        return None
    file = [os.path.realpath(source.path), status.st_size, status.st_mtime_ns]
    stretch = [] if isinstance(source, FilmFile) else [str(source.start), str(source.stop)]
    return json.dumps([kind, _VERSIONS[kind], file, *stretch])
