"""YAML text as nodes that know their place in it, scalars as they were written, every fault with its line.

Only what a cue map needs is let in: one document, block and flow style, comments. Anchors, aliases, tags and
deep nesting are refused here, before anything is expanded, so that no file can make the program grow.

The nodes are composed from PyYAML's events and not by its loader, because the loader resolves scalars by the
YAML 1.1 rules: ``10:00:00:00`` would become the base-60 number 2160000 and ``1957-12-04`` a date.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

import yaml

from gallows_sync.wording import Phrase, phrase

DEEPEST = 16
"""Levels of nesting let in; a cue map needs 6."""

_MOST_UNREADABLE_LINES = 20

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORDS = {"": "null", "~": "null", "null": "null", "true": "boolean", "false": "boolean"}
# As PyYAML has them: it takes 08, 0E0, 1.0e5 and -.5 for text and writes such text without quotes.
_WHOLE = re.compile(r"[-+]?(?:0[0-7]*|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"(?:\.[0-9]+|[-+]?[0-9]+\.[0-9]*)(?:[eE][-+][0-9]+)?\Z")
_NOT_FINITE = re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file: its line, counted from 1, and what is wrong and what was expected there."""

    line: int
    message: str


class Kind(Enum):
    """What a scalar is by the core rules of YAML 1.2, the rules that editors go by."""

    NULL = "null"
    BOOLEAN = "boolean"
    WHOLE = "whole number"
    DECIMAL = "decimal number"
    NOT_FINITE = "not finite"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Node:
    """A stretch ``[start, end)`` of the text (offsets in characters), starting in ``line`` (from 1)."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Scalar(Node):
    """A value as written; ``style`` is one of ``'"|>`` or empty for plain text."""

    text: str
    style: str

    @property
    def kind(self) -> Kind:
        if self.style:
            return Kind.TEXT
        return plain_kind(self.text)


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    flow: bool
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping(Node):
    flow: bool
    pairs: tuple[tuple[Node, Node], ...]


@dataclass(frozen=True, slots=True)
class Refused(Node):
    """A value that was reported as a whole: an alias, one with a tag, one whose brackets never close."""


@dataclass(frozen=True, slots=True)
class Composed:
    """What could be read: ``root`` is None for an empty text; not ``whole`` where a fault cut it short."""

    root: Node | None
    faults: tuple[Fault, ...]
    whole: bool


def plain_kind(text: str) -> Kind:
    """Return what unquoted ``text`` is.

    >>> plain_kind("10:00:00:00"), plain_kind("1958"), plain_kind("No")
    (<Kind.TEXT: 'text'>, <Kind.WHOLE: 'whole number'>, <Kind.TEXT: 'text'>)
    """
    if text.lower() in _WORDS and text in (text.lower(), text.capitalize(), text.upper()):
        return Kind(_WORDS[text.lower()])
    if _WHOLE.match(text):
        return Kind.WHOLE
    if _DECIMAL.match(text):
        return Kind.DECIMAL
    return Kind.NOT_FINITE if _NOT_FINITE.match(text) else Kind.TEXT


def unreadable_characters(text: str) -> str:
    """Return the characters of ``text`` that a cue map cannot hold: control characters, lone surrogates."""
    return "".join(_UNREADABLE.findall(text))


def without_unreadable_characters(text: str) -> str:
    """Return ``text`` with a space for each character that a cue map cannot hold."""
    return _UNREADABLE.sub(" ", text)


@lru_cache(maxsize=4)
def compose(text: str) -> Composed:
    """Return the nodes of the one document in ``text``, and every fault of the YAML itself.

    Saving a map asks for the same texts several times over, the last of them once more at the next saving.
    """
    return _Composer(text).compose()


@dataclass(slots=True)
class _Open:
    """A collection under way; ``children`` of a mapping are its keys and values in turn."""

    event: yaml.CollectionStartEvent
    children: list[Node] = field(default_factory=list)


