"""The Qt Linguist files: all that is said is in them, all of it is translated, and the program reads them.

``make translations`` brings them up to date; the French is then written in Qt Linguist.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit, QWidget

import gallows_sync
from gallows_sync.ui.language import LANGUAGES
from gallows_sync.ui.recent_menu import LONGEST_TITLE
from gallows_sync.ui.window import Window
from tests.ui.conftest import Marking, installed
from tests.ui.fake_session import FakeSession
from tests.ui.states import STATES
from tests.ui.test_accessibility import name, spoken

PACKAGE = Path(gallows_sync.__file__).parent
FOLDER = PACKAGE / "ui" / "translations"
FILES = sorted(FOLDER.glob("*.ts"))
LUPDATE = (
    "-no-obsolete",
    "-locations",
    "none",
    "-extensions",
    "py",
    "-tr-function-alias",
    "translate+=phrase",
)

every_language = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@dataclass(frozen=True, slots=True)
class Message:
    context: str
    source: str
    translation: str
    finished: bool


def messages(file: Path) -> Iterator[Message]:
    for context in ET.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield Message(
                context.findtext("name", ""),
                message.findtext("source", ""),
                translation.text or "",
                translation.get("type") is None,
            )


def said() -> Iterator[tuple[Path, ast.Call]]:
    """Yield each call that says something to be translated."""
    for module in PACKAGE.rglob("*.py"):
        if module.name == "wording.py":  # where all of it goes through
            continue
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("phrase", "translate")
            ):
                yield module, node


def tool(name: str) -> Path:
    return Path(sys.executable).with_name(f"pyside6-{name}")


def places(words: str) -> list[tuple[str, str | None]]:
    return sorted((name, form) for _, name, form, _ in Formatter().parse(words) if name is not None)


def test_each_language_but_english_has_its_file() -> None:
    assert {file.stem.removeprefix("gallows_sync_") for file in FILES} == set(LANGUAGES) - {"en"}


def test_what_is_said_stands_in_the_code_where_lupdate_finds_it() -> None:
    contexts = set()
    for module, call in said():
        where = f"{module.name}:{call.lineno}"
        words = [str(part.value) for part in call.args if isinstance(part, ast.Constant)]
        assert len(words) == len(call.args) == 2, where
        assert not call.keywords, where
        qts_own = module.stem == "language" and words[0].startswith("Q")
        assert qts_own or words[0] == "".join(part.capitalize() for part in module.stem.split("_")), where
        contexts.add(tuple(words))
    assert contexts == {(message.context, message.source) for message in messages(FILES[0])}


def test_nothing_is_translated_before_the_language_is_known() -> None:
    for module in (PACKAGE / "ui").rglob("*.py"):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        later = (ast.FunctionDef, ast.Lambda)
        waiting: list[ast.AST] = [tree]
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("translate", "localized"), f"{module.name}:{node.lineno}"
            if isinstance(node, later):
                defaults = (*node.args.defaults, *node.args.kw_defaults)
                waiting += [default for default in defaults if default is not None]
            else:
                waiting += ast.iter_child_nodes(node)


@every_language
def test_all_is_translated_with_the_same_places(file: Path) -> None:
    for message in messages(file):
        assert message.finished, message
        assert message.translation.strip(), message
        assert places(message.translation) == places(message.source), message
        for edge in (0, -1):
            assert message.translation[edge].isspace() == message.source[edge].isspace(), message


def test_french_is_set_as_french_is() -> None:
    """Guillemets and colons have a space that does not break, and the higher signs a narrow one."""
    for message in messages(FOLDER / "gallows_sync_fr.ts"):
        words = re.sub(r"\{[^}]*\}", "", message.translation)
        assert not re.search(r"«[^\u00a0]|[^\u00a0]»", words), message
        assert not re.search(r"[ \w][;!?]|[a-zé]'[a-zéh]|\.\.\.", words), message
        if message.context != "YamlNodes":  # it quotes YAML, which has colons of its own
            assert not re.search(r"[ \w]:(?!\w)", words), message


@every_language
def test_the_file_is_what_lupdate_makes_of_the_code(file: Path, tmp_path: Path) -> None:
    again = tmp_path / file.name
    shutil.copy(file, again)
    subprocess.run([tool("lupdate"), *LUPDATE, PACKAGE, "-ts", again], check=True, capture_output=True)
    assert again.read_text(encoding="utf-8") == file.read_text(encoding="utf-8")


@every_language
def test_the_program_reads_what_lrelease_makes_of_the_file(file: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    subprocess.run([tool("lrelease"), file, "-qm", made], check=True, capture_output=True)
    assert made.read_bytes() == file.with_suffix(".qm").read_bytes()


def words_of(window: Window) -> Iterator[str]:
    """Yield what the window says, to be seen or to be read aloud, in all its menus too."""
    yield window.windowTitle()
    for widget in (window, *window.findChildren(QWidget)):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QLineEdit | QPlainTextEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QMenu):
            yield widget.title()
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip())
    for found in spoken(window):
        yield from (name(found), found.text(QAccessible.Text.Description))
    if (caption := window.picture.caption) is not None:
        yield from (caption.title, caption.subtitle)


def texts_in(value: object) -> Iterator[str]:
    """Yield every text in a value of the model."""
    if isinstance(value, str | Path):
        yield str(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif is_dataclass(value):
        for part in fields(value):
            yield from texts_in(getattr(value, part.name))


class MarkingFrench(Marking):
    """Marks what there is French for."""

    def __init__(self) -> None:
        super().__init__()
        self._french = QTranslator()
        assert self._french.load(str(FOLDER / "gallows_sync_fr.qm"))

    def translate(self, context: str, source: str, *more: object) -> str:
        known = self._french.translate(context, source)
        return super().translate(context, source, *more) if known else source


@pytest.fixture
def in_french(qapp: QApplication) -> Iterator[None]:
    with installed(MarkingFrench()):
        yield


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
@pytest.mark.usefixtures("in_french")
def test_whatever_is_not_the_users_own_is_said_in_the_language(shown: Window, session: FakeSession) -> None:
    names = {*texts_in((session.cue_map, session.film, session.recent)), *LANGUAGES.values(), "Gallows Sync"}
    names |= {Path(name).name for name in names} | {Path(name).parent.name for name in names}
    names |= {f"{name[: LONGEST_TITLE - 1].rstrip()}…" for name in names}
    for words in words_of(shown):
        rest = words
        while (marked := re.sub("‹[^‹›]*›", "", rest)) != rest:
            rest = marked
        for own in sorted(names, key=len, reverse=True):
            rest = rest.replace(own, "") if own else rest
        rest = re.sub(r"<[^>]*>|\bCtrl\b", "", rest)
        assert not re.search(r"[^\W\d_]{2}", rest), words
