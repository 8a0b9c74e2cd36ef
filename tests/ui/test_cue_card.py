from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gallows_sync.core.cue_map import Certainty, CueMap, Source, Take
from gallows_sync.core.media_files import AlbumMatch, MatchState, Recording, TrackMatch
from gallows_sync.editing import EditTold
from gallows_sync.hand_placing import Marks
from gallows_sync.ui.cue_card import CueCard
from gallows_sync.wording import phrase
from tests.ui.fake_session import FakeSession, cue_map

TAKES = (
    Take("t2", "Take 2", personnel=("Barney Wilen, tenor saxophone",), notes="Slower."),
    Take("t3", "Take 3"),
)


def annotated() -> CueMap:
    """Return the map with all that can be known of its second cue."""
    plain = cue_map()
    track = replace(
        plain.album.tracks[1],
        takes=TAKES,
        personnel=("Miles Davis, trumpet", "Pierre Michelot, bass"),
        notes="Muted.",
        sources=(Source("Liner notes"),),
    )
    cue = replace(
        plain.cues[1],
        music_in=Fraction(3, 2),
        confidence=Fraction(97, 100),
        notes="The lift is heard.",
        sources=(Source("An article <on> the film", "https://example.org/?a=1&b=2"),),
    )
    tracks = (plain.album.tracks[0], track, *plain.album.tracks[2:])
    return replace(
        plain, album=replace(plain.album, tracks=tracks), cues=(plain.cues[0], cue, *plain.cues[2:])
    )


@pytest.fixture
def session() -> FakeSession:
    session = FakeSession()
    session.cue_map = annotated()
    session.selected = "cue-2"
    own, second = (Recording(Path(f"/album/{name}.flac"), name) for name in ("own", "second"))
    session.match = AlbumMatch((TrackMatch(2, MatchState.MATCHED, own, "by its tags", takes={"t2": second}),))
    return session


@pytest.fixture
def card(qtbot: QtBot, session: FakeSession) -> CueCard:
    card = CueCard(session)
    qtbot.addWidget(card)
    card.resize(280, 700)
    with qtbot.waitExposed(card):
        card.show()
    return card


