"""The window over a session that only remembers, drawn in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallows_sync.ui import theme
from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession
from tests.ui.states import State


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """Widgets measure themselves by the real style sheet."""
    if not qapp.styleSheet():
        theme.apply(qapp)


class Marking(QTranslator):
    """Marks what it is asked to translate: ‹so›."""

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(self, context: str, source: str, *_: object) -> str:
        return f"‹{source}›"


@contextmanager
def installed(translator: QTranslator) -> Iterator[None]:
    """Have all that is said meanwhile translated by it."""
    QApplication.installTranslator(translator)
    yield
    QApplication.removeTranslator(translator)


@pytest.fixture
def abroad(qapp: QApplication) -> Iterator[None]:
    """The language in use marks all that can be translated: ‹so›."""
    with installed(Marking()):
        yield


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


@pytest.fixture
def window(qtbot: QtBot, session: FakeSession) -> Iterator[Window]:
    """The window on screen, with the keyboard."""
    window = Window(session)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    session.commands.clear()
    yield window
    window.close()


@pytest.fixture
def shown(qtbot: QtBot, session: FakeSession, state: State) -> Iterator[Window]:
    """The window in ``state``, with the keyboard."""
    state.arrange(session)
    window = Window(session)
    qtbot.addWidget(window)
    window.resize(*(state.size or (1280, 720)))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    state.act(window)
    QApplication.processEvents()
    yield window
    window.close()
