"""How long the window is held up by what a person does in it, and what the lanes cost while it plays.

    xvfb-run python tests/benchmarks/window_watchdog.py [--stacks 5] [--seconds 10] [--rounds 2]

Starts the program as ``gallows-sync`` does, with folders of its own, so that nothing is remembered and every
preview is made anew; then opens the demo and goes through what can be done, while a timer comes round every
few milliseconds and a thread watches it. Prints for each action the longest time that the window's thread did
not come round: on the clock, how much of that it was ready but had no core, and as processor time of that
thread, which other work on the machine does not lengthen. Where it took more than 50 ms, what it was at is
told: the stacks seen most often. Then the processor time of the program while it plays: in its window, the
same without the lanes, and in full screen.

Needs a screen, or ``xvfb-run``. Sound goes to the default device; without one the clock is the system's.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QEventLoop, QPoint, QPointF, QSettings, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import gallows_sync
from gallows_sync import app
from gallows_sync.core.cue_map import Certainty, CueMap
from gallows_sync.formats.cue_map_yaml import new_text
from gallows_sync.launch_options import LaunchOptions
from gallows_sync.playback.ports import Monitor
from gallows_sync.previews.service import Previews
from gallows_sync.session import Session
from gallows_sync.shipped import shipped_path
from gallows_sync.ui.session_port import SessionPort
from gallows_sync.ui.subtitles_port import SubtitlesPort
from gallows_sync.ui.window import Window

BEAT_MS = 3
BLOCKED_S = 0.05
LOOK_S = 0.01
"""So often the watching thread looks whether the window's thread has come round."""
PATIENCE_S = 120.0
"""What takes longer than this will not come any more."""
OWN = (str(Path(gallows_sync.__file__).parent), __file__)
SHOWN_FRAMES = 5


@dataclass(slots=True)
class HoldUp:
    """The longest time in an action between two beats: on the clock, and of the thread's processor time (s).

    ``queued`` is how much (s) of the longest on the clock it waited for a core. ``times`` counts those above
    the limit on the clock, ``busy_times`` those above it in processor time.
    """

    clock: float = 0.0
    queued: float = 0.0
    busy: float = 0.0
    times: int = 0
    busy_times: int = 0
    stacks: Counter[str] = field(default_factory=Counter)


class Watchdog:
    """Listens to the beats of the thread it is made on, and looks where that thread is when they fail."""

    def __init__(self) -> None:
        self.found: dict[str, HoldUp] = {}
        self._action = self.found.setdefault("start", HoldUp())
        self._thread = threading.get_ident()
        self._statistics = _own_statistics()
        self._last, self._spent, self._waited = time.monotonic(), time.thread_time(), self._queued()
        self._seen: deque[str] = deque()
        self._stop = threading.Event()
        self._timer = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._watcher = threading.Thread(target=self._watch, name="watchdog")
        self._watcher.start()

    def begin(self, action: str) -> None:
        """Put down to ``action`` what comes from now on."""
        self._beat()
        self._action = self.found.setdefault(action, HoldUp())

    def close(self) -> None:
        self._timer.stop()
        self._stop.set()
        self._watcher.join()

    def _beat(self) -> None:
        now, spent, waited = time.monotonic(), time.thread_time(), self._queued()
        clock, busy, queued = now - self._last, spent - self._spent, waited - self._waited
        self._last, self._spent, self._waited = now, spent, waited
        action = self._action
        if clock > action.clock:
            action.clock, action.queued = clock, queued
        action.busy = max(action.busy, busy)
        action.times += clock > BLOCKED_S
        action.busy_times += busy > BLOCKED_S
        while self._seen:
            stack = self._seen.popleft()
            if clock > BLOCKED_S:
                action.stacks[stack] += 1

    def _queued(self) -> float:
        """Return how long (s) the window's thread was ready to run but had no core; 0 where nobody counts."""
        return int(os.pread(self._statistics, 100, 0).split()[1]) / 1e9 if self._statistics else 0.0

    def _watch(self) -> None:
        while not self._stop.wait(LOOK_S):
            if time.monotonic() - self._last > BLOCKED_S / 2:
                self._seen.append(_where(self._thread))


