from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from gallows_sync.ui import theme
from gallows_sync.ui.wrapping import WrappedLabel, wrapped

TEXT = "Julien climbs to Carala's office and shoots him there"


def test_a_text_that_fits_is_one_line(qtbot: QtBot) -> None:
    assert wrapped(TEXT, theme.font(), 2000, 2) == [TEXT]
    assert wrapped("", theme.font(), 2000, 2) == [""]


def test_a_text_is_broken_at_words_and_what_is_over_stays_in_the_last_line(qtbot: QtBot) -> None:
    width = QFontMetrics(theme.font()).horizontalAdvance("Julien climbs to Carala's") + 2
    lines = wrapped(TEXT, theme.font(), width, 2)
    assert lines == ["Julien climbs to Carala's", "office and shoots him there"]
    assert len(wrapped(TEXT, theme.font(), width / 2, 2)) == 2
    assert " ".join(wrapped(TEXT, theme.font(), width / 2, 2)) == TEXT


def test_a_label_is_as_high_as_its_lines(qtbot: QtBot) -> None:
    label = WrappedLabel(theme.font(), 2)
    qtbot.addWidget(label)
    label.set_text(TEXT)
    line = QFontMetrics(label.font()).height()
    label.show()
    label.resize(2000, 10)
    assert label.height() == line
    label.resize(100, 10)
    assert label.height() == 2 * line
    label.set_text("Short")
    assert label.height() == line
    assert label.toolTip() == "Short"