def said(card: CueCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def test_the_card_says_what_is_known_of_the_cue(card: CueCard) -> None:
    words = said(card)

    assert card.scene.toPlainText().startswith("Julien climbs")
    assert "2  L'assassinat de Carala" in words
    assert "Film 0:00:30.000 – 0:00:55.000" in words
    assert "Music from 0:00:01.500" in words
    assert "Found in the film's sound: very sure, 97 %" in words
    assert "Pierre Michelot, bass" in words
    assert "Muted." in words
    assert card.notes.toPlainText() == "The lift is heard."


@pytest.mark.qt_log_ignore("not accepted by receiving widget")  # labels leave to others what they act on
def test_sources_are_named_and_those_with_an_address_lead_there(
    card: CueCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    links = [label for label in card.findChildren(QLabel) if label.accessibleName().startswith("An article")]

    assert "Liner notes" in said(card)
    assert [link.toolTip() for link in links] == ["https://example.org/?a=1&b=2"]
    assert "An article &lt;on&gt; the film" in links[0].text()
    QTest.mouseClick(links[0], Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    assert opened == ["https://example.org/?a=1&b=2"]


def test_without_a_cue_the_card_says_how_to_come_to_one(card: CueCard, session: FakeSession) -> None:
    session.selected = None
    card.refresh()

    assert said(card) == ["Jump to a cue to read about it."]


@pytest.mark.parametrize(
    ("cue_id", "words"),
    [
        ("cue-1", "Confirmed: somebody has looked and listened"),
        ("cue-3", "Estimated: not yet checked by ear"),
        ("cue-4", "Not placed in your copy yet"),
    ],
)
def test_how_a_place_is_known_is_said(card: CueCard, session: FakeSession, cue_id: str, words: str) -> None:
    session.selected = cue_id
    card.refresh()

    assert words in said(card)


def test_a_speed_is_named_where_it_is_not_one(card: CueCard, session: FakeSession) -> None:
    cue = replace(session.cue_map.cues[0], speed=Fraction(25, 24), certainty=Certainty.CONFIRMED)
    session.cue_map = replace(session.cue_map, cues=(cue, *session.cue_map.cues[1:]))
    session.selected = "cue-1"
    card.refresh()

    assert "Music runs at 1.041667 of the film's time" in said(card)


def test_a_take_in_the_folder_is_chosen_by_a_click_and_others_cannot_be(
    card: CueCard, session: FakeSession, qtbot: QtBot
) -> None:
    own, second, third = card.takes
    assert (own.isChecked(), second.isEnabled(), third.isEnabled()) == (True, True, False)

    second.click()

    assert session.commands == [("choose_take", "cue-2", "t2")]


def test_a_take_that_is_not_there_says_so_and_a_long_title_fits_into_the_card(
    card: CueCard, session: FakeSession, qtbot: QtBot
) -> None:
    assert "Not in this album folder" in said(card)
    card.show()
    card.resize(card.minimumWidth(), 600)
    for button in card.takes:
        button.resize(40, button.height())
        assert button.text().endswith("…")
        assert "…" not in button.accessibleName()


def test_a_chosen_take_says_who_plays_on_it(card: CueCard, session: FakeSession) -> None:
    cue = replace(session.cue_map.cues[1], take="t2")
    session.cue_map = replace(session.cue_map, cues=(session.cue_map.cues[0], cue))
    card.refresh()

    assert card.takes[1].isChecked()
    assert "Barney Wilen, tenor saxophone" in said(card)
    assert "Miles Davis, trumpet" not in said(card)


def test_the_scene_is_changed_by_return(card: CueCard, session: FakeSession, qtbot: QtBot) -> None:
    card.scene.selectAll()
    QTest.keyClicks(card.scene, "The lift")
    QTest.keyClick(card.scene, Qt.Key.Key_Return)

    assert session.commands == [("describe_cue", "cue-2", "The lift", "The lift is heard.")]


def test_escape_leaves_the_words_as_they_were(card: CueCard, session: FakeSession, qtbot: QtBot) -> None:
    QTest.keyClicks(card.scene, "nonsense")
    QTest.keyClick(card.scene, Qt.Key.Key_Escape)
    card.notes.setFocus()
    QTest.keyClicks(card.notes, "nonsense")
    QTest.keyClick(card.notes, Qt.Key.Key_Escape)

    assert card.scene.toPlainText().startswith("Julien climbs")
    assert card.notes.toPlainText() == "The lift is heard."
    assert session.commands == []


def test_notes_are_kept_when_the_keyboard_goes_elsewhere(
    card: CueCard, session: FakeSession, qtbot: QtBot
) -> None:
    card.notes.setFocus()
    qtbot.waitUntil(card.notes.hasFocus)
    card.notes.selectAll()
    QTest.keyClicks(card.notes, "Louder later.")
    card.notes.clearFocus()

    scene = session.cue_map.cues[1].scene
    assert session.commands == [("describe_cue", "cue-2", scene, "Louder later.")]


def test_a_long_scene_is_read_whole(card: CueCard, session: FakeSession, qtbot: QtBot) -> None:
    before = card.scene.height()
    session.selected = "cue-3"
    card.refresh()

    qtbot.waitUntil(lambda: 0 < card.scene.height() < before)
    assert not card.scene.verticalScrollBar().maximum()


def test_a_card_that_was_never_seen_follows_the_cue(session: FakeSession, qtbot: QtBot) -> None:
    card = CueCard(session)
    qtbot.addWidget(card)
    session.selected = "cue-3"
    card.refresh()

    assert card.scene.minimumHeight() > 0
    assert card.notes.minimumHeight() > card.scene.minimumHeight()


@pytest.mark.parametrize("width", range(232, 300, 4))
def test_words_break_at_any_width(card: CueCard, qtbot: QtBot, width: int) -> None:
    card.resize(width, 700)

    assert not card.scene.horizontalScrollBar().isVisible()
    qtbot.waitUntil(lambda: not card.scene.verticalScrollBar().maximum())


def test_another_cue_is_shown_in_the_same_parts(card: CueCard, session: FakeSession) -> None:
    (heading,) = (label for label in card.findChildren(QLabel) if label.text() == "Played by")
    scene = card.scene
    session.selected = "cue-1"
    card.refresh()
    session.selected = "cue-2"
    card.refresh()

    assert heading.isVisible()
    assert card.scene is scene


def test_what_is_being_written_stays_with_its_cue_when_the_film_goes_on_to_another(
    card: CueCard, session: FakeSession, qtbot: QtBot
) -> None:
    card.notes.setFocus()
    qtbot.waitUntil(card.notes.hasFocus)
    card.notes.selectAll()
    QTest.keyClicks(card.notes, "Louder later.")
    session.selected = "cue-1"
    card.refresh()

    assert session.commands == [("describe_cue", "cue-2", session.cue_map.cues[1].scene, "Louder later.")]
    assert card.notes.toPlainText() == ""
    assert not card.notes.hasFocus()


def test_moving_a_cue_changes_the_words_of_its_place_and_nothing_else(
    card: CueCard, session: FakeSession
) -> None:
    card.notes.setPlainText("Half a thought")
    cue = session.cue_map.cues[1]
    moved = replace(cue, music_in=cue.music_in + Fraction(1, 4), speed=Fraction(25, 24))
    session.cue_map = replace(
        session.cue_map, cues=(session.cue_map.cues[0], moved, *session.cue_map.cues[2:])
    )
    card.refresh()

    assert card.notes.toPlainText() == "Half a thought"
    assert "Music from 0:00:01.750" in said(card)
    assert "Music runs at 1.041667 of the film's time" in said(card)


def test_a_place_that_is_taken_back_is_not_told_any_more(card: CueCard, session: FakeSession) -> None:
    unplaced = replace(session.cue_map.cues[1], film=None, certainty=Certainty.UNPLACED, confidence=None)
    session.cue_map = replace(session.cue_map, cues=(unplaced, *session.cue_map.cues[2:]))
    card.refresh()

    assert "Not placed in your copy yet" in said(card)
    assert not [words for words in said(card) if words.startswith(("Film", "Music from"))]


def test_the_last_edit_is_told_with_how_far_off_the_music_was_and_is(
    card: CueCard, session: FakeSession
) -> None:
    assert "Placing by hand" not in said(card)
    cue = session.cue_map.cues[1]
    session.editing.told = EditTold("Music 10 ms later", cue, cue, listening=True)
    card.refresh()
    assert {"Placing by hand", "Music 10 ms later", "Listening to the film's own sound…"} <= set(said(card))

    session.editing.told = EditTold("Music 10 ms later", cue, cue, late_before_ms=12.0, late_ms=2.0)
    card.refresh()
    assert "Against the film's own sound: 12 ms late → 2.0 ms late" in said(card)

    session.editing.told = None
    card.refresh()
    assert "Placing by hand" not in said(card)
    assert "Music 10 ms later" not in said(card)


def test_a_mark_that_waits_for_its_music_comes_before_the_last_edit(
    card: CueCard, session: FakeSession
) -> None:
    cue = session.cue_map.cues[1]
    session.editing.told = EditTold("Placed at 0:00:07.250", cue, cue)
    session.editing.marks = Marks("cue-2", Fraction("7.25"))
    card.refresh()
    assert "Picture marked at 0:00:07.250" in said(card)
    assert "Placed at 0:00:07.250" not in said(card)

    session.editing.marks = Marks("cue-2")
    card.refresh()
    assert "Placed at 0:00:07.250" in said(card)


def test_what_is_told_of_another_cue_is_not_on_the_card(card: CueCard, session: FakeSession) -> None:
    other = session.cue_map.cues[0]
    session.editing.told = EditTold("Music 10 ms later", other, other)
    session.editing.marks = Marks("cue-1", Fraction("7.25"))
    card.refresh()

    assert "Placing by hand" not in said(card)


@pytest.mark.usefixtures("abroad")
def test_the_last_edit_is_told_in_the_language_in_use(card: CueCard, session: FakeSession) -> None:
    cue = session.cue_map.cues[1]
    session.editing.told = EditTold(phrase("HandPlacing", "Moved to {time}").fill(time="0:00:31"), cue, cue)
    card.refresh()

    assert "‹Moved to 0:00:31›" in said(card)


@pytest.mark.qt_log_ignore("not accepted by receiving widget")
def test_the_other_scenes_of_a_track_are_offered(card: CueCard, session: FakeSession, qtbot: QtBot) -> None:
    assert not [link for link in card.findChildren(QLabel) if "#cue-" in link.text()]
    third = replace(session.cue_map.cues[2], track=2)
    fourth = replace(session.cue_map.cues[3], track=2)  # which has no place yet
    session.cue_map = replace(session.cue_map, cues=(*session.cue_map.cues[:2], third, fourth))
    card.refresh()
    offered = [link for link in card.findChildren(QLabel) if "#cue-" in link.text() and link.isVisible()]
    assert [link.accessibleName() for link in offered] == ["0:00:50  Louis and Véronique in the stolen car"]
    QTest.mouseClick(offered[0], Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    QTest.keyClick(offered[0], Qt.Key.Key_Return)
    assert session.commands == [("jump", "cue-3")] * 2


def test_the_card_is_of_the_unplaced_cue_that_was_asked_for(qtbot: QtBot, session: FakeSession) -> None:
    card = CueCard(session)
    qtbot.addWidget(card)
    unplaced = session.cue_map.cues[3]
    assert not unplaced.placed
    session.editing.to_place = unplaced
    card.refresh()
    assert card.scene.toPlainText() == unplaced.scene
    session.editing.to_place = None
    card.refresh()
    assert card.scene.toPlainText() == session.cue_map.cues[1].scene
