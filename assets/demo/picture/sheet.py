"""Shows frames of the film as one PNG, to judge it by eye.

From ``assets/demo``: ``python -m picture.sheet SCENE|FRAMES out.png [columns]``, where FRAMES is one number,
or ``first-stop`` or ``first-stop/step``. A scene is shown by 12 frames spread over it; one frame in full
size."""

import sys
import time

import numpy as np
import plan
from PySide6.QtGui import QImage

from picture import frame


def frames(wanted: str) -> list[int]:
    """Return the frames that ``wanted`` names (see above)."""
    scene = next((scene for scene in plan.SCENES if scene.id == wanted), None)
    if scene:
        return [scene.first + round((k + 0.5) * scene.frames / 12) for k in range(12)]
    span, _, step = wanted.partition("/")
    first, _, stop = span.partition("-")
    return list(range(int(first), int(stop or int(first) + 1), int(step or 1)))


def main(wanted: str, path: str, columns: str = "3") -> None:
    """Write the contact sheet and print what a frame cost."""
    numbers = frames(wanted)
    shrink = 1 if len(numbers) == 1 else 2
    across = min(int(columns), len(numbers))
    started = time.perf_counter()
    pictures = [frame(number) for number in numbers]
    print(f"{(time.perf_counter() - started) / len(numbers) * 1000:.0f} ms a frame")
    small = [p.reshape(720 // shrink, shrink, 960 // shrink, shrink).mean((1, 3)) for p in pictures]
    small += [np.zeros_like(small[0])] * (-len(small) % across)
    sheet = np.vstack([np.hstack(small[i : i + across]) for i in range(0, len(small), across)]).astype(
        np.uint8
    )
    height, width = sheet.shape
    QImage(sheet.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).save(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
