"""What lies under the film: the map's music, and over it that of a place which is listened to."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import cast

import pytest

from gallows_sync.core.cue_map import Certainty, Cue, FilmSpan
from gallows_sync.core.media_files import AlbumMatch, MatchState, Recording, TrackMatch
from gallows_sync.laid_music import LaidMusic
from gallows_sync.playback.transport import Transport
from tests.desk import TITLES, FakeTransport, placed_map

MATCH = AlbumMatch(
    tuple(
        TrackMatch(number, MatchState.MATCHED, Recording(Path(f"{number}.flac"), title), "")
        for number, title in enumerate(TITLES, 1)
    )
)
FIRST, SECOND, FOURTH = ("first", "First"), ("second", "Second"), ("fourth", "Fourth")


class Laid(FakeTransport):
    @property
    def laid(self) -> list[tuple[object, ...]]:
        """What was laid, one time after the other."""
        return [command[1:] for command in self.of("lay")]


@pytest.fixture
def transport() -> Laid:
    return Laid()


@pytest.fixture
def music(transport: Laid) -> LaidMusic:
    """The placed cues of a map, laid."""
    music = LaidMusic(cast(Transport, transport))
    music.lay(placed_map(), MATCH)
    return music


def proposed(cue_id: str, film_in: int, film_out: int) -> Cue:
    cue = placed_map().cue(cue_id)
    assert cue is not None
    span = FilmSpan(Fraction(film_in), Fraction(film_out))
    return replace(cue, film=span, certainty=Certainty.ALIGNED)


def test_placed_cues_are_laid_with_what_the_album_has_for_them(transport: Laid, music: LaidMusic) -> None:
    music.lay(placed_map(), None)
    assert transport.laid == [(FIRST, SECOND, FOURTH), (("first", None), ("second", None), ("fourth", None))]


def test_the_same_music_is_laid_again_only_where_some_could_not_be_read(
    transport: Laid, music: LaidMusic
) -> None:
    music.lay(placed_map(), MATCH)
    assert len(transport.laid) == 1
    music.failures = {"first": "it is gone"}
    music.lay(placed_map(), MATCH)
    assert len(transport.laid) == 2
    assert music.failures == {}


@pytest.mark.parametrize(
    ("cue", "heard"),
    [
        (proposed("third", 30, 50), (FIRST, SECOND, FOURTH, ("third", "Third"))),
        (proposed("third", 15, 25), (FOURTH, ("third", "Third"))),
        (proposed("first", 70, 80), (SECOND, FOURTH, FIRST)),
    ],
    ids=["between", "over others", "elsewhere"],
)
def test_a_cue_that_is_listened_to_takes_the_place_of_what_is_there_until_it_ends(
    transport: Laid, music: LaidMusic, cue: Cue, heard: tuple[object, ...]
) -> None:
    music.audition(cue)
    assert transport.laid[-1] == heard
    music.lay(placed_map(), MATCH)  # the map was changed elsewhere meanwhile
    assert transport.laid[-1] == heard
    music.end_audition()
    assert transport.laid[-1] == (FIRST, SECOND, FOURTH)
    assert music.auditioned is None


def test_every_track_is_made_as_loud_as_the_film_whether_it_lies_under_it_or_not(
    transport: Laid, music: LaidMusic
) -> None:
    music.hear_equally(lambda recording: -20.0 if recording is None else -14.0)
    assert transport.equal_gains == dict.fromkeys(TITLES, pytest.approx(0.501, abs=0.001))
