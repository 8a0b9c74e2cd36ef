"""She takes the lift: out of the lobby, past a floor to every bar, until the current is cut."""

import math

import plan
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPen, QPolygonF, QTransform

from picture import cabin, letters
from picture.light import cone, glow, haze
from picture.people import STAND, WOMAN, Pose, Rim, person, walk
from picture.portrait import head
from picture.relief import Lamp
from picture.stage import Camera, Stage, drift, ease, gray, mix, ramp, settle, travel
from picture.weather import wet

_FLOOR = [frame for frame, _ in cabin.PASSES]
HER = _FLOOR[1] + 32
"""The cuts: to her face in the cabin, into the shaft, back into the cabin; each between two floors' lamps."""
SHAFT = _FLOOR[3] + 32
CABIN = _FLOOR[4] + 32


def paint(stage: Stage) -> None:
    if stage.frame < HER:
        _lobby(stage)
    elif stage.frame < SHAFT:
        _close(stage)
    elif stage.frame < CABIN:
        _shaft(stage)
    else:
        _stop(stage)


# The lobby: x to the right, y downwards from the eye, z away; the lift is in the wall at the end.

EYE_TO_FLOOR, CEILING, SIDE, END = 165.0, -330.0, 330.0, 1500.0
DOOR = QRectF(-105, -115, 210, 280)
STOREY = 470.0
LENS = 800.0


class _Hall:
    """The lobby, seen from ``z`` along its axis."""

    def __init__(self, z: float) -> None:
        self.z = z

    def at(self, x: float, y: float, z: float) -> QPointF:
        scale = LENS / max(z - self.z, 30)
        return QPointF(x * scale, y * scale + 26)

    def plane(self, *corners: tuple[float, float, float]) -> QPolygonF:
        return QPolygonF([self.at(*corner) for corner in corners])

    def wall(self) -> QTransform:
        """Return the way from the end wall's x and y to the picture."""
        scale = LENS / (END - self.z)
        return QTransform.fromTranslate(0, 26).scale(scale, scale)


def eye(frame: int) -> float:
    """Return how far into the lobby we have come."""
    return mix(120, 690, ease((frame - plan.SCENES[5].first) / plan.FRAME_RATE, -2.5, 6.6))


def lobby_lamp(k: int, frame: int) -> QPointF:
    """Return where the lamp of floor ``k`` is seen in the lobby."""
    return _Hall(eye(frame)).wall().map(lobby_row(k))


