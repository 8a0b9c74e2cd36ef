"""The window's program: puts the session and the window together and runs them."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, QSettings, QSocketNotifier, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from gallows_sync import __version__
from gallows_sync.errors import GallowsSyncError
from gallows_sync.launch_options import LaunchOptions
from gallows_sync.playback.libvlc import LibVlcError, find_libvlc
from gallows_sync.shipped import NotShippedError, shipped_path
from gallows_sync.ui import theme
from gallows_sync.ui.language import use_language
from gallows_sync.ui.missing_page import MissingPage
from gallows_sync.ui.window import LANGUAGE_SETTING, Window

if TYPE_CHECKING:
    from gallows_sync.session import Session
    from gallows_sync.ui.mpris import Mpris

log = logging.getLogger(__name__)

M_ARENA_MAX = -8
"""glibc's name for how many heaps there are at most (malloc.h)."""

SWITCH_S = 0.0002
"""How long one thread may keep the interpreter while others wait for it: the window and the sound output."""


class _Poster(QObject):
    """Runs functions on the main thread, from any thread."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the application is gone: nobody is left to be told
            self._posted.emit(call)

    @staticmethod
    def _run(call: Callable[[], None]) -> None:
        call()


def run(options: LaunchOptions) -> int:
    """Open the window on what ``options`` ask for; return the exit status when it is closed."""
    logging.basicConfig(
        level=os.environ.get("GALLOWS_SYNC_LOG", "WARNING").upper(), format="%(name)s: %(message)s"
    )
    sys.setswitchinterval(SWITCH_S)
    _share_heaps_between_threads()
    # Without a desktop portal or an accessibility bus Qt grumbles on standard error; nothing is amiss.
    QLoggingCategory.setFilterRules("qt.qpa.theme*=false\nqt.accessibility*=false")
    application = QApplication(sys.argv[:1])
    application.setApplicationName("gallows-sync")
    application.setApplicationDisplayName("Gallows Sync")
    application.setApplicationVersion(__version__)
    application.setOrganizationName("gallows-sync")
    application.setDesktopFileName("gallows-sync")
    application.setWindowIcon(_icon())
    theme.apply(application)
    settings = QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "gallows-sync", "gallows-sync"
    )
    use_language(str(settings.value(LANGUAGE_SETTING, "")))
    with _quitting_on_signals(application):
        if not _wait_for_libvlc(application):
            return 1
        return _run_window(application, options, settings)


def _icon() -> QIcon:
    """Return the program's icon in all its sizes; an empty one where it is missing."""
    icon = QIcon()
    with contextlib.suppress(NotShippedError):
        for file in shipped_path("assets/desktop/icons").glob("*.png"):
            icon.addFile(str(file))
    return icon


def _share_heaps_between_threads() -> None:
    """Keep glibc from giving each of libVLC's many threads a heap of its own: 15 MB with a single deck."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # another C library has no such setting
            ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)


def _run_window(application: QApplication, options: LaunchOptions, settings: QSettings) -> int:
    from gallows_sync.parts import build_session
    from gallows_sync.previews.service import Previews
    from gallows_sync.subtitling import Subtitles

    poster = _Poster()
    session = build_session(poster.post, options.stats, options.decks)
    if options.cue_map is not None:
        session.open_map(options.cue_map)
    if options.film is not None:
        session.open_film(options.film)
    if options.album is not None:
        session.open_album(options.album)
    if options.film is None:
        session.restore()
    if options.play:
        session.start(options.cue)

    def previews_changed() -> None:
        window.lanes.previews_changed()
        session.hear_equally(previews.loudness)

    previews = Previews(poster.post, changed=previews_changed)
    subtitles = Subtitles(poster.post, changed=lambda: window.show_subtitles())

    window: Window

    def build_window() -> Window:
        built = Window(session, settings, previews, subtitles)
        built.language_chosen.connect(change_language, Qt.ConnectionType.QueuedConnection)
        return built

    def change_language(language: str) -> None:
        nonlocal window
        settings.setValue(LANGUAGE_SETTING, language)
        use_language(language)
        before = window
        before.make_way()
        window = build_window()
        window.take_the_place_of(before)

    # To look for garbage in all that was loaded holds sound and window up for 40 ms, and there is none.
    gc.freeze()
    window = build_window()
    if options.fullscreen:
        window.enter_full_screen()
    else:
        window.show_in_place()
    mpris = _on_the_desktops_bus(session, lambda: window)
    window.activateWindow()  # without a window manager nobody else gives it the keyboard
    try:
        return application.exec()
    finally:
        if mpris is not None:
            mpris.close()
        session.close()
        previews.close()
        subtitles.close()


def _on_the_desktops_bus(session: Session, window_now: Callable[[], Window]) -> Mpris | None:
    """Have the desktop's media keys and menus steer the session, where it has a bus for that."""
    try:
        from gallows_sync.ui.mpris import Mpris, session_bus
    except ImportError:  # some systems package this part of Qt apart
        return None

    def show() -> None:
        window = window_now()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()

    bus = session_bus()
    return Mpris(session, bus, show, lambda: window_now().close()) if bus is not None else None


def _wait_for_libvlc(application: QApplication) -> bool:
    """Return whether libVLC can be used, having shown what to install until it can or the user gives up."""
    found = _libvlc_problem()
    if found is None:
        return True
    print(f"gallows-sync: error: {found[0]} {found[1]}", file=sys.stderr)
    page = MissingPage(*found, again=_libvlc_problem)
    page.show()
    application.exec()
    return _libvlc_problem() is None


def _libvlc_problem() -> tuple[str, str] | None:
    try:
        find_libvlc()
    except LibVlcError as error:
        return str(error), error.advice
    except GallowsSyncError as error:
        return str(error), ""
    return None


@contextlib.contextmanager
def _quitting_on_signals(application: QApplication) -> Iterator[None]:
    """Let Ctrl+C and TERM close the program in good order; Qt's event loop alone would not notice them."""
    waker, woken = socket.socketpair()
    for end in (waker, woken):
        end.setblocking(False)
    notifier = QSocketNotifier(woken.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: woken.recv(64))
    before = {
        number: signal.signal(number, lambda *_: application.quit())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    fd_before = signal.set_wakeup_fd(waker.fileno())
    try:
        yield
    finally:
        signal.set_wakeup_fd(fd_before)
        for number, handler in before.items():
            signal.signal(number, handler)
        notifier.setEnabled(False)
        waker.close()
        woken.close()
