"""Film and album to scale, one above the other: where everything is, and the way to get there."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QApplication, QSizePolicy, QWidget

from gallows_sync.core.cue_map import Cue, CueMap
from gallows_sync.core.media_files import AlbumMatch, FilmFile
from gallows_sync.ui.hover_bubble import HoverBubble
from gallows_sync.ui.lanes.dragging import Grip, Hold, scroll_speed
from gallows_sync.ui.lanes.geometry import LaneView, lane_heights
from gallows_sync.ui.lanes.held_block import HeldBlock
from gallows_sync.ui.lanes.hover_words import drag_words, hover_words
from gallows_sync.ui.lanes.lanes_painter import LanesPainter
from gallows_sync.ui.lanes.previews_port import PreviewsPort
from gallows_sync.ui.lanes.scene import MARGIN, Part, Scene, Spot
from gallows_sync.ui.lanes.ties import album_lane, ties_of
from gallows_sync.ui.language import translate
from gallows_sync.ui.session_port import SessionPort

_DRAG_MS = 100  # while dragging, at most one seek in this time
_SCROLL_MS = 16  # between two steps of a lane that a drag takes along
_PREVIEWS_MS = 120  # new thumbnails come by the dozen; they are shown together
_ZOOMING_MS = 90  # so long after the last turn of the wheel the lanes are drawn sharp again
_PAGE_S = 60.0
_KEY_S = 5.0
_KEY_ZOOM = 2.0
_NOTCH_ZOOM = 1.25
_NOTCH = 120.0  # what Qt calls one notch of a wheel
_NOTCH_PAN = 90.0  # pixels
_JUMP_S = 1.0  # a playhead that moves by more has jumped
_EXACT_S = 0.05  # seconds a pixel below which times are shown to the thousandth
_TICK_MS = (16, 100)
_AFTER_MS = 10  # another map is drawn a turn of the event loop later: each turn is short

_Shown = tuple[CueMap, FilmFile | None, AlbumMatch | None, tuple[Cue, ...]]


class Lanes(QAbstractSlider):
    """The film lane, the ribbons and the album lane.

    ``refresh`` reads the session, ``show_position`` moves the playhead, ``fit_height`` takes a fair share of
    the window. To screen readers it is a slider over the film, in milliseconds.
    """

    sought = Signal(float)
    """A film time (s) was asked for: by a click in a lane or on a ribbon, by a key, by a screen reader."""
    scrubbed = Signal(float)
    """The film time (s) under a pointer that drags; ``sought`` follows when it lets go."""
    music_chosen = Signal(int, float)
    """A track and a music time (s) were asked for that no scene uses."""

    def __init__(self, session: SessionPort, previews: PreviewsPort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._previews = previews
        self.scene = Scene()
        self._painter = LanesPainter(self.scene, previews)
        self._shown: _Shown | None = None
        self._following = False
        self._dragged: Part | None = None
        self._wanted: float | None = None
        self._asked: float | None = None
        self._panned: tuple[Part, float] | None = None
        self._held: HeldBlock | None = None
        self._bubble: HoverBubble | None = None
        self._drag = QTimer(self, interval=_DRAG_MS)
        self._drag.timeout.connect(self._scrub)
        self._dragged_to = QPointF()
        self._dragged_with = Qt.KeyboardModifier.NoModifier
        self._scrolling = QTimer(self, interval=_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll_on)
        self._new_previews = QTimer(self, singleShot=True, interval=_PREVIEWS_MS)
        self._new_previews.timeout.connect(self._show_previews)
        self._zooming = QTimer(self, singleShot=True, interval=_ZOOMING_MS)
        self._zooming.timeout.connect(self._end_zooming)
        self._drawing_on = QTimer(self, singleShot=True)
        self._drawing_on.timeout.connect(self.update)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(translate("Lanes", "Position in the film"))
        self.setAccessibleDescription(
            translate(
                "Lanes",
                "Film above, album below. Page Up and Page Down move by a minute, Home and End to the ends, "
                "plus and minus zoom",
            )
        )
        self.valueChanged.connect(self._value_changed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(400, self.scene.bottom)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, self.scene.bottom)

    def fit_height(self, window_height: int) -> None:
        """Be as high as is fair in a window so high."""
        heights = lane_heights(window_height)
        if heights != self.scene.heights:
            self.scene.heights = heights
            self.updateGeometry()
            self.update()

    # Showing

    def refresh(self) -> None:
        """Read the session; what shows the same already stays as it is."""
        session, scene = self._session, self.scene
        proposed = _proposed(session)
        shown = (session.cue_map, session.film, session.match, proposed)
        if self._shown is None or not _same(shown, self._shown):
            self._show(shown)
        current = session.auditioned.id if session.auditioned is not None else session.selected
        proposed_block = scene.ties.block(current, proposed=True) if session.auditioned is not None else None
        mark = (current, proposed_block is not None)
        if mark != (scene.current, scene.current_proposed):
            scene.current, scene.current_proposed = mark
            self.update()

    def _show(self, shown: _Shown) -> None:
        cue_map, film, match, proposed = shown
        self._shown = shown
        self._let_go()
        duration = float(film.duration) if film is not None else 0.0
        frame_s = float(1 / film.frame_rate) if film is not None and film.frame_rate else None
        ties = ties_of(cue_map, proposed)
        self.scene.show(ties, album_lane(cue_map, match, ties), duration, frame_s)
        self._previews.open(
            film, [track.recording for track in self.scene.album.tracks if track.recording is not None]
        )
        self._painter.scene_changed()
        self._following = True
        self.setRange(0, round(duration * 1000))
        self._following = False
        self.setEnabled(duration > 0 or match is not None)
        self._snap_views()
        self._drawing_on.start(_AFTER_MS)  # after what else shows the change, not together with it

    def previews_changed(self) -> None:
        """There are more waveforms or thumbnails than before: they are shown soon."""
        if not self._new_previews.isActive():
            self._new_previews.start()

    def _show_previews(self) -> None:
        self._painter.previews_changed()
        self.update()

    def show_position(self, film_s: float) -> None:
        """Put the playhead at a film time, or in the album where that plays alone, and keep it in view.

        Draws only where it was and is.
        """
        if self._dragged is None:
            alone = self._session.music_alone
            self._move_head(film_s, None if alone is None else self.scene.album.place(*alone))

    @property
    def tick_ms(self) -> int:
        """How long (ms) the playhead takes to go on by a device pixel, as far as that can be seen."""
        least, most = _TICK_MS
        return round(min(most, max(least, self._finest_scale * 1000 / self.devicePixelRatioF())))

    @property
    def _finest_scale(self) -> float:
        """Seconds a pixel in the nearer of the lanes that show anything."""
        views = (self.scene.film_view, self.scene.album_view)
        return min((view.scale for view in views if view.length > 0), default=math.inf)

    def _move_head(self, film_s: float, alone: float | None = None) -> None:
        scene = self.scene
        self._following = True
        self.setValue(round(film_s * 1000))
        self._following = False
        if (film_s, alone) == (scene.position, scene.alone):
            return
        before, heard_before = scene.position, next(iter(scene.playing_at()), None)
        region = self._painter.playhead_region()
        scene.position, scene.alone = film_s, alone
        self.update(region + self._painter.playhead_region())
        if self._panned is None and self._dragged is None and self._held is None:
            self._follow(before, heard_before)

    def _follow(self, before: float, heard_before: float | None) -> None:
        """Turn the page in a lane that the playhead left, or where it jumped out of sight."""
        scene = self.scene
        film_view, album_view = scene.film_view, scene.album_view
        scene.film_view = _following(film_view, before, scene.position)
        heard = next(iter(scene.playing_at()), None)
        if heard is not None:
            scene.album_view = _following(album_view, heard_before, heard)
        if (film_view, album_view) != (scene.film_view, scene.album_view):
            self.views_changed()

    def show_views(self, film_view: LaneView, album_view: LaneView) -> None:
        """Show so much of film and album."""
        self.scene.film_view, self.scene.album_view = film_view, album_view
        self.views_changed()

    def views_changed(self) -> None:
        """Draw all anew: ``scene`` is seen otherwise than before."""
        self._snap_views()
        self.update()

    def _snap_views(self) -> None:
        """Have both lanes begin on a device pixel, so that pieces of them meet."""
        ratio = self.devicePixelRatioF()
        self.scene.film_view = self.scene.film_view.snapped(ratio)
        self.scene.album_view = self.scene.album_view.snapped(ratio)

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:  # noqa: N802
        """The base class would repaint everything at every step."""
        if change is not QAbstractSlider.SliderChange.SliderValueChange:
            super().sliderChange(change)

    def _value_changed(self, value: int) -> None:
        if not self._following:  # a screen reader moved it
            self.sought.emit(value / 1000)

    def position_x(self, seconds: float) -> float:
        """Return where a film time lies in the film lane (logical pixels from the widget's left edge)."""
        return MARGIN + self.scene.film_view.x(seconds)

    def music_x(self, track: int, music_s: float) -> float:
        """Return where a music time lies in the album lane, likewise; the album must have the track."""
        place = self.scene.album.place(track, music_s)
        assert place is not None
        return MARGIN + self.scene.album_view.x(place)

    def draw(self, painter: QPainter, part: QRect) -> None:
        """Draw what lies in ``part`` of the widget."""
        self._painter.paint(painter, part, focused=self.hasFocus())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        self.draw(QPainter(self), event.rect())
        if self._painter.unfinished and not self._zooming.isActive():
            self._drawing_on.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.scene.resize(self.width())
        self.views_changed()

    # Zoom

    def zoom_in(self) -> None:
        """Go nearer in both lanes, around the playhead where it is seen."""
        self._zoom_at_playhead(_KEY_ZOOM)

    def zoom_out(self) -> None:
        """Go away in both lanes."""
        self._zoom_at_playhead(1 / _KEY_ZOOM)

    def show_whole(self) -> None:
        """See the whole film and the whole album."""
        self.scene.show_whole()
        self.views_changed()

    def _zoom_at_playhead(self, factor: float) -> None:
        self.scene.zoom_at_playhead(factor)
        self.views_changed()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom around the pointer; sideways, or with Shift, go along the lane."""
        turned, at = event.angleDelta(), event.position()
        part = self.scene.part_at(at.y())
        sideways = turned.x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            sideways = sideways or turned.y()
        if abs(sideways) >= abs(turned.y()):
            self.scene.pan(part, -sideways / _NOTCH * _NOTCH_PAN)
        else:
            self._zoom(part, _NOTCH_ZOOM ** (turned.y() / _NOTCH), at.x())
        self.views_changed()
        self._point_at(at)
        event.accept()

    def _zoom(self, part: Part, factor: float, x: float) -> None:
        """Zoom by one step of many: what is there already is stretched until the last of them."""
        self.scene.zoom(part, factor, x)
        self._painter.stretching = True
        self._zooming.start()

    def _end_zooming(self) -> None:
        """Draw the lanes sharp."""
        self._painter.stretching = False
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and self.scene.drag is not None:
            event.accept()
            return True
        if isinstance(event, QNativeGestureEvent) and (
            event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture
        ):
            at = event.position()
            self._zoom(self.scene.part_at(at.y()), max(0.1, 1 + event.value()), at.x())
            self.views_changed()
            return True
        return super().event(event)

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        at = event.position()
        part = self.scene.part_at(at.y())
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panned = (part, at.x())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            grip = self.scene.grip(at.x(), at.y())
            if grip is None:
                self._press(self.scene.spot(at.x(), at.y()))
            else:
                self._held = HeldBlock(grip, at.x(), self.scene, self._session, self._previews)

    def _press(self, spot: Spot) -> None:
        if spot.film_s is None:
            if spot.track is not None:
                self.music_chosen.emit(spot.track.number, spot.music_s)
            return
        if spot.part is not Part.RIBBONS:
            self._dragged = spot.part
            self._wanted = self._asked = spot.film_s
            self._drag.start()
        self._move_head(spot.film_s)
        self.sought.emit(spot.film_s)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        at = event.position()
        if self._panned is not None:
            part, x = self._panned
            self._panned = (part, at.x())
            self.scene.pan(part, x - at.x())
            self.views_changed()
        elif self._held is not None and not event.buttons() & Qt.MouseButton.LeftButton:
            self._let_go()  # the button was let go where nobody told
        elif self._dragged is not None or self._held is not None:
            self._dragged_to, self._dragged_with = at, event.modifiers()
            self._drag_on()
            if self._scroll_speed and not self._scrolling.isActive():
                self._scrolling.start()
        self._point_at(at)

    def _drag_on(self) -> None:
        """Have what is dragged be where the pointer is."""
        x = self._dragged_to.x()
        if self._held is not None:
            self._drag_block(self._held, x, self._dragged_with)
            return
        spot = self.scene.album_spot(x) if self._dragged is Part.ALBUM else None
        film_s = self.scene.film_time(x) if spot is None else spot.film_s
        if film_s is not None:
            self._wanted = film_s
            self._move_head(film_s)

    @property
    def _scroll_speed(self) -> float:
        """How fast (pixels a second) what is dragged takes its lane along; 0 while it does not."""
        if self._dragged is None and self.scene.drag is None:
            return 0.0
        return scroll_speed(self._dragged_to.x() - MARGIN, self.scene.width)

    def _scroll_on(self) -> None:
        """Go a step along the lane, with what is dragged, as long as the pointer is beyond an edge."""
        if not (speed := self._scroll_speed):
            self._scrolling.stop()
            return
        self.scene.pan(self._dragged or Part.FILM, speed * _SCROLL_MS / 1000)
        self.views_changed()
        self._drag_on()
        self._point_at(self._dragged_to)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.MiddleButton and self._panned is not None:
            self._panned = None
            self._point_at(event.position())
        elif event.button() == Qt.MouseButton.LeftButton and self._dragged is not None:
            self._drag.stop()
            if self._wanted is not None and self._wanted != self._asked:
                self.sought.emit(self._wanted)
            self._dragged = self._wanted = self._asked = None
        elif event.button() == Qt.MouseButton.LeftButton and self._held is not None:
            self._drop(self._held, event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        at = event.position()
        spot = self.scene.spot(at.x(), at.y())
        if event.button() == Qt.MouseButton.LeftButton and spot.block is not None:
            self.scene.show_block(spot.block)
            self.views_changed()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._set_hover(None)

    def _scrub(self) -> None:
        if self._wanted is not None and self._wanted != self._asked:
            self._asked = self._wanted
            self.scrubbed.emit(self._wanted)

    # Dragging blocks

    def _drag_block(self, held: HeldBlock, x: float, modifiers: Qt.KeyboardModifier) -> None:
        """Show block and ribbon where they would be, and say where that is.

        Until the pointer has gone some way it is a click still: hands shake.
        """
        if self.scene.drag is None:
            if abs(x - held.x) < QApplication.startDragDistance():
                return
            self._set_hover(None)
            self.setCursor(_cursor(held.grip, held=True))
            self.grabKeyboard()  # Esc is the drag's, and no other key changes the map under it
        held.drag_to(x, snapping=not modifiers & Qt.KeyboardModifier.ShiftModifier)
        if self.scene.drag is not None:
            self._say(x, *drag_words(self.scene.drag))
        self.update()

    def _drop(self, held: HeldBlock, at: QPointF) -> None:
        """Make the edit that is shown; a press that did not drag goes to its place instead."""
        if self.scene.drag is None:
            self._held = None
            self._move_head(held.film_s)
            self.sought.emit(held.film_s)
            self._point_at(at)
        else:  # no bubble before the pointer moves: it would cover what is said of the edit
            held.edit()
            self._let_go()

    def _let_go(self) -> None:
        """Hold no block any more; all is as it was before."""
        self._held = None
        if self.scene.drag is not None:
            self.scene.drag = None
            self.releaseKeyboard()
            self.put_bubble_away()
            self.unsetCursor()
            self.update()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._let_go()

    def _point_at(self, at: QPointF) -> None:
        """Mark what is under the pointer, in both lanes, and say what it is."""
        if self.scene.drag is not None:
            return
        if self._dragged is Part.FILM:
            at = QPointF(at.x(), self.scene.film_top)
        elif self._dragged is Part.ALBUM:
            at = QPointF(at.x(), self.scene.album_top)
        spot = self.scene.spot(at.x(), at.y())
        self._set_hover(spot)
        grip = self.scene.grip(at.x(), at.y()) if self._dragged is None else None
        if self._panned is None and grip is not None:
            self.setCursor(_cursor(grip, held=False))
        elif self._panned is None:
            leads = spot.part is not Part.FILM and spot.film_s is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        time, words = hover_words(spot, self.scene.ties, exact=self._finest_scale < _EXACT_S)
        self._say(at.x(), time, words if self.scene.duration > 0 else "")

    def _say(self, x: float, time: str, words: str) -> None:
        """Say this above the lanes."""
        bubble = self._bubble_shown()
        if not time:
            bubble.hide()
            return
        x = min(max(x, MARGIN), self.width() - MARGIN)
        bubble.point_at(self.mapTo(self.window(), QPoint(round(x), -2)), time, words)

    def _bubble_shown(self) -> HoverBubble:
        if self._bubble is None:
            self._bubble = HoverBubble(self.window())
        return self._bubble

    def put_bubble_away(self) -> None:
        """Say nothing at the pointer until it moves, but where a block would be that is being dragged."""
        if self.scene.drag is None and self._bubble is not None:
            self._bubble.hide()

    def _set_hover(self, spot: Spot | None) -> None:
        region: QRegion = self._painter.hover_region()
        self.scene.hover = spot
        self.update(region + self._painter.hover_region())
        if spot is None:
            self.put_bubble_away()

    @property
    def hover_text(self) -> str:
        """What the bubble at the pointer says; empty while the pointer is elsewhere."""
        return self._bubble.text if self._bubble is not None and self._bubble.isVisible() else ""

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if self.scene.drag is not None:
            if event.key() == Qt.Key.Key_Escape:
                self._let_go()
            return
        duration, position = self.scene.duration, self.scene.position
        place = {
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: duration,
            Qt.Key.Key_PageUp: position + _PAGE_S,
            Qt.Key.Key_PageDown: position - _PAGE_S,
            Qt.Key.Key_Up: position + _KEY_S,
            Qt.Key.Key_Down: position - _KEY_S,
        }.get(Qt.Key(event.key()))
        if place is None or duration <= 0:
            event.ignore()
            return
        place = max(0.0, min(duration, place))
        self._move_head(place)
        self.sought.emit(place)


def _following(view: LaneView, before: float | None, after: float) -> LaneView:
    """Turn the page for a playhead that was seen and is no more, or that jumped out of sight."""
    moves_in = before is None or view.shows(before) or abs(after - before) > _JUMP_S
    return view.paged_to(after) if moves_in and not view.shows(after) else view


def _cursor(grip: Grip, *, held: bool) -> Qt.CursorShape:
    """Return the pointer that says what a press does."""
    if grip.hold is not Hold.BLOCK:
        return Qt.CursorShape.SizeHorCursor
    return Qt.CursorShape.ClosedHandCursor if held else Qt.CursorShape.OpenHandCursor


def _same(one: _Shown, other: _Shown) -> bool:
    """Compare what is shown; maps and matches are large, and are others whenever they change."""
    return one[0] is other[0] and one[1] == other[1] and one[2] is other[2] and one[3] == other[3]


def _proposed(session: SessionPort) -> tuple[Cue, ...]:
    """Return the cues that wait to be decided about."""
    from gallows_sync.cue_search import Verdict

    if session.search is None:
        return ()
    return tuple(found.proposal.cue for found in session.search.candidates if found.verdict is Verdict.OPEN)