def _lobby(stage: Stage) -> None:
    t, frame = stage.t, stage.frame
    hall = _Hall(eye(frame))
    at = cabin.height(frame)
    gone = at * STOREY
    # How much of the cabin's light still falls into the hall.
    light = 1 - ease(gone, 60, 330)
    shut = ease(frame, *plan.LIFT_DOORS)
    with stage.layer() as p:
        _hall_surfaces(p, hall)
        p.save()
        p.setTransform(hall.wall(), True)
        _end_wall(p)
        _opening(p, stage, gone, shut)
        p.restore()
    with stage.lighting(ambient=0.075, blur=7, gain=2.2) as p:
        scale = LENS / (END - hall.z)
        middle = hall.at(0, 20, END)
        p.save()
        p.setTransform(hall.wall(), True)
        p.fillRect(DOOR, gray(116))
        glow(p, 0, 60 - gone, 330, 0.55 * light, core=0.3)
        glow(p, 0, -215, 300, 0.36, squash=0.36, core=0.4)
        p.restore()
        # The cabin's light lies on the floor, cut by the gate and by her.
        p.setBrush(QBrush(gray(150 * light)))
        p.drawPolygon(
            hall.plane((-105, 165, END), (105, 165, END), (330, 165, END - 900), (-330, 165, END - 900))
        )
        run = QLinearGradient(hall.at(0, 165, END), hall.at(0, 165, END - 900))
        run.setColorAt(0, gray(0, 0.0))
        run.setColorAt(0.75, gray(0, 0.75))
        run.setColorAt(1, gray(0, 1))
        bars = []
        for k in range(9):
            x = mix(-105, 105, k / 8) * mix(1, 0.25, 0) if k / 8 <= shut else None
            if x is not None:
                bars.append(
                    hall.plane(
                        (x - 3, 165, END),
                        (x + 3, 165, END),
                        (x * 3.1 + 12, 165, END - 900),
                        (x * 3.1 - 12, 165, END - 900),
                    )
                )
        p.setBrush(QBrush(gray(0, 0.55 * light)))
        for bar in bars:
            p.drawPolygon(bar)
        # Her shadow: from her feet to her head it is the longer the nearer to us.
        figure = (
            *((0, 12), (230, 17), (240, 27), (420, 17), (560, 30), (640, 27)),
            *((665, 9), (690, 12), (720, 17), (790, 16), (830, 7)),
        )
        p.setBrush(QBrush(gray(0, 0.92)))
        right = [(12 + 0.02 * away + half, 165.0, END - away) for away, half in figure]
        left = [(12 + 0.02 * away - half, 165.0, END - away) for away, half in reversed(figure)]
        p.drawPolygon(hall.plane(*right, *left))
        p.setBrush(QBrush(run))
        p.drawPolygon(
            hall.plane((-140, 165, END), (140, 165, END), (360, 165, END - 900), (-360, 165, END - 900))
        )
        p.setBrush(Qt.BrushStyle.NoBrush)
        # Lamps on the columns, and what they leave on the walls.
        for z in (420, 780, 1140):
            for side in (-1, 1):
                lamp = hall.at(side * 292, -120, z)
                near = LENS / max(z - hall.z, 60)
                if z - hall.z > 120:
                    glow(p, lamp.x(), lamp.y(), 300 * near, 0.62, core=0.15)
        glow(p, middle.x(), middle.y() + 120 * scale, 620 * scale, 0.2 * light, squash=0.5, core=0.3)
    floor = hall.at(0, 165, END).y() + 360
    wet(stage, floor, 0.34, 1.0, 1.1)
    with stage.layer() as p:
        for z in (420, 780, 1140):
            for side in (-1, 1):
                if z - hall.z > 120:
                    lamp = hall.at(side * 292, -120, z)
                    near = LENS / (z - hall.z)
                    glow(p, lamp.x(), lamp.y(), 60 * near, 0.85, core=0.1)
        middle = hall.at(0, -20, END)
        scale = LENS / (END - hall.z)
        cone(p, middle.x(), middle.y() - gone * scale, 90, 560 * scale, 90, 0.2 * light, edge=1)
        haze(p, QRectF(-480, -300, 960, 560), t, 0.1)
        p.save()
        p.setTransform(hall.wall(), True)
        for floor_ in range(len(cabin.FLOORS)):
            place = lobby_row(floor_)
            cabin.floor_lamp(p, floor_, frame, place.x(), place.y(), 15)
        p.restore()
    _foreground(stage, hall)


def lobby_row(k: int) -> QPointF:
    """Return where the lamp of floor ``k`` is on the lobby's end wall."""
    return QPointF(-198 + 44 * k, -182)


def _hall_surfaces(p: QPainter, hall: _Hall) -> None:
    p.fillRect(QRectF(-480, -360, 960, 720), gray(20))
    tiles = 110.0
    for row in range(15):
        z = 60 + row * tiles
        if z + tiles < hall.z + 40:
            continue
        for column in range(-3, 3):
            tone = 118 if (row + column) % 2 else 62
            x = column * tiles
            p.setBrush(QBrush(gray(tone)))
            p.drawPolygon(
                hall.plane((x, 165, z), (x + tiles, 165, z), (x + tiles, 165, z + tiles), (x, 165, z + tiles))
            )
    for side in (-1, 1):
        wall = side * SIDE
        p.setBrush(QBrush(gray(70)))
        p.drawPolygon(
            hall.plane(
                (wall, 165, hall.z + 40), (wall, CEILING, hall.z + 40), (wall, CEILING, END), (wall, 165, END)
            )
        )
        for y in (60, -230):
            p.setPen(QPen(gray(26), 1.5))
            p.drawLine(hall.at(wall, y, hall.z + 40), hall.at(wall, y, END))
            p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QBrush(gray(42)))
    p.drawPolygon(
        hall.plane(
            (-SIDE, CEILING, hall.z + 40),
            (SIDE, CEILING, hall.z + 40),
            (SIDE, CEILING, END),
            (-SIDE, CEILING, END),
        )
    )
    for z in (1350, 1140, 960, 780, 600, 420):
        if z - hall.z < 60:
            continue
        p.setBrush(QBrush(gray(30)))
        p.drawPolygon(
            hall.plane(
                (-SIDE, CEILING, z), (SIDE, CEILING, z), (SIDE, CEILING + 34, z), (-SIDE, CEILING + 34, z)
            )
        )
    for z in (1140, 780, 420):
        for side in (-1, 1):
            if z - hall.z < 90:
                continue
            inner, outer = side * 258, side * 322
            # A column: its front, and the side that looks into the hall; fluted, with base and capital.
            for k in range(6):
                a, b = mix(inner, outer, k / 6), mix(inner, outer, (k + 1) / 6)
                p.setBrush(QBrush(gray((118, 134, 112, 92, 74, 58)[k] * 0.9)))
                p.drawPolygon(hall.plane((a, 165, z), (b, 165, z), (b, CEILING, z), (a, CEILING, z)))
            p.setBrush(QBrush(gray(86)))
            p.drawPolygon(
                hall.plane(
                    (inner, 165, z), (inner, 165, z + 70), (inner, CEILING, z + 70), (inner, CEILING, z)
                )
            )
            for top, foot, out in ((165, 135, 9), (CEILING + 34, CEILING, 12)):
                p.setBrush(QBrush(gray(104)))
                p.drawPolygon(
                    hall.plane(
                        (inner - side * out, top, z),
                        (outer, top, z),
                        (outer, foot, z),
                        (inner - side * out, foot, z),
                    )
                )
            p.setBrush(QBrush(gray(40)))
            p.drawPolygon(
                hall.plane(
                    (inner + side * 22, -96, z - 2),
                    (inner + side * 42, -96, z - 2),
                    (inner + side * 38, -84, z - 2),
                    (inner + side * 26, -84, z - 2),
                )
            )
    p.setBrush(Qt.BrushStyle.NoBrush)


