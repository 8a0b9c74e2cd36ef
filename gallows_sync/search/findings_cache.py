"""What a search found, kept under the sounds it searched: the same sounds need no second search."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import blake2b
from importlib import resources
from typing import Any

import numpy as np

from gallows_sync import __version__
from gallows_sync.alignment.findings import Findings, Matches, Rival, Sighting, Stretch
from gallows_sync.kept_files import KeptFiles


class FindingsCache:
    """Findings for a film's sound and recordings, each named by its digest, with the recordings' groups."""

    def __init__(self, kept: KeptFiles) -> None:
        self._kept = kept

    def get(self, film: str, recordings: Sequence[str], groups: Sequence[int]) -> Findings | None:
        kept = self._kept.get(_key(film, recordings, groups))
        if kept is None:
            return None
        try:
            return _read(json.loads(bytes(kept)))
        except (ValueError, KeyError, TypeError):  # of another version of the program
            return None

    def put(self, film: str, recordings: Sequence[str], groups: Sequence[int], findings: Findings) -> None:
        text = json.dumps(_written(findings), separators=(",", ":"))
        self._kept.put(_key(film, recordings, groups), [text.encode("ascii")])


def _key(film: str, recordings: Sequence[str], groups: Sequence[int]) -> str:
    return json.dumps(["findings", search_version(), film, list(recordings), list(groups)])


def search_version() -> str:
    """Return what changes whenever the search does: a digest of its code."""
    digest = blake2b(__version__.encode(), digest_size=12)
    for file in sorted(resources.files("gallows_sync.alignment").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".py"):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _written(findings: Findings) -> dict[str, Any]:
    return {
        "stretches": [asdict(stretch) for stretch in findings.stretches],
        "sightings": [asdict(sighting) for sighting in findings.sightings],
        "matches": [
            {
                "recording": matches.recording,
                "film_s": matches.film_s.tolist(),
                "music_s": matches.music_s.tolist(),
                "strength": matches.strength.tolist(),
            }
            for matches in findings.matches
        ],
    }


def _read(written: dict[str, Any]) -> Findings:
    return Findings(
        stretches=tuple(
            Stretch(**{**stretch, "rivals": tuple(Rival(**rival) for rival in stretch["rivals"])})
            for stretch in written["stretches"]
        ),
        sightings=tuple(Sighting(**sighting) for sighting in written["sightings"]),
        matches=tuple(
            Matches(
                matches["recording"],
                *(np.array(matches[name], np.float64) for name in ("film_s", "music_s", "strength")),
            )
            for matches in written["matches"]
        ),
    )
