"""Every state that the window has, over a session that only remembers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from gallows_sync.core.cue_map import Certainty, Cue, FilmSpan, Source, Take
from gallows_sync.core.findings import Found, Unfound
from gallows_sync.core.media_files import AlbumMatch, MatchState, Recording, TrackMatch
from gallows_sync.cue_search import Candidate, SearchState, Verdict
from gallows_sync.formats.cue_map_yaml import CueMapError, parse_cue_map
from gallows_sync.hand_placing import Marks
from gallows_sync.notices import faults_notice, film_notices, unused_notice
from gallows_sync.playback.ports import Levels
from gallows_sync.recent_films import RecentFilm
from gallows_sync.search.placing import Proposal
from gallows_sync.ui.window import SMALLEST, Window
from gallows_sync.wording import phrase
from tests.ui.fake_session import FakeSession


@dataclass(frozen=True, slots=True)
class State:
    """``arrange`` is done to the session before there is a window, ``act`` to the window once it is shown.

    ``size`` is that of the window in logical pixels, where the state is about it.
    """

    name: str
    arrange: Callable[[FakeSession], object]
    act: Callable[[Window], object] = lambda window: None
    size: tuple[int, int] | None = None


def play(session: FakeSession, number: int = 2) -> None:
    """Be some seconds into a cue, with sound."""
    cue = session.cue_map.cues[number - 1]
    assert cue.film is not None
    session.selected, session.now = cue.id, float(cue.film.film_in) + 6
    session.playing, session.sync_error_ms = True, 0.11
    session.peaks = Levels(0.4, 0.6)


def _documented(session: FakeSession) -> None:
    """Have all on the card that a card can have: takes to choose from, players, notes, sources."""
    play(session, 1)
    cue, others = session.cue_map.cues[0], session.cue_map.cues[1:]
    cue = replace(
        cue, sources=(Source("Interview with the director", "https://example.org/"),), notes="Ours."
    )
    album = session.cue_map.album
    track = replace(
        album.tracks[0],
        takes=(Take("take-2", "The second take"), Take("take-3", "The third take")),
        personnel=("Miles Davis, trumpet", "Kenny Clarke, drums"),
        notes="Played to the picture, in one night.",
    )
    session.cue_map = replace(
        session.cue_map,
        album=replace(album, tracks=(track, *album.tracks[1:])),
        cues=(cue, *others),
    )
    own, take = (
        Recording(Path("/music/1.flac"), track.title),
        Recording(Path("/music/2.flac"), "The second take"),
    )
    found = session.match.tracks[1:] if session.match is not None else ()
    here = TrackMatch(track.number, MatchState.MATCHED, own, "", takes={"take-2": take})
    session.match = AlbumMatch((here, *found))


def _recent(session: FakeSession) -> None:
    session.empty().recent = (
        RecentFilm(Path("/films/night-lift.mkv"), Path("/music/Night Lift"), "Night Lift", 61.5),
        RecentFilm(
            Path("/films/ascenseur.mkv"), Path("/music/Ascenseur"), "Ascenseur pour l'échafaud", gone=True
        ),
        RecentFilm(Path("/films/other.mkv"), Path("/music/Other"), "A film with a title that is long " * 2),
    )


def _opening(session: FakeSession) -> None:
    session.empty().busy = phrase("Opening", "Opening {file}…").fill(file="night-lift.mkv")


def _without_album(session: FakeSession) -> None:
    session.album_path, session.match = None, None


def _unplaced(session: FakeSession) -> None:
    session.unplace_all()


def _searching(session: FakeSession) -> None:
    found = _candidates(session, (2,))
    session.search = SearchState("Comparing the album with the film", 0.4, 31.0, found)


def _found(session: FakeSession) -> None:
    first, second, third = _candidates(session, (1, 2, 3))
    decided = (replace(second, verdict=Verdict.ACCEPTED), replace(third, verdict=Verdict.REJECTED))
    missed = Unfound(session.cue_map.album.tracks[3].number)
    session.search = SearchState("", 1.0, candidates=(first, *decided), unfound=(missed,), finished=True)


def _search_failed(session: FakeSession) -> None:
    session.search = SearchState(
        error=phrase("Run", "{film} has no sound to find the album in").fill(film="night-lift.mkv")
    )


def _candidates(session: FakeSession, numbers: tuple[int, ...]) -> tuple[Candidate, ...]:
    return tuple(_candidate(session.cue_map.cues[number - 1]) for number in numbers)


def _candidate(cue: Cue) -> Candidate:
    span = cue.film or FilmSpan(Fraction(20), Fraction(35))
    found = Found(cue.track, None, span, Fraction(1), Fraction(1), Fraction(97, 100))
    return Candidate(
        Proposal(replace(cue, film=span, certainty=Certainty.ALIGNED), found, new=False), Verdict.OPEN
    )


def _music_alone(session: FakeSession) -> None:
    play(session)
    track = session.cue_map.album.tracks[3]
    session.music_alone = (track.number, 12.0)
    session.notices = (unused_notice(track),)


def _problem(session: FakeSession) -> None:
    play(session)
    assert session.film is not None
    film = replace(session.film, duration=session.film.duration + 12, frame_rate=Fraction(24000, 1001))
    asked = replace(session.cue_map.film, duration=session.film.duration, frame_rate=Fraction(24))
    another = film_notices(film, replace(session.cue_map, film=asked))
    session.notices = (*another, *film_notices(replace(film, sound=None), session.cue_map))


def _worth_knowing(session: FakeSession) -> None:
    play(session)
    assert session.film is not None
    session.notices = tuple(film_notices(replace(session.film, sound=None), session.cue_map))


def _faults(session: FakeSession) -> None:
    try:
        parse_cue_map("version: 2\nfilm: {year: now}\nalbum: []\ncues: []\n", Path("cues.yaml"))
    except CueMapError as error:
        session.notices = (faults_notice(error),)


def _missing_track(session: FakeSession) -> None:
    session.miss_track(1, MatchState.MISSING)


def _by_hand(session: FakeSession) -> None:
    session.unplace_all()
    cue = session.cue_map.cues[0]
    session.selected = cue.id
    session.editing.marks = Marks(cue.id, Fraction(12))


STATES = (
    State("first start", FakeSession.empty),
    State("first start with recent films", _recent),
    State("opening", _opening),
    State("player", play),
    State("player with a full card", _documented),
    State("player without the card", play, lambda window: window.actions_by_name["card"].trigger()),
    State("nothing chosen", lambda session: None),
    State("no album", _without_album),
    State("unplaced", _unplaced),
    State("placing by hand", _by_hand, lambda window: window.panel.unplaced.by_hand.setChecked(True)),
    State("searching", _searching),
    State("search finished", _found),
    State("search failed", _search_failed),
    State("music alone", _music_alone),
    State("a problem", _problem),
    State("worth knowing", _worth_knowing),
    State("faults", _faults),
    State("a track is missing", _missing_track),
    State("keys", play, Window.show_keys),
    State("about", play, Window.show_about),
    State("full screen", play, Window.enter_full_screen),
    State("small", play, size=SMALLEST),
    State("small first start", _recent, size=SMALLEST),
    State("small unplaced", _unplaced, size=SMALLEST),
    State("small search", _found, size=SMALLEST),
    State("small problem", _problem, size=SMALLEST),
    State("small keys", play, Window.show_keys, size=SMALLEST),
)