def _end_wall(p: QPainter) -> None:
    marble = QLinearGradient(0, CEILING, 0, 165)
    marble.setColorAt(0, gray(66))
    marble.setColorAt(1, gray(104))
    p.fillRect(QRectF(-SIDE, CEILING, 2 * SIDE, 165 - CEILING), QBrush(marble))
    p.setPen(QPen(gray(40), 1.2))
    for y in (-260, -80, 40):
        p.drawLine(QPointF(-SIDE, y), QPointF(SIDE, y))
    p.setPen(Qt.PenStyle.NoPen)
    # The lift's portal: stepped brass, and over it the row of its lamps.
    for out, tone in ((46, 60), (34, 120), (26, 44), (12, 140), (6, 60)):
        p.fillRect(DOOR.adjusted(-out, -out, out, 0), gray(tone))
    plate = QLinearGradient(0, -210, 0, -154)
    for at, tone in ((0, 170), (0.1, 96), (0.85, 66), (1, 130)):
        plate.setColorAt(at, gray(tone))
    p.fillRect(QRectF(-230, -210, 460, 56), QBrush(plate))
    p.fillRect(QRectF(-224, -204, 448, 44), gray(30))
    letters.text(p, "Le Veilleur", 0, -236, 26, tone=250, tracking=0.3)


def _opening(p: QPainter, stage: Stage, gone: float, shut: float) -> None:
    """Paint the shaft's opening: the cabin with her, as far as it is still there, and the gate before it."""
    frame = stage.frame
    p.save()
    p.setClipRect(DOOR)
    p.fillRect(DOOR, gray(3))
    for x, wide in ((-30, 3), (-18, 3), (20, 3), (60, 5)):
        p.fillRect(QRectF(x, DOOR.top(), wide, DOOR.height()), gray(26))
    p.save()
    p.translate(0, -gone)
    back = QLinearGradient(0, DOOR.top(), 0, 165)
    for at, tone in ((0, 250), (0.25, 226), (0.75, 150), (1, 110)):
        back.setColorAt(at, gray(tone))
    p.fillRect(QRectF(-105, -122, 210, 287), QBrush(back))
    p.fillRect(QRectF(-105, 158, 210, 26), gray(12))
    p.fillRect(QRectF(-105, -122, 34, 287), gray(92))
    p.fillRect(QRectF(71, -122, 34, 287), gray(104))
    for x in (-66, -22, 22):
        p.setPen(QPen(gray(96), 1.4))
        p.drawRect(QRectF(x, -100, 40, 150))
        p.drawRect(QRectF(x, 62, 40, 82))
        p.setPen(Qt.PenStyle.NoPen)
    p.fillRect(QRectF(-71, 54, 142, 4), gray(250))
    glow(p, 0, -108, 150, 0.9, core=0.2)
    # She has just come in, and turns round to the gate.
    came = ramp(frame, 2824, 2841)
    way = 0.30 * came
    turned = ease(frame, 2838, 2858)
    pose = walk(way, STAND, 0.6).toward(STAND, ease(frame, 2836, 2846)) if came < 1 or frame < 2846 else STAND
    reach = ease(frame, 2834, 2842) * (1 - ease(frame, 2858, 2870))
    pose = pose.toward(Pose(right_shoulder=46, right_elbow=24, lean=3), reach)
    person(p, WOMAN, pose, 8, 160, mix(214, 198, came), 265 - 178 * turned, 0.12, Rim(1.2, -1.0, 200))
    p.restore()
    p.restore()
    p.save()
    p.setClipRect(DOOR)
    cabin.lattice(p, DOOR.adjusted(0, -8, 0, 0), 1 - shut, 16, 2.8, 26, 90)
    p.restore()