def _own_statistics() -> int | None:
    """Open what Linux counts of this thread: time on a core, time waiting for one."""
    try:
        return os.open("/proc/thread-self/schedstat", os.O_RDONLY)
    except OSError:
        return None


def _where(thread: int) -> str:
    """Return where a thread is: the innermost line, and the last of the program's own that led there.

    While its frames are looked at, no other thread gets the interpreter: a frame that ended meanwhile would
    be freed on this thread with all that its function holds, a painter for instance.
    """
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1.0)
    try:
        frame = sys._current_frames().get(thread)
        lines = []
        while frame is not None:
            lines.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
            frame = frame.f_back
    finally:
        sys.setswitchinterval(interval)
    own = [line for line in lines if line[0].startswith(OWN)][:SHOWN_FRAMES]
    shown = own if not lines or lines[0] in own else [lines[0], *own]
    return " < ".join(f"{Path(file).name}:{number} {name}" for file, number, name in shown)


def let_pass(seconds: float) -> None:
    """Have the event loop run so long."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def wait_for(come: Callable[[], object], what: str) -> None:
    """Have the event loop run until ``come`` is true."""
    until = time.monotonic() + PATIENCE_S
    while not come():
        if time.monotonic() > until:
            raise SystemExit(f"this has not come: {what}")
        let_pass(0.05)


class Person:
    """Goes through what can be done in the window, one thing after the other, as keys and pointer would."""

    def __init__(self, window: Window, session: Session, dog: Watchdog, folder: Path) -> None:
        self._window = window
        self._session = session
        self._dog = dog
        self._folder = folder

    def go_through_it(self) -> None:
        """Do everything once, most of it while previews are made and the cues are searched for."""
        session, window = self._session, self._window
        self._do("idle, nothing open", lambda: None, 1)
        self._do("open the film", lambda: session.open_film(shipped_path("assets/demo/film.mkv")), 0.2)
        self._do("open the album", lambda: session.open_album(shipped_path("assets/demo/album")), 0.2)
        wait_for(lambda: session.busy is None and session.match is not None, "film and album")
        self._command("play", 1)
        for number in range(1, len(session.cue_map.cues) + 1):
            self._do("jump to each cue", partial(session.jump_number, number), 0.7)
        self._play()
        self._lanes()
        self._listen()
        self._edit()
        self._search()
        self._command("undo", 0.6)
        self._look()
        self._do("open an older map", lambda: session.open_map(shipped_path("cues/demo.yaml")), 1)
        recent = session.recent
        self._do("open another film", lambda: session.open_film(self._other_film()), 0.5)
        wait_for(lambda: session.busy is None, "the other film")
        let_pass(1)
        if recent:
            self._do("open a recent film", lambda: session.open_recent(recent[0]), 0.5)
            wait_for(lambda: session.busy is None, "the recent film")
            let_pass(1)
        window.lanes.show_whole()
        self._do("play on for a while", session.toggle_play, 4)

    def _do(self, name: str, action: Callable[[], object], seconds: float) -> None:
        self._dog.begin(name)
        action()
        let_pass(seconds)

    def _command(self, name: str, seconds: float, times: int = 1) -> None:
        """Give a command as its key does."""
        for _ in range(times):
            self._do(name, self._window.actions_by_name[name].trigger, seconds)

    def _play(self) -> None:
        self._command("play", 0.4, 4)
        self._command("next", 0.5, 2)
        self._command("previous", 0.5)
        self._command("back", 0.3, 2)
        self._command("frame on", 0.15, 5)
        self._command("play", 0.3)
        self._command("loop", 0.8)
        self._command("lead-in 2", 0.5)
        self._command("loop", 0.3)

    def _lanes(self) -> None:
        lanes = self._window.lanes
        film_y, ribbons_y, album_y = 20, lanes.scene.ribbons_top + 5, lanes.height() - 20
        for tenth in range(1, 10):
            x = lanes.width() * tenth // 10
            self._do("hover over the lanes", partial(QTest.mouseMove, lanes, QPoint(x, film_y)), 0.1)
            self._do("hover over the lanes", partial(QTest.mouseMove, lanes, QPoint(x, album_y)), 0.1)
        for place, y in ((3, film_y), (7, film_y), (5, album_y), (2, album_y)):
            at = QPoint(lanes.width() * place // 10, y)
            self._do("click in the lanes", partial(self._click, lanes, at), 0.8)
        for turn in (120, -120):
            for _ in range(12):
                self._do("zoom by the wheel", partial(self._turn, ribbons_y, turn), 0.05)
            let_pass(0.4)
        self._command("zoom in", 0.15, 8)
        for _ in range(12):
            self._do("pan", partial(self._turn, ribbons_y, -120, sideways=True), 0.05)
        self._command("whole film", 0.3)

    def _click(self, widget: QWidget, at: QPoint) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)

    def _turn(self, y: int, eighths: int, *, sideways: bool = False) -> None:
        lanes = self._window.lanes
        at = QPointF(lanes.width() * 0.37, y)
        turned = QPoint(eighths, 0) if sideways else QPoint(0, eighths)
        buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        phase = Qt.ScrollPhase.NoScrollPhase
        there = lanes.mapToGlobal(at)
        QApplication.sendEvent(lanes, QWheelEvent(at, there, QPoint(), turned, buttons, keys, phase, False))

    def _listen(self) -> None:
        session = self._session
        for tenths in range(-10, 11, 2):
            self._do("balance", partial(session.set_balance, tenths / 10), 0.05)
        self._do("balance", partial(session.set_monitor, Monitor.MIX), 0.2)
        self._command("null", 1.2, 2)
        self._do("music alone", lambda: session.play_music(10, 2.0), 1.2)
        self._do("volume", lambda: session.set_volume(0.8), 0.3)

    def _edit(self) -> None:
        session = self._session
        cue = next(
            cue
            for cue in session.cue_map.cues
            if (track := session.cue_map.track(cue.track)) is not None and track.takes
        )
        track = session.cue_map.track(cue.track)
        assert track is not None
        session.jump(cue.id)
        let_pass(0.8)
        self._command("later", 0.1, 5)
        self._command("much later", 0.8, 2)
        self._command("begin here", 0.8)
        self._command("undo", 0.8, 2)
        self._command("redo", 0.8)
        self._do("choose a take", lambda: session.choose_take(cue.id, track.takes[0].id), 1)
        self._do("choose a take", lambda: session.choose_take(cue.id, None), 1)
        words = "A scene with other words"
        self._do("edit the words of a scene", lambda: session.describe_cue(cue.id, words, "Heard."), 1)
        self._command("shift all", 0.8)
        self._command("undo", 0.8, 2)

    def _search(self) -> None:
        session = self._session
        bare = self._folder / "bare.yaml"
        bare.write_text(new_text(_without_places(session.cue_map)), encoding="utf-8")
        self._do("open a map", lambda: session.open_map(bare), 0.5)
        wait_for(lambda: session.busy is None, "the map without places")
        self._command("find cues", 0.5)
        self._dog.begin("while it searches")
        wait_for(lambda: session.search is None or session.search.finished, "the end of the search")
        self._dog.begin("the search's end")
        let_pass(0.5)
        if session.search is None or not session.search.undecided:
            raise SystemExit("the search found nothing")
        self._do("accept one", lambda: session.accept(_first_id(session)), 1)
        self._do("accept all", session.accept_all, 1.5)
        self._do("close the search", session.cancel_search, 0.5)

    def _look(self) -> None:
        self._command("card", 0.4, 2)
        self._command("full screen", 1)
        self._command("leave", 0.8)
        self._command("keys", 0.5, 2)
        self._command("about", 0.5, 2)
        window = self._window
        for width, height in ((1000, 600), (1600, 900), (1280, 720)):
            self._do("another size", partial(window.resize, width, height), 0.5)

    def _other_film(self) -> Path:
        """Return another film, which is the same under another name."""
        other = self._folder / "other.mkv"
        if not other.exists():
            other.symlink_to(shipped_path("assets/demo/film.mkv"))
        return other


def _without_places(cue_map: CueMap) -> CueMap:
    """Return the map with every cue unplaced."""
    cues = tuple(replace(cue, film=None, certainty=Certainty.UNPLACED) for cue in cue_map.cues)
    return replace(cue_map, cues=cues)


def _first_id(session: Session) -> str:
    assert session.search is not None
    return session.search.undecided[0].cue.id


def what_lanes_cost(window: Window, session: Session, seconds: float, rounds: int) -> None:
    """Print the processor time while it plays: with the lanes, without, and in full screen."""
    lanes = window.lanes
    policy = lanes.sizePolicy()
    policy.setRetainSizeWhenHidden(True)  # so that the picture is as large without them
    lanes.setSizePolicy(policy)

    def played() -> tuple[float, float]:
        session.jump_number(1)
        let_pass(3)
        began, all_threads, own = time.monotonic(), time.process_time(), time.thread_time()
        let_pass(seconds)
        lasted = time.monotonic() - began
        return (time.process_time() - all_threads) / lasted, (time.thread_time() - own) / lasted

    @contextmanager
    def hidden() -> Iterator[None]:
        shows = lanes.setVisible
        shows(False)
        lanes.setVisible = lambda shown: None  # type: ignore[method-assign]
        yield
        lanes.setVisible = shows  # type: ignore[method-assign]
        shows(True)

    @contextmanager
    def full_screen() -> Iterator[None]:
        window.toggle_full_screen()
        yield
        window.toggle_full_screen()

    @contextmanager
    def seen() -> Iterator[None]:
        yield

    results: dict[str, list[tuple[float, float]]] = {}
    for _ in range(rounds):
        for name, way in (("with the lanes", seen), ("without them", hidden), ("full screen", full_screen)):
            with way():
                results.setdefault(name, []).append(played())
    print(f"\n{'playing, % of one core':28} {'all threads':>12} {'window thread':>14}")
    for name, runs in results.items():
        program, thread = (100 * statistics.median(run[n] for run in runs) for n in (0, 1))
        print(f"{name:28} {program:12.1f} {thread:14.1f}")


def show(found: dict[str, HoldUp], stacks: int) -> None:
    """Print the longest hold-up of each action, then where the worst of them were."""
    print(f"{'held up (ms)':28} {'clock':>7} {'queued':>7} {'busy':>7} {'> 50':>6} {'busy':>5}")
    for action, worst in found.items():
        longest = " ".join(f"{1000 * seconds:7.0f}" for seconds in (worst.clock, worst.queued, worst.busy))
        print(f"{action:28} {longest} {worst.times:6} {worst.busy_times:5}")
    above = sum(worst.clock > BLOCKED_S for worst in found.values())
    print(f"above 50 ms on the clock: {above} of {len(found)}, {sum(w.times for w in found.values())} times")
    for action, worst in sorted(found.items(), key=lambda item: -item[1].busy)[:stacks]:
        if worst.times:
            print(f"\n{action}: {worst.clock * 1000:.0f} ms, {worst.busy * 1000:.0f} busy")
            for stack, times in worst.stacks.most_common(4):
                print(f"  {times:3} × {stack}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--stacks", type=int, default=5, help="so many actions' stacks are told")
    parser.add_argument("--seconds", type=float, default=10.0, help="measured of each way to play")
    parser.add_argument("--rounds", type=int, default=2)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="watchdog-") as name:
        folder = Path(name)
        for kind in ("CACHE", "DATA", "CONFIG"):
            os.environ[f"XDG_{kind}_HOME"] = str(folder / kind.lower())
        failed: list[BaseException] = []

        class WatchedWindow(Window):
            """Has everything done in it once it is on screen, and closes."""

            def __init__(
                self,
                session: SessionPort,
                settings: QSettings | None = None,
                previews: Previews | None = None,
                subtitles: SubtitlesPort | None = None,
            ) -> None:
                super().__init__(session, settings, previews, subtitles)
                self._of_session = session
                QTimer.singleShot(500, self._go)

            def _go(self) -> None:
                assert isinstance(self._of_session, Session)
                dog = Watchdog()
                try:
                    Person(self, self._of_session, dog, folder).go_through_it()
                    dog.close()
                    show(dog.found, wanted.stacks)
                    if wanted.rounds:
                        what_lanes_cost(self, self._of_session, wanted.seconds, wanted.rounds)
                except BaseException as error:
                    failed.append(error)
                finally:
                    dog.close()
                    self.close()

        with patch.object(app, "Window", WatchedWindow):
            app.run(LaunchOptions())
        if failed:
            raise failed[0]


if __name__ == "__main__":
    main()
