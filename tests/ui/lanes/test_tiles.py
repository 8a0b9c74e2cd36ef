from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from gallows_sync.ui import theme
from gallows_sync.ui.lanes.geometry import LaneView
from gallows_sync.ui.lanes.tiles import TILE, Tile, Tiles

VIEW = LaneView.whole(3600.0, 1200.0, 0.001).zoomed(8, 0)


class Stripes:
    """Draws lane times from 100 to 130 s in the accent colour, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.drawn: list[Tile] = []
        self.tiles = Tiles(self.draw)

    def draw(self, painter: QPainter, tile: Tile) -> None:
        self.drawn.append(tile)
        left, right = tile.x(100), tile.x(130)
        painter.fillRect(QRectF(left, 0, right - left, tile.height), theme.color(theme.ACCENT))

    def painted(
        self, view: LaneView, ratio: float = 1.0, part: QRect | None = None, height: int = 40
    ) -> QImage:
        image = QImage(round(1216 * ratio), round(40 * ratio), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(theme.color(theme.PANEL))
        painter = QPainter(image)
        part = part or QRect(8, 0, 1200, 40)
        painter.setClipRect(part)
        self.tiles.paint(painter, view, 8, 0, height, part)
        painter.end()
        return image


def accented(image: QImage, ratio: float = 1.0) -> tuple[float, float]:
    """Return the first and last logical x in the accent colour."""
    found = [x for x in range(image.width()) if image.pixelColor(x, 3).name() == theme.ACCENT]
    return found[0] / ratio, (found[-1] + 1) / ratio


def test_what_is_drawn_lies_where_the_view_has_it(qtbot: QtBot) -> None:
    for ratio in (1.0, 1.5, 2.0):
        for view in (VIEW, VIEW.panned(333), VIEW.zoomed(1.37, 500)):
            seen = view.snapped(ratio)
            left, right = accented(Stripes().painted(seen, ratio), ratio)
            assert abs(left - 8 - max(0.0, seen.x(100))) <= 1
            assert abs(right - 8 - seen.x(130)) <= 1


def test_moving_along_draws_only_what_comes_into_sight(qtbot: QtBot) -> None:
    stripes = Stripes()
    stripes.painted(VIEW)
    before = len(stripes.drawn)
    stripes.painted(VIEW.panned(3))
    assert len(stripes.drawn) == before
    stripes.painted(VIEW.panned(TILE))
    assert len(stripes.drawn) == before + 1


def test_another_scale_is_drawn_anew_piece_by_piece(qtbot: QtBot) -> None:
    stripes = Stripes()
    stripes.painted(VIEW)
    nearer = VIEW.zoomed(2, 300).snapped(1.0)
    for drawn in (4, 5, 6):
        left, right = accented(stripes.painted(nearer))
        assert len(stripes.drawn) == drawn
        assert stripes.tiles.unfinished == (drawn < 6)
        assert abs(left - 8 - nearer.x(100)) <= 2
        assert abs(right - 8 - nearer.x(130)) <= 2


def test_another_height_too_comes_piece_by_piece(qtbot: QtBot) -> None:
    stripes = Stripes()
    stripes.painted(VIEW, height=20)
    image = stripes.painted(VIEW, height=40)
    assert [tile.height for tile in stripes.drawn] == [20, 20, 20, 40]
    x = round(8 + VIEW.x(115))
    assert {image.pixelColor(x, y).name() for y in (3, 37)} == {theme.ACCENT}


def test_while_it_is_being_zoomed_what_is_there_is_stretched(qtbot: QtBot) -> None:
    stripes = Stripes()
    stripes.painted(VIEW)
    before = len(stripes.drawn)
    stripes.tiles.stretching = True
    nearer = VIEW.zoomed(1.7, 300).snapped(1.0)
    left, right = accented(stripes.painted(nearer))
    assert len(stripes.drawn) == before
    assert abs(left - 8 - nearer.x(100)) <= 2
    assert abs(right - 8 - nearer.x(130)) <= 2
    stripes.painted(VIEW.zoomed(2.5, 300))
    assert len(stripes.drawn) > before


def test_a_new_scale_comes_piece_by_piece_while_it_is_being_zoomed(qtbot: QtBot) -> None:
    stripes = Stripes()
    stripes.painted(VIEW)
    stripes.tiles.stretching = True
    for view in (VIEW.zoomed(2.5, 300).snapped(1.0), VIEW.zoomed(1 / 2.5, 300).snapped(1.0)):
        for _ in range(4):
            before = len(stripes.drawn)
            left, right = accented(stripes.painted(view))
            beyond = [tile for tile in stripes.drawn[before:] if tile.start > VIEW.stop]
            assert len(stripes.drawn) <= before + 1 + len(beyond)
            assert abs(left - 8 - max(0.0, view.x(100))) <= 4
            assert abs(right - 8 - view.x(130)) <= 4
    before = len(stripes.drawn)
    stripes.painted(view)
    assert len(stripes.drawn) == before


def test_nothing_is_stretched_far(qtbot: QtBot) -> None:
    stripes = Stripes()
    stripes.painted(VIEW)
    stripes.tiles.stretching = True
    before = len(stripes.drawn)
    stripes.painted(VIEW.zoomed(50, 300).snapped(1.0))
    assert len(stripes.drawn) >= before + 3


def test_what_changed_is_drawn_anew(qtbot: QtBot) -> None:
    stripes = Stripes()
    stripes.painted(VIEW)
    before = len(stripes.drawn)
    stripes.tiles.forget()
    stripes.painted(VIEW)
    assert len(stripes.drawn) == 2 * before


def test_what_is_renewed_is_drawn_anew_piece_by_piece(qtbot: QtBot) -> None:
    stripes = Stripes()
    stripes.painted(VIEW)
    stripes.tiles.renew()
    for drawn in (4, 5, 6, 6):
        accented(stripes.painted(VIEW))
        assert len(stripes.drawn) == drawn
        assert stripes.tiles.unfinished == (drawn < 6)
    assert stripes.drawn[:3] == stripes.drawn[3:]


def test_what_changed_in_one_place_is_drawn_anew_there(qtbot: QtBot) -> None:
    stripes = Stripes()
    stripes.painted(VIEW)
    middle = stripes.drawn[1]
    del stripes.drawn[:]
    stripes.tiles.renew_along([(middle.start + 1, middle.stop - 1)], reach=2)
    stripes.painted(VIEW)
    assert stripes.drawn == [middle]
    assert not stripes.tiles.unfinished

    stripes.tiles.renew_along([(middle.start + 1, middle.stop - middle.scale)], reach=2)
    stripes.painted(VIEW)
    assert len(stripes.drawn) == 2
    assert stripes.tiles.unfinished
    stripes.painted(VIEW)
    assert len(stripes.drawn) == 3


def test_only_what_is_exposed_is_drawn(qtbot: QtBot) -> None:
    stripes = Stripes()
    stripes.painted(VIEW, part=QRect(600, 0, 10, 40))
    assert len(stripes.drawn) == 1


def test_the_pieces_kept_are_bounded(qtbot: QtBot) -> None:
    stripes = Stripes()
    for step in range(60):
        stripes.painted(VIEW.zoomed(1 + step / 50, 0))
    before = len(stripes.drawn)
    stripes.painted(VIEW)
    assert len(stripes.drawn) > before
