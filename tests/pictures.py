"""Draws every state of the window into build/pictures, to be looked at: ``make pictures``.

The session only remembers; film, album and map are the demo's. For each size of the window and each scale of
the screen there is a folder of pictures and one sheet with all of them. Nothing is compared: people look.
"""

from __future__ import annotations

import itertools
import json
import math
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from gallows_sync.core.media_files import FilmFile, Recording
from gallows_sync.formats.cue_map_yaml import read_cue_map
from gallows_sync.media.album import read_album
from gallows_sync.media.film import probe_film
from gallows_sync.media.matching import match_album
from gallows_sync.media.stills import Stills
from gallows_sync.media.thumbnails import Thumbnail, thumbnails
from gallows_sync.media.waveform import Samples, Waveform, samples, waveform_of
from gallows_sync.playback.ports import Picture
from gallows_sync.ui import theme
from gallows_sync.ui.language import use_language
from gallows_sync.ui.window import Window
from tests.ui.fake_session import FakeSession
from tests.ui.states import STATES, State

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "build" / "pictures"
DEMO = ROOT / "assets" / "demo"
SIZES = ((1280, 720), (2560, 1440))
SCALES = (1, 2)
VIEWS = (*((*size, scale, "en") for size, scale in itertools.product(SIZES, SCALES)), (*SIZES[0], 1, "fr"))
"""Width, height and scale of each set, and its language: words are longest in French and room least there."""
SHEET_COLUMNS, SHEET_WIDTH = 4, 640


class Demo:
    """Film, album and map of the demo, with all that the lanes show of them already made."""

    def __init__(self) -> None:
        self.film = probe_film(DEMO / "film.mkv")
        self.stills = Stills(self.film)
        self.cue_map = read_cue_map(ROOT / "cues" / "demo.yaml").cue_map
        recordings = read_album(DEMO / "album")
        self.match = match_album(self.cue_map.album, recordings)
        self._thumbnails = sorted(thumbnails(self.film, 60, 120), key=lambda thumbnail: thumbnail.film_time)
        self._waveforms = {recording: waveform_of(recording) for recording in recordings}

    def open(self, film: FilmFile | None, recordings: Sequence[Recording]) -> None: ...

    def waveform(self, recording: Recording) -> Waveform | None:
        return self._waveforms.get(recording)

    def samples(self, recording: Recording, start: float, stop: float) -> Samples | None:
        return samples(recording, start, stop)

    def thumbnails(self) -> Sequence[Thumbnail]:
        return self._thumbnails

    def shots(self) -> Sequence[float]:
        return ()

    def look_for_shots(self, film_times: Iterable[float]) -> None: ...

    def session(self) -> FakeSession:
        session = FakeSession()
        session.film, session.cue_map, session.match = self.film, self.cue_map, self.match
        session.map_path = Path("/maps/demo.yaml")
        return session

    def picture(self, film_time: float, room: tuple[int, int]) -> Picture:
        """Return the film's picture as large as fits into ``room`` (device pixels)."""
        found = self.stills.frame_at(film_time)
        assert found is not None
        frame, shown_at = found
        scale = min(room[0] / frame.width, room[1] / frame.height)
        size = (round(frame.width * scale) // 2 * 2, round(frame.height * scale) // 2 * 2)
        pixels = frame.reformat(*size, format="bgra").to_ndarray()
        return Picture(np.ascontiguousarray(pixels), shown_at)


def drawn(state: State, demo: Demo, size: tuple[int, int]) -> QImage:
    """Return what a person sees of ``state``."""
    session = demo.session()
    state.arrange(session)
    window = Window(session, previews=demo)
    window.resize(*(state.size or size))
    window.show()
    state.act(window)
    _pass(500)  # sizes settle, captions come up, previews are drawn
    if session.film is not None and session.picture_size is not None and session.sink is not None:
        session.sink(demo.picture(session.now + 1, session.picture_size))
    _pass(100)
    image = window.grab().toImage()
    window.close()
    window.deleteLater()
    return image


def _pass(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def sheet(images: Sequence[QImage]) -> QImage:
    """Return all of them side by side, reduced."""
    height = SHEET_WIDTH * 9 // 16
    rows = math.ceil(len(images) / SHEET_COLUMNS)
    page = QImage(SHEET_COLUMNS * SHEET_WIDTH, rows * height, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    for place, image in enumerate(images):
        small = image.scaled(
            QSize(SHEET_WIDTH - 8, height - 8),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        small.setDevicePixelRatio(1)
        row, column = divmod(place, SHEET_COLUMNS)
        area = QRectF(column * SHEET_WIDTH + 4, row * height + 4, small.width(), small.height())
        painter.drawImage(area, small)
    painter.end()
    return page


def draw_all(size: tuple[int, int], language: str, folder: Path) -> None:
    """Draw every state in one size and language."""
    application = QApplication(["pictures"])
    use_language(language)
    theme.apply(application)
    demo = Demo()
    images = []
    for number, state in enumerate(STATES, 1):
        image = drawn(state, demo, size)
        image.save(str(folder / f"{number:02} {state.name}.png"))
        images.append(image)
    sheet(images).save(f"{folder} sheet.png")


def main() -> None:
    """Draw each size and scale in a process of its own: Qt takes screen and scale at its start, once."""
    if len(sys.argv) > 1:
        draw_all((int(sys.argv[1]), int(sys.argv[2])), sys.argv[3], Path(sys.argv[4]))
        return
    for width, height, scale, language in VIEWS:
        folder = FOLDER / f"{width}x{height}@{scale} {language}"
        folder.mkdir(parents=True, exist_ok=True)
        screen = {"name": "screen", "x": 0, "y": 0, "width": width * scale, "height": height * scale}
        screens = folder / "screens.json"
        screens.write_text(
            json.dumps({"screens": [screen | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]})
        )
        platform = {"QT_QPA_PLATFORM": f"offscreen:configfile={screens}", "QT_SCALE_FACTOR": str(scale)}
        subprocess.run(
            [sys.executable, "-m", "tests.pictures", str(width), str(height), language, str(folder)],
            env=os.environ | platform,
            check=True,
        )
    print(f"The pictures are in {FOLDER}.")


if __name__ == "__main__":
    main()
