"""Not painted yet."""

from picture import letters
from picture.stage import Stage


def paint(stage: Stage) -> None:
    with stage.layer(0) as p:
        letters.text(p, stage.scene.text, 0, 0, 18)
