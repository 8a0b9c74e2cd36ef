"""Every command of the window: words, keys, place in the menus. The list of keys is read from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu


@dataclass(frozen=True, slots=True)
class Command:
    """``menu`` is where it stands, empty for keys alone; ``repeats`` lets a held key give it again and again.

    ``same_keys`` are other names of ``keys``, for keyboards that report them so or have keys of their own.
    """

    name: str
    words: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    repeats: bool = False
    checkable: bool = False
    separated: bool = False
    same_keys: tuple[str, ...] = ()


_OPENED, _CLOSED = ("{", "Shift+{"), ("}", "Shift+}")
"""What Shift and a bracket are called where they make a brace."""

LEAD_INS = (
    ("lead-in 0", "Loop begins with the cue", 0.0),
    ("lead-in 2", "Loop begins 2 s before the cue", 2.0),
    ("lead-in 5", "Loop begins 5 s before the cue", 5.0),
    ("lead-in 10", "Loop begins 10 s before the cue", 10.0),
)
"""What can be chosen between: command, words, seconds."""

_MEDIA_PLAY = ("Media Play", "Media Pause", "Toggle Media Play/Pause")
"""Which of them a keyboard's one key sends differs."""

COMMANDS = (
    Command("open film", "Open film…", ("Ctrl+O",), "File"),
    Command("open album", "Open album folder…", ("Ctrl+Shift+O",), "File"),
    Command("open album file", "Open album file…", (), "File"),
    Command("open map", "Open cue map…", (), "File"),
    Command("reload map", "Reload cue map", (), "File"),
    Command("save", "Save cue map", ("Ctrl+S",), "File", separated=True),
    Command("save still", "Save still picture…", ("Ctrl+Shift+S",), "File"),
    Command("quit", "Quit", ("Ctrl+Q",), "File", separated=True),
    Command("undo", "Undo", ("Ctrl+Z",), "Edit"),
    Command("redo", "Redo", ("Ctrl+Shift+Z",), "Edit"),
    Command("find cues", "Find the cues in this copy", (), "Edit", separated=True),
    Command("earlier", "Music 10 ms earlier", ("[",), "Edit", repeats=True, separated=True),
    Command("later", "Music 10 ms later", ("]",), "Edit", repeats=True),
    Command("much earlier", "Music 100 ms earlier", ("Shift+[",), "Edit", repeats=True, same_keys=_OPENED),
    Command("much later", "Music 100 ms later", ("Shift+]",), "Edit", repeats=True, same_keys=_CLOSED),
    Command("little earlier", "Music 1 ms earlier", ("Ctrl+[",), "Edit", repeats=True),
    Command("little later", "Music 1 ms later", ("Ctrl+]",), "Edit", repeats=True),
    Command("begin here", "Cue begins here", ("I",), "Edit", separated=True),
    Command("end here", "Cue ends here", ("O",), "Edit"),
    Command("mark", "Mark the picture, then its music", ("K",), "Edit"),
    Command("shift all", "Shift all cues: this one begins here", (), "Edit", separated=True),
    Command("stretch all", "Stretch all cues: this one begins here", (), "Edit"),
    Command("restore", "Restore the map as it was found", (), "Edit", separated=True),
    Command("play", "Play / pause", ("Space",), "Playback", same_keys=_MEDIA_PLAY),
    Command("next", "Next cue", ("N",), "Playback", separated=True, same_keys=("Media Next",)),
    Command("previous", "Previous cue", ("P",), "Playback", same_keys=("Media Previous",)),
    Command("loop", "Loop the cue", ("L",), "Playback", checkable=True),
    *(Command(name, words, (), "Playback", checkable=True) for name, words, _ in LEAD_INS),
    Command("back", "5 seconds back", ("Left",), "Playback", repeats=True, separated=True),
    Command("on", "5 seconds on", ("Right",), "Playback", repeats=True),
    Command("frame back", "One frame back", (",",), "Playback", repeats=True),
    Command("frame on", "One frame on", (".",), "Playback", repeats=True),
    Command("monitor", "Monitor: mix → film → album", ("M",), "Playback", separated=True),
    Command("null", "Null listen: the film without the album", ("X",), "Playback", checkable=True),
    Command("mute", "Mute", (), "Playback"),
    Command("copy time", "Copy the film time", (), "Playback", separated=True),
    Command("zoom in", "Zoom in", ("+",), "View", repeats=True, same_keys=("Shift++", "=")),
    Command("zoom out", "Zoom out", ("-",), "View", repeats=True),
    Command("whole film", "The whole film and album", ("Ctrl+0",), "View"),
    Command("card", "Card", ("C",), "View", checkable=True, separated=True),
    Command("subtitles", "Subtitles", ("V",), "View", checkable=True),
    Command("open subtitles", "Open subtitles…", (), "View"),
    Command("full screen", "Picture only, full screen", ("F", "F11"), "View", separated=True),
    Command("leave", "Leave full screen", ("Escape",), "View"),
    Command("keys", "Keys", ("?",), "Help", same_keys=("Shift+?",)),
    Command("about", "About Gallows Sync", (), "Help"),
    *(Command(f"cue {number}", f"Jump to cue {number}", (str(number % 10),)) for number in range(1, 11)),
)


def add_actions(window: QMainWindow, handlers: Mapping[str, Callable[[], None]]) -> dict[str, QAction]:
    """Give ``window`` one action a command, in its menus and by key, and return them by name.

    The actions belong to the window itself, so that the keys work while the menu bar is hidden.
    """
    actions = {}
    menus = {}
    for command in COMMANDS:
        action = QAction(command.words, window)
        action.setShortcuts([QKeySequence(key) for key in command.keys + command.same_keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(command.repeats)
        action.setCheckable(command.checkable)
        action.triggered.connect(lambda _=False, run=handlers[command.name]: run())
        window.addAction(action)
        if command.menu:
            if command.menu not in menus:
                menus[command.menu] = window.menuBar().addMenu(command.menu)
            if command.separated:
                menus[command.menu].addSeparator()
            menus[command.menu].addAction(action)
        actions[command.name] = action
    actions["about"].setMenuRole(QAction.MenuRole.AboutRole)
    actions["quit"].setMenuRole(QAction.MenuRole.QuitRole)
    return actions


def menu_of(action: QAction) -> QMenu:
    """Return the menu of the menu bar that ``action`` stands in."""
    return next(menu for menu in action.associatedObjects() if isinstance(menu, QMenu))
