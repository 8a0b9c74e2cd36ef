"""She takes the lift: floors pass, one to every bar, until the current is cut."""
from picture import cabin
from picture.stage import Stage


def paint(stage: Stage) -> None:
    cabin.behind_her(stage, 0.0)
