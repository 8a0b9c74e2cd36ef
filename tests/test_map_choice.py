"""Which map belongs to a film and an album, where none was named."""

from fractions import Fraction
from pathlib import Path

import pytest

from gallows_sync.core.cue_map import Album, Cue, CueMap, Film, Track
from gallows_sync.core.media_files import Recording
from gallows_sync.formats.cue_map_yaml import new_text
from gallows_sync.map_choice import choose_map, default_map
from gallows_sync.shipped import shipped_cue_maps, shipped_path

ASCENSEUR = shipped_path("cues/ascenseur-pour-lechafaud.yaml")
TITLES = ("Alpha", "Beta", "Gamma")


def recordings(*titles: str) -> tuple[Recording, ...]:
    return tuple(
        Recording(Path(f"/album/{n} {title}.flac"), title, number=n, duration=Fraction(100 + 9 * n))
        for n, title in enumerate(titles, 1)
    )


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A map whose album is Alpha, Beta, Gamma."""
    tracks = tuple(Track(n, title, Fraction(100 + 9 * n)) for n, title in enumerate(TITLES, 1))
    path = tmp_path / "own.yaml"
    text = new_text(CueMap(Film("F"), Album("A", tracks=tracks), (Cue("alpha", 1),)))
    path.write_text(text, encoding="utf-8")
    return path


def test_the_saved_map_comes_before_all_others_whatever_its_album(own: Path) -> None:
    choice = choose_map(recordings("Something", "Else"), None, own, shipped_cue_maps())
    assert (choice.path, choice.cue_map.album.title) == (own, "A")
    assert choice.file is not None


def test_a_shipped_map_is_taken_for_its_own_album_only(own: Path) -> None:
    shipped = (ASCENSEUR, own)
    assert choose_map(recordings(*TITLES), None, None, shipped).path == own
    assert choose_map(recordings("Something", "Else"), None, None, shipped).path is None


def test_a_map_saved_elsewhere_comes_before_the_shipped_ones_for_its_own_album_only(
    own: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(own.read_text(encoding="utf-8"), encoding="utf-8")
    assert choose_map(recordings(*TITLES), None, None, (own,), (ASCENSEUR, other)).path == other
    assert choose_map(recordings("Something", "Else"), None, None, (), (ASCENSEUR, other)).path is None


def test_without_any_a_map_is_made_of_the_albums_own_titles() -> None:
    choice = choose_map(recordings("Something", "Else"), None, None, shipped_cue_maps())
    assert choice.file is None
    assert [track.title for track in choice.cue_map.album.tracks] == ["Something", "Else"]
    assert [(cue.track, cue.film) for cue in choice.cue_map.cues] == [(1, None), (2, None)]
    assert choice.match is not None
    found = [match.recording.title for match in choice.match.tracks if match.recording is not None]
    assert found == ["Something", "Else"]


def test_what_cannot_be_read_is_passed_over_and_said(own: Path, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text("version: 2\n", encoding="ascii")
    choice = choose_map(recordings(*TITLES), None, faulty, (tmp_path / "gone.yaml", own))
    assert choice.path == own
    assert ["faulty.yaml:1:" in str(error) for error in choice.errors] == [True, False]
    assert "gone.yaml" in str(choice.errors[1])


def test_by_default_the_map_opens_that_the_program_was_made_for() -> None:
    choice = default_map(shipped_cue_maps())
    assert choice is not None
    assert choice.path == ASCENSEUR


def test_the_demo_never_opens_by_default() -> None:
    assert default_map((shipped_path("cues/demo.yaml"),)) is None
