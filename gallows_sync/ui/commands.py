"""Every command of the window: words, keys, place in the menus. The list of keys is read from here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QMainWindow, QMenu

from gallows_sync.ui.language import localized
from gallows_sync.wording import Phrase, phrase


@dataclass(frozen=True, slots=True)
class Command:
    """``menu`` names where it stands, empty for keys alone; & in ``words`` stands before its letter there.

    ``repeats`` lets a held key give it again and again; ``same_keys`` are other names of ``keys``, for
    keyboards that report them so or have keys of their own.
    """

    name: str
    words: Phrase
    keys: tuple[str, ...] = ()
    menu: str = ""
    repeats: bool = False
    checkable: bool = False
    separated: bool = False
    same_keys: tuple[str, ...] = ()


MENUS = {
    "File": phrase("Commands", "&File"),
    "Edit": phrase("Commands", "&Edit"),
    "Playback": phrase("Commands", "&Playback"),
    "View": phrase("Commands", "&View"),
    "Help": phrase("Commands", "&Help"),
}
"""The menus by the names that commands know them by; & stands before the letter that opens it with Alt."""

_OPENED, _CLOSED = ("{", "Shift+{"), ("}", "Shift+}")
"""What Shift and a bracket are called where they make a brace."""

LEAD_INS = (
    ("lead-in 0", phrase("Commands", "Loop begins &with the cue"), 0.0),
    ("lead-in 2", phrase("Commands", "Loop begins &2 s before the cue"), 2.0),
    ("lead-in 5", phrase("Commands", "Loop begins &5 s before the cue"), 5.0),
    ("lead-in 10", phrase("Commands", "Loop begins &10 s before the cue"), 10.0),
)
"""What can be chosen between: command, words, seconds."""

_MEDIA_PLAY = ("Media Play", "Media Pause", "Toggle Media Play/Pause")
"""Which of them a keyboard's one key sends differs."""