class _Composer:
    """Builds nodes without recursion, so that depth is a number to check and not a stack to overflow."""

    def __init__(self, text: str) -> None:
        self._text = _UNREADABLE.sub(" ", text)
        self._line_starts = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]
        self._faults: list[Fault] = []
        self._alias_lines: set[int] = set()
        self._root: Node | None = None
        self._open: list[_Open] = []
        self._check_characters(text)

    def compose(self) -> Composed:
        whole = True
        try:
            whole = self._read_events()
        except yaml.MarkedYAMLError as error:
            whole = False
            self._report_syntax(error)
        while self._open:
            self._cut_short()
        return Composed(self._root, tuple(self._faults), whole)

    def _line(self, index: int) -> int:
        return bisect_right(self._line_starts, index)

    def _fault(self, index: int, message: str) -> None:
        self._faults.append(Fault(self._line(index), message))

    def _check_characters(self, text: str) -> None:
        lines: dict[int, str] = {}
        for match in _UNREADABLE.finditer(text, 1 if text.startswith("\ufeff") else 0):
            lines.setdefault(self._line(match.start()), match[0])
            if len(lines) > _MOST_UNREADABLE_LINES:
                break
        for line, character in lines.items():
            found = phrase("YamlNodes", "control character {character}; expected readable text only")
            self._faults.append(Fault(line, found.fill(character=f"U+{ord(character):04X}")))

    def _read_events(self) -> bool:
        """Take in all events; return False where reading had to stop early."""
        documents = 0
        for event in yaml.parse(self._text, Loader=yaml.SafeLoader):
            start = _start(event)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fault(
                        start,
                        phrase(
                            "YamlNodes", "a second document starts here; expected one cue map in one file"
                        ),
                    )
                    return True
            elif isinstance(event, yaml.NodeEvent):
                if len(self._open) >= DEEPEST and isinstance(event, yaml.CollectionStartEvent):
                    nested = phrase(
                        "YamlNodes", "nested more than {most} levels deep; expected a cue map's few levels"
                    )
                    self._fault(start, nested.fill(most=DEEPEST))
                    return False
                self._take_node(event, start)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close(_end(event) if self._open[-1].event.flow_style else self._last_end())
        return True

    def _take_node(self, event: yaml.NodeEvent, start: int) -> None:
        end, line = _end(event), self._line(start)
        if event.anchor is not None and line not in self._alias_lines:
            self._alias_lines.add(line)
            refused = (
                phrase("YamlNodes", "alias *{name} is not allowed; expected the value written out")
                if isinstance(event, yaml.AliasEvent)
                else phrase("YamlNodes", "anchor &{name} is not allowed; expected the value written out")
            )
            self._fault(start, refused.fill(name=event.anchor[:40]))
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            self._add(Refused(start, end, line))
            return
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            refused = phrase("YamlNodes", "tag {tag} is not allowed; expected a plain value")
            self._fault(start, refused.fill(tag=tag[:60]))
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append(_Open(event))
        elif event.tag is not None:
            self._add(Refused(start, end, line))
        else:
            style = event.style or ""
            if style in ("|", ">"):
                # The event of a block scalar ends where the next token starts, after blank lines.
                end = start + len(self._text[start:end].rstrip())
            elif not event.value and start == end:
                start = end = self._before_blanks(start)
                line = self._line(start)
            self._add(Scalar(start, end, line, event.value, style))

    def _before_blanks(self, index: int) -> int:
        """Return where an empty value stands: right behind its ``:``, not before the next token."""
        return len(self._text[:index].rstrip(" "))

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1].children.append(node)
        else:
            self._root = node

    def _last_end(self) -> int:
        """Return where the open collection's last thing ends; PyYAML says where the next token starts."""
        collection = self._open[-1]
        return max((node.end for node in collection.children), default=_start(collection.event))

    def _cut_short(self) -> None:
        """Close a collection that reading did not get through; of one in brackets nothing can be said."""
        event = self._open[-1].event
        if event.flow_style:
            self._open.pop()
            start = _start(event)
            self._add(Refused(start, start, self._line(start)))
        else:
            self._close(self._last_end())

    def _close(self, end: int) -> None:
        collection = self._open.pop()
        event, children = collection.event, collection.children
        start = _start(event)
        flow = bool(event.flow_style)
        line = self._line(start)
        if event.tag is not None:
            self._add(Refused(start, end, line))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._add(Sequence(start, end, line, flow, tuple(children)))
        else:
            # A key whose value was cut off by a fault is left out.
            pairs = tuple(zip(children[::2], children[1::2], strict=False))
            self._add(Mapping(start, end, line, flow, pairs))

    def _report_syntax(self, error: yaml.MarkedYAMLError) -> None:
        problem, context = error.problem or "not readable", error.context or ""
        mark = error.problem_mark
        # What is not closed is reported where it opens; PyYAML's own mark is where it gave up.
        if error.context_mark is not None and _OPENED.search(context) and "escape" not in problem:
            mark = error.context_mark
        index = mark.index if mark is not None else 0
        unreadable = phrase("YamlNodes", "not readable as YAML ({problem})")
        self._fault(index, unreadable.fill(problem=_in_words(context, problem)))


def _start(event: yaml.Event) -> int:
    assert event.start_mark is not None
    return event.start_mark.index


def _end(event: yaml.Event) -> int:
    assert event.end_mark is not None
    return event.end_mark.index


_OPENED = re.compile("quoted|flow|simple key")
_HINTS: tuple[tuple[str, Phrase], ...] = (
    (
        "escape",
        phrase("YamlNodes", r"unknown escape after '\\'; expected \\\\ for a backslash, or single quotes"),
    ),
    (
        "mapping values are not allowed",
        phrase("YamlNodes", "a second ': ' in the line; expected such text in quotes"),
    ),
    (r"'\t' that cannot start", phrase("YamlNodes", "a tab; expected spaces")),
    (
        "that cannot start",
        phrase("YamlNodes", "a sign that cannot start a value; expected such text in quotes"),
    ),
    (
        "quoted scalar",
        phrase("YamlNodes", "the quote that opens here is not closed; expected a closing quote"),
    ),
    ("while scanning a simple key", phrase("YamlNodes", "a line without ':'; expected 'key: value'")),
    (
        "flow mapping",
        phrase(
            "YamlNodes",
            "what '{bracket}' opens here is not well formed; expected {{key: value, key: value}}",
        ).fill(bracket="{"),
    ),
    (
        "flow sequence",
        phrase("YamlNodes", "what '{bracket}' opens here is not well formed; expected [value, value]").fill(
            bracket="["
        ),
    ),
    (
        "block mapping",
        phrase(
            "YamlNodes", "this line does not fit its neighbours; expected 'key: value' at their indentation"
        ),
    ),
    (
        "block collection",
        phrase("YamlNodes", "this line does not fit its neighbours; expected '- ' at their indentation"),
    ),
)


def _in_words(context: str, problem: str) -> str:
    both = f"{context}, {problem}" if context else problem
    for sign, words in _HINTS:
        if sign in both:
            return words
    return both