def _foreground(stage: Stage, hall: _Hall) -> None:
    """Paint the dark column that we come from behind of."""
    with stage.layer() as p:
        for side, x in ((-1, 560 - 0.1 * hall.z), (1, 590 - 0.05 * hall.z)):
            run = QLinearGradient(side * (x - 170), 0, side * x, 0)
            for at, tone, cover in ((0, 2, 0.0), (0.2, 3, 0.9), (1, 0, 1)):
                run.setColorAt(at, gray(tone, cover))
            p.fillRect(QRectF(min(side * (x - 170), side * 700), -400, 700 - x + 170, 800), QBrush(run))


PLATE_X = -318.0


def plate_row(k: int) -> QPointF:
    """Return where the lamp of floor ``k`` is on the brass plate beside her."""
    return QPointF(PLATE_X, 276 - 66 * k)


def _close(stage: Stage) -> None:
    """Paint her face in the cabin; the floors pass over it as bars of light."""
    t, frame = stage.since(HER), stage.frame
    at = cabin.height(frame)
    near = (at + 0.5) % 1 - 0.5  # 0 when a landing is level with her
    light = 1 - ease(abs(near), 0.2, 0.46)
    with stage.layer() as p:
        p.fillRect(QRectF(-500, -400, 1000, 800), gray(70))
        for x in (-260, -20, 220):
            area = QRectF(x, -300, 210, 480)
            run = QLinearGradient(x, 0, x + 210, 0)
            for stop, tone in ((0, 46), (0.05, 112), (0.5, 84), (0.95, 70), (1, 30)):
                run.setColorAt(stop, gray(tone))
            p.fillRect(area, QBrush(run))
            p.setPen(QPen(gray(26), 6))
            p.drawRect(area)
            p.setPen(Qt.PenStyle.NoPen)
        rail = QLinearGradient(0, 214, 0, 240)
        for stop, tone in ((0, 30), (0.3, 220), (0.6, 80), (1, 20)):
            rail.setColorAt(stop, gray(tone))
        p.fillRect(QRectF(-500, 214, 1000, 26), QBrush(rail))
    stage.defocus(4)
    with stage.layer() as p:
        p.translate(250, -235 + 1.2 * math.sin(t * 1.7))
        p.scale(-2.15, 2.15)
        turn = QTransform.fromTranslate(-10, 250)
        turn.rotate(-5 - 5 * ease(t, 0.4, 2.6) + 0.6 * drift(t * 0.6, 5)).translate(10, -250)
        p.setTransform(turn, True)
        # The landing's lamp passes from above to below; so does its light on her.
        lamps = [
            Lamp(330, 100 + near * 520, 190, 420, 1.5 * light),
            Lamp(60, -320, 260, 400, 0.32),
        ]
        lit = next(k for start, k in reversed(cabin.PASSES) if frame >= start)
        lamps.append(Lamp(262, (plate_row(lit).y() + 235) / 2.15, 40, 110, 0.5))
        blinks = any(0 <= frame - blink < 4 for blink in (HER + 52, _FLOOR[3] + 3))
        head("shut" if blinks else "ahead").paint(p, lamps, 0.03)
    with stage.lighting(ambient=0.13, blur=5, gain=2.0) as p:
        middle = near * 900
        for half, tone in ((350, 70), (310, 105), (270, 140)):
            p.fillRect(QRectF(-500, middle - half, 1000, 2 * half), gray(tone * light, 0.8))
        # The gate's shadow runs against the light.
        p.translate(0, -near * 320)
        p.setOpacity(0.62 * light)
        cabin.lattice(p, QRectF(-560, -1100, 1200, 1900), 0, 0, 17, 150)
        p.setOpacity(1)
        p.translate(0, near * 320)
        glow(p, PLATE_X, plate_row(lit).y(), 300, 0.35, core=0.2)
        glow(p, 90, -420, 560, 0.22, core=0.4)
    with stage.layer() as p:
        brass = QLinearGradient(PLATE_X - 58, 0, PLATE_X + 58, 0)
        for stop, tone in ((0, 30), (0.06, 110), (0.12, 50), (0.6, 30), (0.92, 22), (1, 60)):
            brass.setColorAt(stop, gray(tone * (0.4 + 0.6 * light)))
        p.fillRect(QRectF(PLATE_X - 58, -420, 116, 780), QBrush(brass))
        cone(p, -560, near * 900, 0, 980, 40, 0.12 * light, edge=1)
        haze(p, QRectF(-520, -360, 1040, 720), stage.t, 0.045 * (0.3 + light))
        for k in range(len(cabin.FLOORS)):
            place = plate_row(k)
            cabin.floor_lamp(p, k, frame, place.x(), place.y(), 22)


