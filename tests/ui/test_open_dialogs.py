from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from gallows_sync.ui import open_dialogs


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("M: Eine Stadt?", "M Eine Stadt 1.02.03.456.png"),
        ("a/b\\c\n", "abc 1.02.03.456.png"),
        ("", "1.02.03.456.png"),
        ("x" * 300, f"{'x' * 60} 1.02.03.456.png"),
    ],
)
def test_a_picture_is_named_after_film_and_time_on_any_file_system(title: str, name: str) -> None:
    assert open_dialogs.still_name(title, "1:02:03.456") == name


def test_the_dialog_asks_before_a_picture_is_replaced_and_knows_its_suffix(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[QFileDialog] = []

    def left(dialog: QFileDialog) -> int:
        seen.append(dialog)
        return 0

    monkeypatch.setattr(QFileDialog, "exec", left)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert open_dialogs.ask_still(parent, "Film 0.00.01.png") is None
    (dialog,) = seen
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    assert dialog.defaultSuffix() == "png"
    assert Path(dialog.selectedFiles()[0]).name == "Film 0.00.01.png"
