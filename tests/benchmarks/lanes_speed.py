"""How fast the lanes are drawn: a pan and a zoom with 1,000 cues, a 3-hour film and an album of 30 tracks.

    python tests/benchmarks/lanes_speed.py [--width 2560] [--ratio 2] [--frames 240]

Draws in memory (Qt's ``offscreen`` platform) and prints, for each movement, the processor time that a picture
takes from the turn of the wheel to the last pixel: median and 95 % in ms, of 16.7 that 60 pictures a second
leave. Needs nothing but the program's own dependencies.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRadialGradient, QWheelEvent
from PySide6.QtWidgets import QApplication

from gallows_sync.core.cue_map import Album, Certainty, Cue, CueMap, Film, FilmSpan, Track
from gallows_sync.core.media_files import AlbumMatch, FilmFile, MatchState, Recording, TrackMatch
from gallows_sync.media.thumbnails import Thumbnail
from gallows_sync.media.waveform import BIN_S, Samples, Waveform
from gallows_sync.ui import theme
from gallows_sync.ui.lanes.lanes import Lanes
from gallows_sync.ui.lanes.scene import MARGIN, Part
from tests.ui.fake_session import FakeSession

FILM_S = 3 * 3600
CUES = 1000
TRACKS = 30
THUMBNAILS = 500
_RESTS = 20
_REST_S = 0.25  # more than the lanes take until they are sharp
CERTAINTIES = (Certainty.CONFIRMED, Certainty.ALIGNED, Certainty.ESTIMATED)


class MadeUpPreviews:
    """Noise that swells for every recording, and pictures of lights."""

    def __init__(self, seed: int) -> None:
        self._seed = np.random.default_rng(seed)
        self._waveforms: dict[Path, Waveform] = {}
        self._thumbnails = [_picture(FILM_S * (n + 0.5) / THUMBNAILS, n) for n in range(THUMBNAILS)]

    def open(self, film: FilmFile | None, recordings: Sequence[Recording]) -> None:
        for recording in recordings:
            duration = float(recording.duration or 0)
            swell = np.abs(np.sin(np.arange(round(duration / BIN_S)) / 997))[:, np.newaxis]
            noise = self._seed.uniform(0.3, 1, (swell.size, 2)) * swell * (-127, 127)
            self._waveforms[recording.path] = Waveform.of_bins(duration, noise.astype(np.int8))

    def waveform(self, recording: Recording) -> Waveform | None:
        return self._waveforms.get(recording.path)

    def samples(self, recording: Recording, start: float, stop: float) -> Samples | None:
        return None

    def thumbnails(self) -> Sequence[Thumbnail]:
        return self._thumbnails

    def look_for_shots(self, film_times: Iterable[float]) -> None: ...

    def shots(self) -> Sequence[float]:
        return ()


def _picture(film_s: float, number: int) -> Thumbnail:
    image = QImage(160, 90, QImage.Format.Format_RGB32)
    image.fill(QColor("#101010"))
    light = QRadialGradient(number * 37 % 160, number * 23 % 90, 60)
    light.setColorAt(0, QColor("#d0d0d0"))
    light.setColorAt(1, QColor("#101010"))
    painter = QPainter(image)
    painter.fillRect(image.rect(), light)
    painter.end()
    written = QBuffer()
    written.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(written, "JPEG")  # type: ignore[call-overload]
    return Thumbnail(film_s, image.width(), image.height(), bytes(written.data().data()))


def made_up_session(seed: int) -> FakeSession:
    """Return a session with a film of three hours and a thousand cues all over it and the album."""
    chance = random.Random(seed)
    tracks = tuple(
        Track(number, f"Track number {number}", Fraction(chance.randint(90, 400)))
        for number in range(1, TRACKS + 1)
    )
    cues = []
    for number in range(CUES):
        track = chance.choice(tracks)
        assert track.duration is not None
        film_in, length = chance.uniform(0, FILM_S - 20), chance.uniform(3, 20)
        cues.append(
            Cue(
                f"cue-{number}",
                track.number,
                f"Scene {number}, of which a few words are known",
                FilmSpan(Fraction(film_in), Fraction(film_in + length)),
                Fraction(chance.uniform(0, float(track.duration) - length)),
                certainty=CERTAINTIES[number % 3],
            )
        )
    session = FakeSession()
    session.cue_map = CueMap(Film("A long film"), Album("An album", tracks=tracks), tuple(cues))
    session.film = FilmFile(
        Path("long.mkv"),
        Fraction(FILM_S),
        Fraction(0),
        Fraction(24),
        1920,
        1080,
        Fraction(16, 9),
        Fraction(0),
        None,
    )
    session.match = AlbumMatch(
        tuple(
            TrackMatch(
                track.number,
                MatchState.MATCHED,
                Recording(Path(f"{track.number}.flac"), track.title, duration=track.duration),
                "",
            )
            for track in tracks
        )
    )
    session.selected = "cue-500"
    return session


def turn(lanes: Lanes, x: float, eighths: int) -> None:
    """Turn the wheel over the ribbons, so that both lanes are zoomed."""
    at = QPointF(x, lanes.scene.ribbons_top + 5)
    event = QWheelEvent(
        at,
        lanes.mapToGlobal(at),
        QPoint(),
        QPoint(0, eighths),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(lanes, event)


def measure(name: str, application: QApplication, move: Callable[[int], None], frames: int) -> None:
    """Print what a picture costs: ``move`` changes what is seen, then Qt has that drawn."""
    spent = []
    for frame in range(frames):
        began = time.thread_time()
        move(frame)
        application.processEvents()
        spent.append((time.thread_time() - began) * 1000)
    spent.sort()
    late = spent[math.ceil(0.95 * frames) - 1]
    print(f"{name:28} median {statistics.median(spent):6.2f} ms   95 % {late:6.2f} ms")


def measure_rest(application: QApplication, lanes: Lanes, x: float) -> None:
    """Print what the longest picture costs when the wheel has come to rest, and all is drawn sharp."""
    spent = []
    for turned in range(_RESTS):
        turn(lanes, x, 120 if turned % 20 < 10 else -120)
        application.processEvents()
        began, longest = time.monotonic(), 0.0
        while time.monotonic() < began + _REST_S:
            busy = time.thread_time()
            application.processEvents()
            longest = max(longest, time.thread_time() - busy)
            time.sleep(0.002)
        spent.append(longest * 1000)
    middle, most = statistics.median(spent), max(spent)
    print(f"{'sharp again after a zoom':28} median {middle:6.2f} ms   most {most:6.2f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--width", type=int, default=2560)
    parser.add_argument("--ratio", type=float, default=1.0, help="device pixels a logical pixel")
    parser.add_argument("--frames", type=int, default=240)
    wanted = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(wanted.ratio)
    application = QApplication([])
    theme.apply(application)
    lanes = Lanes(made_up_session(5), MadeUpPreviews(7))
    lanes.fit_height(1440)
    lanes.resize(wanted.width, lanes.sizeHint().height())
    lanes.refresh()
    lanes.show()
    application.processEvents()
    scene, x = lanes.scene, MARGIN + 0.37 * wanted.width
    print(f"{lanes.width()} x {lanes.height()} pixels at {lanes.devicePixelRatioF():g}, {CUES} cues, 3 h")

    def pan(frame: int) -> None:
        scene.pan(Part.RIBBONS, 24 if frame % 200 < 100 else -24)
        lanes.views_changed()

    def zoom(frame: int) -> None:
        turn(lanes, x, 30 if frame % 200 < 100 else -30)

    def play(frame: int) -> None:
        lanes.show_position(1000 + frame / 60)

    measure("zoom from the whole", application, zoom, wanted.frames)
    lanes.show_whole()
    measure_rest(application, lanes, x)
    lanes.show_whole()
    for nearer in (1, 4, 40):
        scene.zoom(Part.RIBBONS, nearer, x)
        measure(f"pan at {nearer} times nearer", application, pan, wanted.frames)
    lanes.show_whole()
    measure("play, the whole seen", application, play, wanted.frames)
    scene.zoom(Part.RIBBONS, 100, lanes.position_x(1000))
    measure("play, seen 100 times nearer", application, play, wanted.frames)


if __name__ == "__main__":
    main()
