"""The mono sound of films and recordings, decoded once and kept.

What comes out is the same whether it was decoded just now or kept: 16-bit samples either way.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from gallows_sync.alignment.findings import SAMPLE_RATE_HZ, Samples
from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.kept_files import KeptFiles
from gallows_sync.media.mono import film_mono, recording_mono

if TYPE_CHECKING:
    from numpy.typing import NDArray

_VERSION = 1
"""Goes up whenever the same file is decoded to other samples than before."""

_FULL_SCALE = np.float32(32768)

Report = Callable[[float], None]


@dataclass(frozen=True)
class Sound:
    """Mono sound at ``SAMPLE_RATE_HZ``; equal digests mean equal samples."""

    samples: Samples
    digest: str


class SoundCache:
    """Decodes through ``kept``. For any number of threads."""

    def __init__(self, kept: KeptFiles) -> None:
        self._kept = kept

    def has(self, source: FilmFile | Recording) -> bool:
        """Return whether nothing needs to be decoded for ``source``."""
        key = _key(source)
        return key is not None and self._kept.has(key)

    def sound(self, source: FilmFile | Recording, report: Report = lambda _: None) -> Sound:
        """Return the film's sound from film time 0, or the recording's; ``report`` as in ``media.mono``.

        Raises:
            MediaError: it cannot be read, or has no sound that can be decoded.
        """
        key = _key(source)
        kept = self._kept.get(key) if key is not None else None
        if kept is not None and len(kept) % 2 == 0:
            report(1.0)
            return _sound(np.frombuffer(kept, "<i2"))
        if isinstance(source, FilmFile):
            rounded = _in_16_bits(film_mono(source, SAMPLE_RATE_HZ, report))
        else:
            rounded = _in_16_bits(recording_mono(source, SAMPLE_RATE_HZ, report))
        if key is not None and key == _key(source):  # it was not changed meanwhile
            self._kept.put(key, [rounded.data.cast("B")])
        return _sound(rounded)


def _key(source: FilmFile | Recording) -> str | None:
    """Return what the decoded sound depends on: the file as it is now, and what of it is wanted."""
    try:
        status = source.path.stat()
    except OSError:
        return None
    file = [os.path.realpath(source.path), status.st_size, status.st_mtime_ns]
    if isinstance(source, FilmFile):
        stream = None if source.sound is None else [source.sound.index, str(source.sound.start)]
        wanted = ["film", str(source.container_start), str(source.duration), stream]
    else:
        wanted = ["recording", str(source.start), str(source.stop)]
    return json.dumps(["sound", _VERSION, SAMPLE_RATE_HZ, file, wanted])


def _in_16_bits(samples: Samples) -> NDArray[np.int16]:
    """Return ``samples`` rounded; they are used up, for a film's take as much memory as all else together."""
    samples *= _FULL_SCALE
    return np.clip(np.rint(samples, out=samples), -32768, 32767, out=samples).astype("<i2")


def _sound(rounded: NDArray[np.int16]) -> Sound:
    digest = blake2b(rounded.data.cast("B"), digest_size=20).hexdigest()
    samples = rounded.astype(np.float32)
    samples /= _FULL_SCALE
    return Sound(samples, digest)
