"""The search as a person sees it: progress, what was found, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from gallows_sync.core.cue_map import Certainty, FilmSpan
from gallows_sync.core.findings import Found, Unfound
from gallows_sync.cue_search import Candidate, SearchState, Verdict
from gallows_sync.search.placing import Proposal
from gallows_sync.search.run import Unsearched
from gallows_sync.ui.search_panel import SearchPanel
from gallows_sync.ui.window import Window
from gallows_sync.wording import phrase
from tests.ui.fake_session import FakeSession

LEFT = Qt.MouseButton.LeftButton


def candidate(session: FakeSession, number: int, verdict: Verdict = Verdict.OPEN) -> Candidate:
    """A place for the cue at this number of the list, found a minute a number into the film."""
    span = FilmSpan(Fraction(20 * number), Fraction(20 * number + 15))
    found = Found(number, None, span, Fraction(1), Fraction(1), Fraction(97, 100))
    cue = replace(session.cue_map.cues[number - 1], film=span, certainty=Certainty.ALIGNED)
    return Candidate(Proposal(cue, found, new=False), verdict)


def show(session: FakeSession, search: SearchState) -> None:
    session.search = search
    session.tell()


def finish(session: FakeSession, *verdicts: Verdict, unfound: tuple[Unfound, ...] = ()) -> None:
    """Show a finished search that found a place for each of the first cues."""
    found = tuple(candidate(session, number, verdict) for number, verdict in enumerate(verdicts, 1))
    show(session, SearchState("", 1.0, candidates=found, unfound=unfound, finished=True))


def shown(panel: SearchPanel) -> list[QAbstractButton]:
    return [button for button in panel.findChildren(QAbstractButton) if button.isVisible()]


def press(button: QAbstractButton) -> None:
    assert button.isVisible()
    QTest.mouseClick(button, LEFT)


def words(panel: SearchPanel) -> list[str]:
    QApplication.processEvents()  # what was just added to a layout is shown by the next event
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_the_search_stands_in_the_place_of_the_scenes_while_there_is_one(
    window: Window, session: FakeSession
) -> None:
    assert window.panel.cues.isVisible()
    assert not window.panel.search.isVisible()
    show(session, SearchState())
    assert window.panel.search.isVisible()
    assert not window.panel.cues.isVisible()
    assert window.picture.isVisible()
    show(session, None)  # type: ignore[arg-type]
    assert window.panel.cues.isVisible()


def test_progress_says_what_is_done_and_how_long_it_takes(window: Window, session: FakeSession) -> None:
    show(session, SearchState("Comparing the album with the film", 0.25, 31.0))
    panel = window.panel.search
    assert panel.words.text() == "Comparing the album with the film…"
    assert panel.left.text() == "About 30 s left"
    assert panel.bar.value() == panel.bar.maximum() // 4
    assert shown(panel) == [panel.cancel]
    press(panel.cancel)
    assert session.commands == [("cancel_search",)]


def test_what_is_found_appears_while_the_search_runs_to_be_listened_to_only(
    window: Window, session: FakeSession
) -> None:
    show(session, SearchState("Measuring", 0.5, None, (candidate(session, 2),)))
    panel = window.panel.search
    row = panel.rows["cue-2"]
    assert row.scene.text() == session.cue_map.cues[1].scene
    assert row.track.text() == "2  L'assassinat de Carala"
    assert row.place.text() == "0:00:40 – 0:00:55"
    assert row.sureness.text() == "Very sure, 97 %"
    assert shown(panel) == [panel.cancel, row.listen]
    press(row.listen)
    assert session.commands == [("audition", "cue-2")]


def test_listening_names_the_scene_over_the_picture_and_the_button_pauses(
    window: Window, session: FakeSession
) -> None:
    finish(session, Verdict.OPEN)
    row = window.panel.search.rows["cue-1"]
    assert row.listen.icon_name == "play"
    press(row.listen)
    caption = window.picture.caption
    assert caption is not None
    assert (caption.title, caption.subtitle) == (session.cue_map.cues[0].scene, "1  Générique")
    assert row.listen.icon_name == "pause"
    press(row.listen)
    assert session.commands == [("audition", "cue-1"), ("toggle_play",)]
    press(row.listen)
    assert session.commands[-1] == ("audition", "cue-1")


def test_a_finished_search_offers_all_or_one_by_one(window: Window, session: FakeSession) -> None:
    finish(session, Verdict.OPEN, Verdict.OPEN)
    panel = window.panel.search
    assert not panel.bar.isVisible()
    press(panel.accept_all)
    press(panel.rows["cue-1"].accept)
    press(panel.rows["cue-2"].reject)
    press(panel.close_button)
    assert session.commands == [("accept_all",), ("accept", "cue-1"), ("reject", "cue-2"), ("cancel_search",)]


@pytest.mark.parametrize(
    ("verdict", "says", "offers"),
    [
        (Verdict.OPEN, "", {"accept", "reject"}),
        (Verdict.ACCEPTED, "In the map", set()),
        (Verdict.PRESENT, "Already there", set()),
        (Verdict.REJECTED, "Left out", {"accept"}),
    ],
)
def test_each_row_says_what_became_of_it_and_what_can_be_done(
    window: Window, session: FakeSession, verdict: Verdict, says: str, offers: set[str]
) -> None:
    finish(session, verdict)
    row = window.panel.search.rows["cue-1"]
    assert row.verdict.text() == says
    assert row.listen.isVisible()
    assert {name for name in ("accept", "reject") if getattr(row, name).isVisible()} == offers


def test_once_all_is_decided_there_is_nothing_to_accept_and_the_file_is_named(
    window: Window, session: FakeSession
) -> None:
    finish(session, Verdict.ACCEPTED, Verdict.REJECTED)
    panel = window.panel.search
    assert not panel.accept_all.isVisible()
    assert panel.close_button.text() == "Done"
    assert panel.saved.text() == "Saved in ascenseur.yaml. Ctrl+Z takes it back."


def test_a_further_place_of_a_track_is_told_as_one(window: Window, session: FakeSession) -> None:
    first = candidate(session, 1)
    further = replace(first.proposal, cue=replace(first.proposal.cue, id="cue-1-2"), new=True)
    show(session, SearchState("", 1.0, None, (first, Candidate(further, Verdict.OPEN)), finished=True))
    assert window.panel.search.rows["cue-1-2"].track.text() == "1  Générique, in a further place"


def test_a_scene_that_is_not_told_is_called_after_its_track(window: Window, session: FakeSession) -> None:
    first = candidate(session, 4)
    further = Proposal(replace(first.proposal.cue, id="cue-4-2"), first.proposal.found, new=True)
    show(session, SearchState("", 1.0, None, (first, Candidate(further, Verdict.OPEN)), finished=True))
    row, other = window.panel.search.rows["cue-4"], window.panel.search.rows["cue-4-2"]
    assert (row.scene.text(), row.track.isVisible()) == ("4  Julien dans l'ascenseur", False)
    assert (other.scene.text(), other.track.text()) == ("4  Julien dans l'ascenseur", "In a further place")


def test_what_was_not_found_or_not_searched_is_listed_with_the_reason(
    window: Window, session: FakeSession
) -> None:
    finish(session, Verdict.OPEN, unfound=(Unfound(3, 70.0, 1.0, 0.2),))
    assert session.search is not None
    show(session, replace(session.search, unsearched=(Unsearched(4, None, "there is no file"),)))
    said = words(window.panel.search)
    assert said.index("3  Sur l'autoroute") + 1 == said.index(
        "The best likeness, at 0:01:10, is too weak to be claimed (20 %)."
    )
    assert said.index("4  Julien dans l'ascenseur") + 1 == said.index("Not searched for: there is no file.")


def test_a_search_that_found_nothing_says_so_and_offers_nothing(window: Window, session: FakeSession) -> None:
    finish(session, unfound=(Unfound(1),))
    panel = window.panel.search
    assert panel.title.text() == "Nothing was found"
    assert shown(panel) == [panel.close_button]


def test_a_search_that_failed_says_why_and_can_be_tried_again(window: Window, session: FakeSession) -> None:
    show(session, SearchState(error="The film is gone."))
    panel = window.panel.search
    assert panel.title.text() == "The search stopped"
    assert panel.words.text() == "The film is gone."
    assert "Nothing was changed." in words(panel)
    assert shown(panel) == [panel.again, panel.close_button]
    press(panel.again)
    assert session.commands == [("find_cues",)]


def test_rows_stay_the_same_while_others_come(window: Window, session: FakeSession) -> None:
    show(session, SearchState("", 0.5, None, (candidate(session, 2),)))
    panel = window.panel.search
    row = panel.rows["cue-2"]
    row.listen.setFocus()
    found = (candidate(session, 1), candidate(session, 2), candidate(session, 3))
    show(session, SearchState("", 0.6, None, found))
    assert panel.rows["cue-2"] is row
    assert row.listen.hasFocus()
    tops = [panel.rows[f"cue-{number}"].mapTo(panel, panel.rect().topLeft()).y() for number in (1, 2, 3)]
    assert tops == sorted(tops)


def test_what_turns_out_not_to_be_there_goes_at_once(window: Window, session: FakeSession) -> None:
    found = (candidate(session, 1), candidate(session, 2))
    show(session, SearchState("", 0.5, None, found))
    row = window.panel.search.rows["cue-2"]
    assert row.isVisible()
    show(session, SearchState("", 0.6, None, found[:1]))
    assert not row.isVisible()


def test_the_keyboard_goes_on_from_cancel_to_accept(window: Window, session: FakeSession) -> None:
    show(session, SearchState())
    panel = window.panel.search
    panel.cancel.setFocus()
    finish(session, Verdict.OPEN)
    assert panel.accept_all.hasFocus()
    QTest.keyClick(panel.accept_all, Qt.Key.Key_Return)
    assert session.commands == [("accept_all",)]


@pytest.mark.usefixtures("abroad")
def test_what_the_search_says_is_shown_in_the_language_in_use(window: Window, session: FakeSession) -> None:
    panel = window.panel.search
    show(session, SearchState(phrase("Run", "Measuring")))
    assert panel.words.text() == "‹‹Measuring›…›"
    show(session, SearchState(error=phrase("Run", "The film is gone.")))
    assert panel.words.text() == "‹The film is gone.›"
    missing = Unsearched(4, None, phrase("Run", "there is no file"))
    show(session, SearchState("", 1.0, unsearched=(missing,), finished=True))
    assert "‹Not searched for: ‹there is no file›.›" in words(panel)
