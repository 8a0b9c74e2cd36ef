"""Where the files that come with the program are: its cue maps and its demo.

In a checkout and in an editable installation they lie beside the package, in ``cues/`` and ``assets/``; a
wheel carries them inside it, in ``_shipped/``. All others ask here, by the name they have in the checkout.
"""

from importlib.resources import files
from pathlib import Path

from gallows_sync.errors import GallowsSyncError
from gallows_sync.wording import phrase


class NotShippedError(GallowsSyncError):
    """A file that should have come with the program is not there; ``name`` says which."""

    def __init__(self, name: str) -> None:
        missing = phrase(
            "Shipped", "{name}, which comes with Gallows Sync, is missing: install the program again."
        )
        super().__init__(missing.fill(name=name))
        self.name = name


def shipped_path(name: str) -> Path:
    """Return the path of the shipped file or folder ``name``, such as ``"cues/demo.yaml"``.

    Raises:
        NotShippedError: it is not there.
    """
    path = _root() / name
    if not path.exists():
        raise NotShippedError(name)
    return path


def shipped_cue_maps() -> tuple[Path, ...]:
    """Return every shipped cue map, ordered by name.

    Raises:
        NotShippedError: the folder of cue maps is not there.
    """
    return tuple(sorted(shipped_path("cues").glob("*.yaml")))


def _root() -> Path:
    # libVLC and FFmpeg open files by path, so the program runs from folders, never from inside a zip file.
    package = Path(str(files("gallows_sync")))
    in_wheel = package / "_shipped"
    return in_wheel if in_wheel.is_dir() else package.parent
