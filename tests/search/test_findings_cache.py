"""Findings come back as they were kept, and only for the very same sounds and search."""

from pathlib import Path

import numpy as np
import pytest

from gallows_sync.alignment.findings import Findings, Matches, Rival, Sighting, Stretch
from gallows_sync.kept_files import KeptFiles
from gallows_sync.search import findings_cache
from gallows_sync.search.findings_cache import FindingsCache

RIVALS = (Rival(1, 0.7, False), Rival(2, 0.8, True))
FINDINGS = Findings(
    stretches=(
        Stretch(
            0, 1.1, 20.3, 0.1 + 0.2, 25 / 24, 0.97, 1e-4, 0.8, (Rival(1, 0.7, False), Rival(2, 0.8, True))
        ),
        Stretch(3, 30.0, 40.0, 0.0, 1.0, 0.6, 0.0, 0.4),
    ),
    sightings=(Sighting(1, 5.0, 6.0, 0.2),),
    matches=(Matches(0, np.array([1.5, 2.5]), np.array([0.1, 0.2]), np.array([0.5, 1 / 3])),),
)


@pytest.fixture
def kept(tmp_path: Path) -> KeptFiles:
    return KeptFiles(tmp_path)


def test_findings_come_back_as_they_were(kept: KeptFiles) -> None:
    FindingsCache(kept).put("film", ["one", "two"], [1, 2], FINDINGS)
    again = FindingsCache(kept).get("film", ["one", "two"], [1, 2])
    assert again is not None
    assert again.stretches == FINDINGS.stretches
    assert again.sightings == FINDINGS.sightings
    [matches] = again.matches
    assert matches.recording == 0
    for name in ("film_s", "music_s", "strength"):
        assert np.array_equal(getattr(matches, name), getattr(FINDINGS.matches[0], name))


def test_other_sounds_or_groups_have_other_findings(kept: KeptFiles) -> None:
    cache = FindingsCache(kept)
    cache.put("film", ["one", "two"], [1, 2], FINDINGS)
    assert cache.get("other film", ["one", "two"], [1, 2]) is None
    assert cache.get("film", ["two", "one"], [1, 2]) is None
    assert cache.get("film", ["one", "two"], [1, 1]) is None


def test_another_search_finds_anew(kept: KeptFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = FindingsCache(kept)
    cache.put("film", ["one"], [1], FINDINGS)
    monkeypatch.setattr(findings_cache, "search_version", lambda: "another")
    assert cache.get("film", ["one"], [1]) is None


def test_findings_in_another_form_are_not_used(kept: KeptFiles) -> None:
    for text in (b"{}", b"[]", b'{"stretches": [{}], "sightings": [], "matches": []}', b"\xff"):
        kept.put(findings_cache._key("film", ["one"], [1]), [text])
        assert FindingsCache(kept).get("film", ["one"], [1]) is None
