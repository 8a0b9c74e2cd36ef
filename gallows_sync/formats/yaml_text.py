"""Values that are to stand in a YAML file, and their text in block and flow style."""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from gallows_sync.formats.yaml_nodes import Kind, plain_kind

INDENT = 2
WIDTH = 100
"""Columns that a list in flow style may take before it is written one entry a line."""

# Words that YAML 1.1 readers take for true, false or nothing, though YAML 1.2 does not.
_WORDS_OF_OLD_YAML = {"y", "n", "yes", "no", "on", "off"}
_PLAIN_BLOCK = re.compile(r"[^\W\d_](?:[^\s:#]| (?![#\s])|:(?=\S)|(?<=\S)#)*\Z")
_PLAIN_FLOW = re.compile(r"[^\W\d_](?:[\w.()/&!;'’–-]| (?!\s))*\Z")
_ESCAPED = re.compile('["\\\\\0-\x1f\x7f-\xa0\xad\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_NOT_LITERAL = re.compile("[\r\x85\u2028\u2029\ufeff]|^[ \t]|[ \t]$|\n\n\\Z|\\A\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Text:
    """Text, quoted as need be; a ``default`` value is only written where its key stands already."""

    text: str
    default: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A scalar that is YAML already: a number, or a time in its quotes."""

    yaml: str
    default: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Keys and values; ``order`` is that of all keys there could be; ``flow`` if new ones go in one line."""

    values: Mapping[str, "Value"]
    order: tuple[str, ...]
    flow: bool = False

    @property
    def default(self) -> bool:
        return all(value.default for value in self.values.values())


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``identities`` say which entry of a changed list is which of the old one."""

    values: tuple["Value", ...]
    identities: tuple[Hashable, ...]
    flow: bool = False

    default: bool = field(default=False, init=False, compare=False)


Value = Text | Word | Group | Items


def double_quoted(text: str) -> str:
    return '"' + _ESCAPED.sub(lambda match: _escape(match[0]), text) + '"'


def _escape(character: str) -> str:
    return _SHORT_ESCAPES.get(character) or f"\\u{ord(character):04X}"


def scalar(text: str, *, style: str = "", flow: bool = False) -> str:
    """Return ``text`` on one line, quoted in ``style`` (``'`` or ``"``) or plain where that is safe."""
    if style != '"' and _ESCAPED.search(text.replace('"', "").replace("\\", "")) is None:
        plain = (_PLAIN_FLOW if flow else _PLAIN_BLOCK).match(text) and not text.endswith(" ")
        if style == "" and plain and plain_kind(text) is Kind.TEXT:
            if text.lower() not in _WORDS_OF_OLD_YAML:
                return text
        elif style == "'":
            return "'" + text.replace("'", "''") + "'"
    return double_quoted(text)


def literal(text: str) -> list[str] | None:
    """Return ``text`` as a literal block, or None where such a block cannot hold it exactly."""
    if not text.strip() or _NOT_LITERAL.search(text):
        return None
    sign = "|" if text.endswith("\n") else "|-"
    return [sign, *indented(text.removesuffix("\n").split("\n"))]


def indented(lines: list[str], columns: int = INDENT) -> list[str]:
    margin = " " * columns
    return [margin + line if line else "" for line in lines]


def on_one_line(value: Value, *, flow: bool = True) -> str:
    """Return ``value`` on one line; ``flow`` says that it stands within brackets itself."""
    match value:
        case Text():
            return scalar(value.text, flow=flow)
        case Word():
            return value.yaml
        case Group():
            pairs = (
                f"{key}: {on_one_line(item)}" for key, item in value.values.items() if not left_out(item)
            )
            return "{" + ", ".join(pairs) + "}"
        case Items():
            return "[" + ", ".join(on_one_line(item) for item in value.values) + "]"


def fits_one_line(value: Value) -> bool:
    """Say whether a new ``value`` goes on one line in block style."""
    match value:
        case Group():
            return value.flow and len(on_one_line(value)) <= WIDTH
        case Items():
            return not value.values or (value.flow and len(on_one_line(value)) <= WIDTH)
        case Text():
            return "\n" not in value.text or literal(value.text) is None
        case Word():
            return True


def block_lines(value: Value) -> list[str]:
    """Return the lines of ``value`` in block style, from column 0."""
    if isinstance(value, Group) and not fits_one_line(value):
        return [
            line for key, item in value.values.items() if not left_out(item) for line in pair_lines(key, item)
        ]
    if isinstance(value, Items) and not fits_one_line(value):
        return [line for item in value.values for line in entry_lines(item)]
    lines = literal(value.text) if isinstance(value, Text) and "\n" in value.text else None
    return lines or [on_one_line(value, flow=False)]


def pair_lines(key: str, value: Value) -> list[str]:
    """Return the lines of ``key: value`` in block style, from column 0."""
    lines = block_lines(value)
    if isinstance(value, Group | Items) and not fits_one_line(value):
        return [f"{key}:", *indented(lines)]
    return [f"{key}: {lines[0]}", *lines[1:]]


def entry_lines(value: Value) -> list[str]:
    """Return the lines of ``- value`` in block style, from column 0."""
    first, *rest = block_lines(value)
    return [f"- {first}", *indented(rest)]


def left_out(value: Value) -> bool:
    """Say whether a new text does without ``value``, because it goes without saying."""
    return value.default