COMMANDS = (
    Command("open film", phrase("Commands", "Open &film…"), ("Ctrl+O",), "File"),
    Command("open album", phrase("Commands", "Open &album folder…"), ("Ctrl+Shift+O",), "File"),
    Command("open album file", phrase("Commands", "Open album fi&le…"), (), "File"),
    Command("open map", phrase("Commands", "Open cue &map…"), (), "File"),
    Command("reload map", phrase("Commands", "R&eload cue map"), (), "File"),
    Command("save", phrase("Commands", "&Save cue map"), ("Ctrl+S",), "File", separated=True),
    Command("save still", phrase("Commands", "Save still &picture…"), ("Ctrl+Shift+S",), "File"),
    Command("quit", phrase("Commands", "&Quit"), ("Ctrl+Q",), "File", separated=True),
    Command("undo", phrase("Commands", "&Undo"), ("Ctrl+Z",), "Edit"),
    Command("redo", phrase("Commands", "&Redo"), ("Ctrl+Shift+Z",), "Edit"),
    Command("find cues", phrase("Commands", "&Find the cues in this copy"), (), "Edit", separated=True),
    Command(
        "earlier", phrase("Commands", "Music 10 ms &earlier"), ("[",), "Edit", repeats=True, separated=True
    ),
    Command("later", phrase("Commands", "Music 10 ms &later"), ("]",), "Edit", repeats=True),
    Command(
        "much earlier",
        phrase("Commands", "Music 100 ms e&arlier"),
        ("Shift+[",),
        "Edit",
        repeats=True,
        same_keys=_OPENED,
    ),
    Command(
        "much later",
        phrase("Commands", "Music 100 ms la&ter"),
        ("Shift+]",),
        "Edit",
        repeats=True,
        same_keys=_CLOSED,
    ),
    Command("little earlier", phrase("Commands", "Mus&ic 1 ms earlier"), ("Ctrl+[",), "Edit", repeats=True),
    Command("little later", phrase("Commands", "Musi&c 1 ms later"), ("Ctrl+]",), "Edit", repeats=True),
    Command("begin here", phrase("Commands", "Cue &begins here"), ("I",), "Edit", separated=True),
    Command("end here", phrase("Commands", "Cue e&nds here"), ("O",), "Edit"),
    Command("mark", phrase("Commands", "&Mark the picture, then its music"), ("K",), "Edit"),
    Command(
        "shift all", phrase("Commands", "S&hift all cues: this one begins here"), (), "Edit", separated=True
    ),
    Command("stretch all", phrase("Commands", "&Stretch all cues: this one begins here"), (), "Edit"),
    Command("restore", phrase("Commands", "Rest&ore the map as it was found"), (), "Edit", separated=True),
    Command("play", phrase("Commands", "&Play / pause"), ("Space",), "Playback", same_keys=_MEDIA_PLAY),
    Command(
        "next", phrase("Commands", "&Next cue"), ("N",), "Playback", separated=True, same_keys=("Media Next",)
    ),
    Command(
        "previous", phrase("Commands", "Pre&vious cue"), ("P",), "Playback", same_keys=("Media Previous",)
    ),
    Command("loop", phrase("Commands", "&Loop the cue"), ("L",), "Playback", checkable=True),
    *(Command(name, words, (), "Playback", checkable=True) for name, words, _ in LEAD_INS),
    Command(
        "back", phrase("Commands", "5 seconds &back"), ("Left",), "Playback", repeats=True, separated=True
    ),
    Command("on", phrase("Commands", "5 seconds &on"), ("Right",), "Playback", repeats=True),
    Command("frame back", phrase("Commands", "One frame bac&k"), (",",), "Playback", repeats=True),
    Command("frame on", phrase("Commands", "One f&rame on"), (".",), "Playback", repeats=True),
    Command(
        "monitor", phrase("Commands", "&Monitor: mix → film → album"), ("M",), "Playback", separated=True
    ),
    Command(
        "null",
        phrase("Commands", "N&ull listen: the film without the album"),
        ("X",),
        "Playback",
        checkable=True,
    ),
    Command("mute", phrase("Commands", "Mut&e"), (), "Playback"),
    Command("copy time", phrase("Commands", "&Copy the film time"), (), "Playback", separated=True),
    Command(
        "zoom in", phrase("Commands", "Zoom &in"), ("+",), "View", repeats=True, same_keys=("Shift++", "=")
    ),
    Command("zoom out", phrase("Commands", "Zoom &out"), ("-",), "View", repeats=True),
    Command("whole film", phrase("Commands", "The &whole film and album"), ("Ctrl+0",), "View"),
    Command("card", phrase("Commands", "&Card"), ("C",), "View", checkable=True, separated=True),
    Command("subtitles", phrase("Commands", "&Subtitles"), ("V",), "View", checkable=True),
    Command("open subtitles", phrase("Commands", "Open su&btitles…"), (), "View"),
    Command(
        "full screen", phrase("Commands", "&Picture only, full screen"), ("F", "F11"), "View", separated=True
    ),
    Command("leave", phrase("Commands", "Leave &full screen"), ("Escape",), "View"),
    Command("keys", phrase("Commands", "&Keys"), ("?",), "Help", same_keys=("Shift+?",)),
    Command("about", phrase("Commands", "&About Gallows Sync"), (), "Help"),
    *(
        Command(
            f"cue {number}",
            phrase("Commands", "Jump to cue {number}").fill(number=number),
            (str(number % 10),),
        )
        for number in range(1, 11)
    ),
)


class _Action(QAction):
    """An action that one press may reach under several of its names; Qt would take that for a clash."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent) and event.isAmbiguous():
            self.trigger()
            return True
        return super().event(event)


def add_actions(window: QMainWindow, handlers: Mapping[str, Callable[[], None]]) -> dict[str, QAction]:
    """Give ``window`` one action a command, in its menus and by key, and return them by name.

    The actions belong to the window itself, so that the keys work while the menu bar is hidden.
    """
    actions: dict[str, QAction] = {}
    menus = {}
    for command in COMMANDS:
        action = _Action(localized(command.words), window)
        action.setShortcuts([QKeySequence(key) for key in command.keys + command.same_keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(command.repeats)
        action.setCheckable(command.checkable)
        action.triggered.connect(lambda _=False, run=handlers[command.name]: run())
        window.addAction(action)
        if command.menu:
            if command.menu not in menus:
                menus[command.menu] = window.menuBar().addMenu(localized(MENUS[command.menu]))
            if command.separated:
                menus[command.menu].addSeparator()
            menus[command.menu].addAction(action)
        actions[command.name] = action
    actions["about"].setMenuRole(QAction.MenuRole.AboutRole)
    actions["quit"].setMenuRole(QAction.MenuRole.QuitRole)
    return actions


def plain(words: str) -> str:
    """Return a menu's words as they read anywhere else: without the mark of their letter."""
    return re.sub("&(.)", r"\1", words)


def menu_of(action: QAction) -> QMenu:
    """Return the menu of the menu bar that ``action`` stands in."""
    return next(menu for menu in action.associatedObjects() if isinstance(menu, QMenu))
