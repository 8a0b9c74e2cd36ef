"""Listening in the window: by mouse and by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gallows_sync.playback.ports import Levels, Monitor
from gallows_sync.ui.commands import LEAD_INS
from gallows_sync.ui.level_meter import LOWEST_DB, LevelMeter
from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession


def test_music_picked_in_the_lanes_is_played(window: Window, session: FakeSession) -> None:
    window.lanes.music_chosen.emit(2, 12.5)
    assert session.commands[-1] == ("play_music", 2, 12.5)


def test_the_picture_is_dimmed_while_the_film_does_not_use_what_plays(
    window: Window, session: FakeSession
) -> None:
    session.music_alone = (2, 12.5)
    session.tell()
    assert window.picture.dimmed
    session.music_alone = None
    session.tell()
    assert not window.picture.dimmed


# Balance


def test_the_slider_goes_from_film_to_album(window: Window, session: FakeSession) -> None:
    slider = window.transport.monitor.slider
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(slider, Qt.Key.Key_PageUp)
    QTest.keyClick(slider, Qt.Key.Key_Up)
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert session.commands == [("set_balance", 0.25), ("set_balance", 0.26), ("set_balance", -1.0)]


@pytest.mark.parametrize(("value", "balance"), [(5, 0.0), (-8, 0.0), (9, 0.09), (-100, -1.0)])
def test_the_middle_holds_the_slider(
    window: Window, session: FakeSession, value: int, balance: float
) -> None:
    window.transport.monitor.slider.setValue(value)
    assert session.commands == [("set_balance", balance)]


def test_the_slider_stands_where_the_monitor_is(window: Window, session: FakeSession) -> None:
    session.set_monitor(Monitor.ALBUM)
    switch = window.transport.monitor
    assert switch.slider.value() == 100
    assert [monitor for monitor, button in switch.buttons.items() if button.isChecked()] == [Monitor.ALBUM]


# Levels


def test_levels_are_followed_while_it_plays_and_until_they_are_at_rest(
    qtbot: QtBot, window: Window, session: FakeSession
) -> None:
    switch = window.transport.monitor
    assert not window.transport.metering
    session.playing, session.peaks = True, Levels(0.5, 0.25)
    session.tell()
    qtbot.waitUntil(lambda: switch.film_level.level_db == pytest.approx(-6.02, abs=0.01))
    assert switch.album_level.level_db == pytest.approx(-12.04, abs=0.01)
    session.playing, session.peaks = False, Levels()
    session.tell()
    qtbot.waitUntil(lambda: not window.transport.metering)
    assert switch.at_rest


def test_a_level_rises_at_once_and_falls_slowly(qtbot: QtBot) -> None:
    meter = LevelMeter("Level")
    qtbot.addWidget(meter)
    meter.show_peak(1.0, 0.05)
    assert meter.level_db == 0.0
    meter.show_peak(0.0, 0.5)
    assert meter.level_db == -12.0
    meter.show_peak(2.0, 0.05)
    assert meter.level_db == 0.0
    meter.show_peak(0.0, 60.0)
    assert meter.level_db == LOWEST_DB


# Null listen and lead-in


def test_the_null_listen_shows_that_it_is_on(window: Window, session: FakeSession) -> None:
    QTest.mouseClick(window.transport.null, Qt.MouseButton.LeftButton)
    assert window.transport.null.isChecked()
    assert window.actions_by_name["null"].isChecked()
    session.toggle_null()
    assert not window.transport.null.isChecked()


def test_the_menu_says_how_long_before_its_cue_a_loop_begins(window: Window, session: FakeSession) -> None:
    window.actions_by_name["lead-in 5"].trigger()
    window.actions_by_name["lead-in 5"].trigger()
    assert session.commands == [("set_lead_in", 5.0), ("set_lead_in", 5.0)]
    chosen = [name for name, _, _ in LEAD_INS if window.actions_by_name[name].isChecked()]
    assert chosen == ["lead-in 5"]