def _shaft(stage: Stage) -> None:
    """Look down the shaft: the cabin rises with its light, the counterweight comes down past us."""
    t, frame = stage.since(SHAFT), stage.frame
    stage.camera = travel(t, (0.0, Camera(0, 0, 1.0)), (3.0, Camera(0, 10, 1.08)))
    shaft = cabin.Shaft(-30, 40, 0.25)
    at = cabin.height(frame)
    roof = 560 + (cabin.height(CABIN) - at) * cabin.STOREY * 2.1

    def tone(z: float) -> float:
        return 4 + 130 * math.exp(-abs(z - roof) / 300) * (1 if z < roof else 0.4)

    with stage.layer() as p:
        shaft.paint(p, tone, 0.1, 0.75)
        edge = shaft.square(roof, 292)
        glow(p, edge.center().x(), edge.center().y(), edge.width() * 1.3, 0.5, core=0.3)
        p.fillRect(edge, gray(210))
        top = shaft.square(roof - 30, 262)
        p.fillRect(top, gray(34))
        p.setPen(QPen(gray(90), 2))
        p.drawRect(top)
        p.setPen(Qt.PenStyle.NoPen)
        for half in (150, 120):
            p.fillRect(shaft.square(roof - 32, half), gray(20 if half == 120 else 58))
        for x in (-80, 0, 80):
            slit = QRectF(shaft.at(x - 24, 170, roof - 32), shaft.at(x + 24, 190, roof - 32))
            p.fillRect(slit, gray(235))
        beam = QRectF(shaft.at(-262, -26, roof - 60), shaft.at(262, 26, roof - 60))
        p.fillRect(beam, gray(12))
        p.fillRect(QRectF(beam.left(), beam.top(), beam.width(), 2), gray(120))
        shaft.cables(p, tone, -at * 900, roof - 60, t)
        glow(p, edge.center().x(), edge.center().y(), edge.width() * 0.9, 0.34, core=0.2)
    haze_area = QRectF(-300, -280, 620, 620)
    with stage.layer() as p:
        haze(p, haze_area, t, 0.08)
        # The counterweight falls towards the cabin, past us and away.
        z = 60 + 900 * ramp(t, 0.5, 2.67) ** 1.2 if t > 0.5 else 0
        if z:
            near, far = z, z + 260
            p.setBrush(QBrush(gray(6)))
            for x, y, half in ((150, -235, 92),):
                face = QRectF(shaft.at(x - half, y - 40, near), shaft.at(x + half, y + 40, near))
                away = QRectF(shaft.at(x - half, y - 40, far), shaft.at(x + half, y + 40, far))
                p.drawPolygon(
                    QPolygonF([face.bottomLeft(), face.bottomRight(), away.bottomRight(), away.bottomLeft()])
                )
                p.drawPolygon(
                    QPolygonF([face.topLeft(), face.bottomLeft(), away.bottomLeft(), away.topLeft()])
                )
                p.drawRect(face)
                p.setPen(QPen(gray(40), 1.5))
                p.drawRect(face)
                p.setPen(Qt.PenStyle.NoPen)
    cabin.girder(stage, 0.5)


def _stop(stage: Stage) -> None:
    """Paint her before the gate, until the current is cut: the lift hangs, swings, and all is dark."""
    swing = cabin.bounce(stage.frame)
    since = stage.since(plan.CURRENT_CUT)
    if since >= 0:
        stage.camera = Camera(2 * swing, 15 * swing, 1.0 + 0.05 * ease(since, 0.6, 4), 0.5 * swing)
    # The jolt takes her in the knees and to one side; then she stands and listens.
    jolt = settle(since, 0.0, 0.16) * (1 - ease(since, 0.3, 1.3))
    sway = 0.35 * drift(stage.t * 0.5, 9)
    her = cabin.Her(74 - 10 * jolt, 606 + 26 * jolt, tilt=sway - 3.2 * jolt)
    cabin.behind_her(stage, 0.0, her)
