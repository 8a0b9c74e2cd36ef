"""Finding the cues: what the search proposes, what becomes of it in the map, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from gallows_sync.core.cue_map import Certainty, CueMap, FilmSpan
from gallows_sync.core.findings import Found, Unfound
from gallows_sync.cue_search import SearchState, Verdict
from gallows_sync.errors import GallowsSyncError
from gallows_sync.formats.cue_map_yaml import read_cue_map
from gallows_sync.search.run import SearchJob, SearchProgress, Unsearched
from gallows_sync.search.worker import SearchListener, SearchOutcome
from gallows_sync.session import Session
from tests.desk import ASCENSEUR, Desk, placed_map
from tests.search.stand_in import SEARCH, found


class FakeWorker:
    """A search that a test steers."""

    started: list[FakeWorker]

    def __init__(
        self, job: SearchJob, listener: SearchListener, post: Callable[[Callable[[], None]], None]
    ) -> None:
        self.job, self.listener = job, listener
        self.stopped = self.joined = False
        FakeWorker.started.append(self)

    def stop(self) -> None:
        self.stopped = True

    def join(self) -> None:
        self.joined = True


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    FakeWorker.started = []
    monkeypatch.setattr("gallows_sync.cue_search.SearchWorker", FakeWorker)
    desk = Desk(tmp_path, monkeypatch)
    yield desk
    desk.end()


def searching(desk: Desk, cue_map: CueMap | None = None) -> FakeWorker:
    """Open film, album and the map, and have a search begun."""
    path = desk.map(cue_map=cue_map if cue_map is not None else unplaced_map(), comment="# mine\n")
    desk.open(film=desk.film(), album=desk.album(), map=path)
    desk.session.find_cues()
    return FakeWorker.started[-1]


def unplaced_map() -> CueMap:
    base = placed_map()
    cues = tuple(replace(cue, film=None, certainty=Certainty.UNPLACED) for cue in base.cues)
    return replace(base, film=replace(base.film, duration=None), cues=cues)


def searched(desk: Desk, *stretches: Found, cue_map: CueMap | None = None) -> Session:
    """Have these found, and nothing else."""
    searching(desk, cue_map).listener.finished(SearchOutcome(stretches))
    return desk.session


def state(desk: Desk) -> SearchState:
    assert desk.session.search is not None
    return desk.session.search


def verdicts(desk: Desk) -> dict[str, Verdict]:
    return {candidate.id: candidate.verdict for candidate in state(desk).candidates}


def places(cue_map: CueMap) -> dict[str, float | None]:
    return {cue.id: None if cue.film is None else float(cue.film.film_in) for cue in cue_map.cues}


def on_disk(desk: Desk) -> CueMap:
    desk.wait_until_saved()
    assert desk.session.map_path is not None
    return read_cue_map(desk.session.map_path).cue_map


TWO = (found(1, 5, 15), found(2, 40, 60, 0.6))


# ---------------------------------------------------------------------- whether there can be a search


def test_without_a_film_there_is_nothing_to_search_in(desk: Desk) -> None:
    desk.open(album=desk.album())
    assert desk.session.search_obstacle == "Open the film to find its cues."
    desk.session.find_cues()
    assert desk.notice("cannot be searched for").advice == "Open the film to find its cues."
    assert desk.session.search is None
    assert FakeWorker.started == []


def test_without_an_album_there_is_nothing_to_search_for(desk: Desk) -> None:
    desk.open(film=desk.film())
    assert desk.session.search_obstacle == "Open the album to find its tracks in the film."


def test_a_film_without_sound_cannot_be_searched(desk: Desk) -> None:
    desk.open(film=desk.film(sound=False), album=desk.album())
    assert desk.session.search_obstacle == "This film has no sound to find the cues in."


def test_a_map_none_of_whose_tracks_has_a_file_cannot_be_searched_for(desk: Desk) -> None:
    desk.open(film=desk.film(), album=desk.album(), map=ASCENSEUR)
    assert desk.session.search_obstacle == "The album has no file for any of the map's tracks."


def test_the_search_begins_once_everything_is_open(desk: Desk) -> None:
    desk.session.open_film(desk.film())
    desk.session.open_album(desk.album())
    desk.session.find_cues()
    assert desk.session.search_obstacle == "Opening film.mkv…"
    assert FakeWorker.started == []
    desk.wait()
    (worker,) = FakeWorker.started
    assert worker.job.match is desk.session.match


# ---------------------------------------------------------------------- while it runs


def test_the_search_is_given_the_film_the_map_and_the_albums_files(desk: Desk) -> None:
    job = searching(desk).job
    assert job == SearchJob(desk.films[desk.film()], desk.session.cue_map, job.match)
    assert job.match is desk.session.match


def test_what_was_found_so_far_is_shown_but_cannot_be_accepted_yet(desk: Desk) -> None:
    worker = searching(desk)
    assert state(desk) == SearchState()
    told = desk.told
    worker.listener.progressed(SearchProgress("Comparing", 0.5, 20.0, TWO[:1]))
    assert desk.told == told + 1
    now = state(desk)
    assert (now.words, now.done, now.seconds_left, now.finished) == ("Comparing", 0.5, 20.0, False)
    assert verdicts(desk) == {"first": Verdict.OPEN}
    assert now.undecided == ()
    before = desk.session.cue_map
    desk.session.accept("first")
    desk.session.accept_all()
    assert desk.session.cue_map is before


def test_cancelling_leaves_everything_as_it_was(desk: Desk) -> None:
    worker = searching(desk)
    before, text = desk.session.cue_map, desk.session.map_path
    worker.listener.progressed(SearchProgress("Comparing", 0.5, 20.0, TWO))
    desk.session.cancel_search()
    assert worker.stopped
    assert desk.session.search is None
    assert desk.session.cue_map is before
    assert desk.session.map_path == text
    assert desk.session.undo_words is None


def test_a_search_that_fails_says_why_and_proposes_nothing(desk: Desk) -> None:
    worker = searching(desk)
    worker.listener.progressed(SearchProgress("Comparing", 0.5, 20.0, TWO))
    worker.listener.failed(GallowsSyncError("The film is gone."))
    assert state(desk).error == "The film is gone."
    assert state(desk).candidates == ()


def test_a_second_search_takes_the_place_of_the_first(desk: Desk) -> None:
    first = searching(desk)
    desk.session.find_cues()
    second = FakeWorker.started[-1]
    assert first.stopped
    assert not second.stopped
    assert state(desk) == SearchState()


@pytest.mark.parametrize("opened", ["film", "album", "map"])
def test_opening_something_else_ends_the_search(desk: Desk, opened: str) -> None:
    worker = searching(desk)
    others = {
        "film": lambda: desk.open(film=desk.film("other.mkv")),
        "album": lambda: desk.open(album=desk.album("other")),
        "map": lambda: desk.open(map=desk.map("other.yaml")),
    }
    others[opened]()
    assert worker.stopped
    assert desk.session.search is None


def test_closing_ends_every_search_and_waits_for_it(desk: Desk) -> None:
    searching(desk)
    desk.session.find_cues()
    desk.session.close()
    assert [(worker.stopped, worker.joined) for worker in FakeWorker.started] == [(True, True)] * 2


# ---------------------------------------------------------------------- what was found


def test_what_was_not_found_and_what_was_not_searched_is_told(desk: Desk) -> None:
    unfound, unsearched = Unfound(3, 70.0, 2.0, 0.3), Unsearched(4, None, "No file is about 1:28 long")
    searching(desk).listener.finished(SearchOutcome(TWO, (unfound,), (unsearched,)))
    now = state(desk)
    assert now.finished
    assert (now.unfound, now.unsearched) == ((unfound,), (unsearched,))


def test_accepting_one_puts_it_into_the_map_and_onto_the_disk(desk: Desk) -> None:
    session = searched(desk, *TWO)
    path = session.map_path
    session.accept("second")
    cue = session.cue_map.cue("second")
    assert cue is not None
    assert cue.film == FilmSpan(Fraction(40), Fraction(60))
    assert (cue.certainty, cue.confidence) == (Certainty.ALIGNED, Fraction(3, 5))
    assert cue.music_in == 2
    film = session.cue_map.film
    assert (film.duration, film.frame_rate) == (Fraction(120), Fraction(24))
    assert verdicts(desk) == {"first": Verdict.OPEN, "second": Verdict.ACCEPTED}
    assert session.map_path == path
    assert on_disk(desk) == session.cue_map
    assert path is not None
    assert path.read_text(encoding="utf-8").startswith("# mine\n")
    assert desk.transport.of("lay")[-1] == ("lay", ("second", "Second"))


def test_accepting_all_leaves_out_what_was_rejected(desk: Desk) -> None:
    session = searched(desk, *TWO, found(4, 90, 100))
    session.reject("second")
    session.accept_all()
    assert places(session.cue_map) == {"first": 5.0, "second": None, "third": None, "fourth": 90.0}
    assert verdicts(desk)["second"] is Verdict.REJECTED
    assert on_disk(desk) == session.cue_map


def test_a_rejected_one_can_be_accepted_all_the_same(desk: Desk) -> None:
    session = searched(desk, *TWO)
    session.reject("first")
    session.accept("first")
    assert verdicts(desk)["first"] is Verdict.ACCEPTED


def test_what_was_accepted_and_then_edited_by_hand_is_not_proposed_again(desk: Desk) -> None:
    session = searched(desk, *TWO)
    session.accept("first")
    session.select("first")
    session.editing.nudge(10)
    assert verdicts(desk) == {"first": Verdict.REJECTED, "second": Verdict.OPEN}
    session.accept_all()
    cue = session.cue_map.cue("first")
    assert cue is not None
    assert cue.certainty is Certainty.CONFIRMED
    session.undo()
    session.undo()
    assert verdicts(desk)["first"] is Verdict.ACCEPTED


def test_a_second_stretch_of_a_track_becomes_a_further_cue_behind_it(desk: Desk) -> None:
    session = searched(desk, found(1, 5, 15), found(1, 70, 80))
    session.accept_all()
    assert list(places(session.cue_map).items())[:2] == [("first", 5.0), ("first-2", 70.0)]


def test_what_the_map_has_already_is_shown_as_there(desk: Desk) -> None:
    session = searched(desk, *TWO)
    session.accept("first")
    session.find_cues()
    desk.wait()
    FakeWorker.started[-1].listener.finished(SearchOutcome(TWO))
    assert verdicts(desk) == {"first": Verdict.PRESENT, "second": Verdict.OPEN}
    assert [proposal.cue.id for proposal in state(desk).undecided] == ["second"]


@pytest.mark.parametrize(
    "change",
    [{"certainty": Certainty.ESTIMATED}, {"music_in": Fraction(3, 2)}, {"speed": Fraction(1001, 1000)}],
)
def test_a_cue_there_that_says_something_else_is_not_taken_for_what_was_found(
    desk: Desk, change: dict[str, object]
) -> None:
    base = unplaced_map()
    there = replace(
        base.cues[0],
        film=FilmSpan(Fraction(5), Fraction(15)),
        music_in=Fraction(2),
        certainty=Certainty.ALIGNED,
    )
    base = replace(base, film=replace(base.film, duration=Fraction(120)))
    searched(desk, TWO[0], cue_map=replace(base, cues=(there, *base.cues[1:])))
    assert verdicts(desk) == {"first": Verdict.PRESENT}
    other = replace(there, **change)  # type: ignore[arg-type]
    searched(desk, TWO[0], cue_map=replace(base, cues=(other, *base.cues[1:])))
    assert verdicts(desk) == {"first": Verdict.OPEN}


def test_a_confirmed_cue_stays_and_is_shown_as_there_where_the_search_agrees(desk: Desk) -> None:
    base = placed_map()
    before = replace(base, cues=(replace(base.cues[0], music_in=Fraction(5, 2)), *base.cues[1:]))
    session = searched(desk, found(1, 10, 20), found(3, 70, 80), cue_map=before)
    assert verdicts(desk) == {"first": Verdict.PRESENT, "third": Verdict.OPEN}
    session.accept_all()
    assert session.cue_map.cue("first") == before.cue("first")


def test_a_map_that_came_with_the_program_is_saved_as_the_users_own(desk: Desk) -> None:
    desk.open(film=desk.film(), album=desk.lp())
    assert desk.session.map_path == ASCENSEUR
    before = ASCENSEUR.read_bytes()
    desk.session.find_cues()
    FakeWorker.started[-1].listener.finished(SearchOutcome((found(1, 5, 15),)))
    desk.session.accept_all()
    desk.wait_until_saved()
    own = desk.session.map_path
    assert own is not None
    assert own.parent == desk.folder / "state" / "maps"
    assert ASCENSEUR.read_bytes() == before
    assert str(own) in desk.notice("Your cues are saved as").text
    desk.begin()
    desk.session.restore()
    desk.wait()
    assert desk.session.map_path == own
    assert places(desk.session.cue_map)["generique"] == 5.0


def test_what_was_accepted_is_kept_elsewhere_if_the_maps_file_was_changed_meanwhile(desk: Desk) -> None:
    session = searched(desk, *TWO)
    path = session.map_path
    assert path is not None
    path.write_text("# edited meanwhile\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    session.accept_all()
    desk.wait_until_saved()
    assert path.read_text(encoding="utf-8").startswith("# edited meanwhile\n")
    assert session.map_path != path
    assert on_disk(desk) == session.cue_map
    assert str(session.map_path) in (desk.notice("changed by another program").advice or "")


def test_if_nothing_can_be_saved_that_is_said_and_the_map_stays_open(desk: Desk) -> None:
    session = searched(desk, *TWO)
    path = session.map_path
    assert path is not None
    path.write_text("# edited meanwhile\n", encoding="utf-8")
    desk.library.settle()  # which makes the folder
    (desk.folder / "state" / "maps").write_text("in the way", encoding="ascii")
    session.accept_all()
    desk.wait_until_saved()
    assert places(session.cue_map)["first"] == 5.0
    assert "They are not saved" in (desk.notice("changed by another program").advice or "")


def test_what_is_there_already_cannot_be_accepted_again(desk: Desk) -> None:
    session = searched(desk, *TWO)
    session.accept("first")
    session.accept("first")
    session.undo()
    assert places(session.cue_map)["first"] is None


def test_cues_confirmed_in_another_copy_stay_and_that_is_said(desk: Desk) -> None:
    base = placed_map(duration=Fraction(500))
    session = searched(desk, found(3, 70, 80), cue_map=base)
    session.accept("third")
    assert session.cue_map.cue("first") == base.cue("first")
    said = desk.notice("Confirmed for another copy of the film")
    assert said.text.endswith("left as they were: «First», «Second», «Fourth».")


def test_places_that_wait_to_be_listened_to_are_held_ready_behind_those_of_the_map(desk: Desk) -> None:
    session = searched(desk, *TWO, found(4, 90, 100))
    assert desk.transport.of("expect")[-1] == ("expect", 5.0, 40.0, 90.0)
    session.accept("fourth")
    assert desk.transport.of("expect")[-1] == ("expect", 90.0, 5.0, 40.0)
    session.reject("first")
    assert desk.transport.of("expect")[-1] == ("expect", 90.0, 40.0)


# ---------------------------------------------------------------------- undo and redo


def test_undo_and_redo_change_map_music_and_file_together(desk: Desk) -> None:
    session = searched(desk, *TWO)
    before = session.cue_map
    session.accept("first")
    first = session.cue_map
    session.accept("second")
    second = session.cue_map
    assert (session.undo_words, session.redo_words) == ("accept «Second»", None)
    session.undo()
    assert session.cue_map == first == on_disk(desk)
    assert verdicts(desk) == {"first": Verdict.ACCEPTED, "second": Verdict.OPEN}
    assert desk.transport.of("lay")[-1] == ("lay", ("first", "First"))
    session.undo()
    assert session.cue_map == before == on_disk(desk)
    assert (session.undo_words, session.redo_words) == (None, "accept «First»")
    session.undo()
    session.redo()
    session.redo()
    session.redo()
    assert session.cue_map == second == on_disk(desk)
    assert verdicts(desk) == {"first": Verdict.ACCEPTED, "second": Verdict.ACCEPTED}


def test_all_that_was_accepted_together_is_one_step(desk: Desk) -> None:
    session = searched(desk, *TWO)
    before = session.cue_map
    session.accept_all()
    assert session.undo_words == "accept all places"
    session.undo()
    assert session.cue_map == before


def test_undo_works_after_the_search_was_put_away(desk: Desk) -> None:
    session = searched(desk, *TWO)
    before = session.cue_map
    session.accept_all()
    session.cancel_search()
    assert session.search is None
    session.undo()
    assert session.cue_map == before


def test_another_map_has_nothing_to_undo(desk: Desk) -> None:
    session = searched(desk, *TWO)
    session.accept_all()
    desk.session.open_map(desk.map("other.yaml"))
    assert session.busy is not None  # until the places are on disk, too
    desk.wait()
    assert session.undo_words is None
    before = session.cue_map
    session.undo()
    assert session.cue_map is before


# ---------------------------------------------------------------------- listening


def test_listening_plays_a_proposal_in_its_place_and_leaves_the_map_alone(desk: Desk) -> None:
    session = searched(desk, *TWO)
    before = session.cue_map
    session.audition("second")
    assert session.auditioned == state(desk).candidates[1].proposal.cue
    assert desk.transport.of("lay", "want", "jump")[-3:] == [
        ("lay", ("second", "Second")),
        ("want", "second"),
        ("jump", 40.0),
    ]
    assert session.cue_map is before
    assert session.undo_words is None
    assert verdicts(desk)["second"] is Verdict.OPEN


def test_what_is_listened_to_is_heard_alone(desk: Desk) -> None:
    session = searched(desk, found(3, 15, 25), found(1, 10, 20), cue_map=placed_map())
    session.audition("third")
    # First and Second lie where Third was found; Fourth does not.
    assert desk.transport.of("lay")[-1] == ("lay", ("fourth", "Fourth"), ("third", "Third"))


def test_a_proposal_can_be_listened_to_while_the_search_goes_on(desk: Desk) -> None:
    searching(desk).listener.progressed(SearchProgress("Comparing", 0.5, 20.0, TWO[:1]))
    desk.session.audition("first")
    assert desk.transport.of("jump") == [("jump", 5.0)]


def test_once_the_playhead_has_left_the_place_the_maps_own_music_is_back(desk: Desk) -> None:
    session = searched(desk, *TWO)
    session.accept("first")
    session.audition("second")
    desk.report(10.0, playing=True)  # still on its way
    assert session.auditioned is not None
    desk.picture(45.0)
    assert session.auditioned is not None
    desk.picture(61.0)
    assert session.auditioned is None
    assert desk.transport.of("lay")[-1] == ("lay", ("first", "First"))


@pytest.mark.parametrize("act", ["jump", "reject", "cancel", "search again"])
def test_listening_ends_when_something_else_is_wanted(desk: Desk, act: str) -> None:
    session = searched(desk, *TWO)
    session.accept("first")
    session.audition("second")
    acts: dict[str, Callable[[], None]] = {
        "jump": lambda: session.jump("first"),
        "reject": lambda: session.reject("second"),
        "cancel": session.cancel_search,
        "search again": session.find_cues,
    }
    acts[act]()
    desk.wait()
    assert session.auditioned is None
    assert desk.transport.of("lay")[-1] == ("lay", ("first", "First"))


def test_accepting_what_is_listened_to_plays_on(desk: Desk) -> None:
    session = searched(desk, *TWO)
    session.audition("second")
    commands = len(desk.transport.commands)
    session.accept("second")
    assert session.auditioned is None
    assert session.selected == "second"
    assert [command[0] for command in desk.transport.commands[commands:]] == ["expect"]


def test_listening_ends_a_loop(desk: Desk) -> None:
    session = searched(desk, found(3, 70, 80), cue_map=placed_map())
    session.jump("first")
    session.toggle_loop()
    session.audition("third")
    assert not session.looping
    assert desk.transport.of("loop")[-1] == ("loop", None)


# ---------------------------------------------------------------------- with a real process


def test_a_search_in_a_process_of_its_own_goes_from_start_to_the_saved_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gallows_sync.search.worker.SEARCH", SEARCH)
    desk = Desk(tmp_path, monkeypatch)
    try:
        desk.open(film=desk.film("finds two"), album=desk.album(), map=desk.map(cue_map=unplaced_map()))
        desk.session.find_cues()
        desk.wait(lambda: state(desk).finished)
        desk.session.accept_all()
        assert places(on_disk(desk)) == {"first": 10.0, "second": 40.0, "third": None, "fourth": None}
    finally:
        desk.end()


def test_closing_the_program_ends_a_search_that_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gallows_sync.search.worker.SEARCH", SEARCH)
    desk = Desk(tmp_path, monkeypatch)
    try:
        desk.open(film=desk.film("never ends"), album=desk.album(), map=desk.map(cue_map=unplaced_map()))
        desk.session.find_cues()
        desk.wait(lambda: state(desk).done > 0)
    finally:
        desk.end()
    assert not [path for path in tmp_path.iterdir() if path.name.isdigit()]
