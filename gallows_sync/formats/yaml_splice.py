"""Changing values within a YAML text: what changed is written anew, the rest stays as the user wrote it.

Comments, order, quoting, line ends, flow and block style are kept. Comments right above a list entry and
within it go where it goes; where it is taken out, comments apart from it by an empty line stay.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gallows_sync.formats.yaml_nodes import Mapping, Node, Scalar, Sequence
from gallows_sync.formats.yaml_text import (
    INDENT,
    Group,
    Items,
    Text,
    Value,
    Word,
    block_lines,
    entry_lines,
    fits_one_line,
    indented,
    literal,
    on_one_line,
    pair_lines,
    scalar,
)

_SMPTE_COLONS = 3


@dataclass(frozen=True, slots=True)
class Edit:
    """``[start, end)`` of the text becomes ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands: within brackets or not, and the column of the key it belongs to."""

    flow: bool
    key_column: int


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The lines of one entry of a block list: ``[start, end)`` without the last line's end.

    ``dash`` is where the line of its dash starts; before it stand comments and empty lines above the entry.
    """

    start: int
    dash: int
    end: int


class Splicer:
    """Makes the text say other values.

    ``depth`` is how many levels down a change is looked for before a value is written anew as a whole;
    ``frames_changed`` has every time written anew that counts frames.
    """

    def __init__(self, text: str, *, frames_changed: bool) -> None:
        self._text = text
        self._frames_changed = frames_changed
        self._newline = "\r\n" if "\r\n" in text else "\n"

    def spliced(self, root: Node, old: Value, new: Value, depth: int) -> str:
        """Return the text with ``new`` in place of ``old``, which is what ``root`` says."""
        edits = self._change(root, old, new, _Place(flow=False, key_column=-INDENT), depth)
        return self._applied(edits, 0, len(self._text))

    def _applied(self, edits: Iterable[Edit], start: int, end: int) -> str:
        parts: list[str] = []
        for edit in sorted(edits, key=lambda edit: edit.start):
            parts += self._text[start : edit.start], edit.text
            start = max(start, edit.end)
        return "".join([*parts, self._text[start:end]])

    # -- places in the text

    def _line_start(self, index: int) -> int:
        return self._text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        """Return where the line of ``index`` ends, before its line break."""
        found = self._text.find("\n", index)
        if found < 0:
            return len(self._text)
        return found - 1 if found > index and self._text[found - 1] == "\r" else found

    def _next_line(self, index: int) -> int:
        found = self._text.find("\n", index)
        return len(self._text) if found < 0 else found + 1

    def _column(self, index: int) -> int:
        start = self._line_start(index)
        return index - start - (self._text.startswith("\ufeff") and start == 0)

    def _joined(self, lines: list[str], columns: int) -> str:
        """Return lines of which the first stands where it is put, the others at ``columns``."""
        first, *rest = lines
        return self._newline.join([first, *indented(rest, columns)])

    # -- one value

    def _change(self, node: Node, old: Value, new: Value, place: _Place, depth: int) -> list[Edit]:
        if old == new and not self._frames_changed:
            return []
        if depth > 0:
            if isinstance(node, Mapping) and isinstance(old, Group) and isinstance(new, Group) and node.pairs:
                return self._change_group(node, old, new, place, depth - 1)
            if (
                isinstance(node, Sequence)
                and isinstance(old, Items)
                and isinstance(new, Items)
                and new.values
            ):
                return self._change_items(node, old, new, place, depth - 1)
        if isinstance(new, Text | Word) and old == new and not self._counts_frames(node, new):
            return []
        return [self._replacement(node, new, place)]

    def _counts_frames(self, node: Node, value: Value) -> bool:
        is_time = isinstance(value, Word) and value.yaml.startswith('"')
        return is_time and isinstance(node, Scalar) and node.text.count(":") == _SMPTE_COLONS

    def _replacement(self, node: Node, new: Value, place: _Place) -> Edit:
        """Return the edit that writes ``new`` where ``node`` stands."""
        start, end = node.start, node.end
        if isinstance(new, Text) and isinstance(node, Scalar):
            return Edit(start, end, self._spaced(start, self._text_like(node, new.text, place)))
        if place.flow or fits_one_line(new):
            if isinstance(node, Sequence) and not node.flow and self._column(start) <= place.key_column:
                start = self._line_start(start)
                return Edit(start, end, " " * (place.key_column + INDENT) + on_one_line(new))
            return Edit(start, end, self._spaced(start, on_one_line(new, flow=place.flow)))
        lines = block_lines(new)
        if isinstance(node, Mapping | Sequence) and not node.flow:
            return Edit(start, end, self._joined(lines, self._column(start)))
        if isinstance(new, Text):
            return Edit(start, end, self._spaced(start, self._joined(lines, place.key_column)))
        # From one line into several: they start below the key.
        start = len(self._text[:start].rstrip(" "))
        return Edit(start, end, self._joined(["", *lines], place.key_column + INDENT))

    def _spaced(self, start: int, text: str) -> str:
        """Return ``text`` with the space that an empty value before it lacks behind ``:``."""
        return f" {text}" if self._text[:start].endswith(":") else text

    def _text_like(self, node: Scalar, text: str, place: _Place) -> str:
        if node.style in ("|", ">") or "\n" in text:
            behind = self._text[node.end : self._line_end(node.end)]
            lines = literal(text) if not place.flow and not behind.strip() else None
            if lines is None:
                return scalar(text, style='"')
            if node.style == ">" and len(lines) == 2:  # one line reads the same folded
                lines[0] = lines[0].replace("|", ">")
            return self._joined(lines, place.key_column)
        return scalar(text, style=node.style, flow=place.flow)

    # -- keys and values

    def _change_group(self, node: Mapping, old: Group, new: Group, place: _Place, depth: int) -> list[Edit]:
        inner = _Place(flow=place.flow or node.flow, key_column=self._column(node.start))
        edits: list[Edit] = []
        removed: set[int] = set()
        written: dict[str, Node] = {}
        for index, (key, value_node) in enumerate(node.pairs):
            assert isinstance(key, Scalar)
            before, after = old.values.get(key.text), new.values.get(key.text)
            if before is not None and after is None:
                removed.add(index)
                continue
            written[key.text] = value_node
            if before is not None and after is not None:
                edits += self._change(value_node, before, after, inner, depth)
            elif after is not None:
                edits.append(self._replacement(value_node, after, inner))
        for key_text, value in new.values.items():
            if key_text not in written and not value.default:
                edits.append(self._insertion(node, key_text, value, new.order, written, inner))
        return edits + self._removals(node, [(key.start, value.end) for key, value in node.pairs], removed)

    def _insertion(
        self,
        node: Mapping,
        key: str,
        value: Value,
        order: tuple[str, ...],
        written: dict[str, Node],
        place: _Place,
    ) -> Edit:
        """Return the edit that adds ``key`` behind the key that comes before it in ``order``."""
        before = [other for other in order[: order.index(key)] if other in written]
        neighbour = written[before[-1]] if before else next(iter(written.values()))
        if place.flow:
            return Edit(neighbour.end, neighbour.end, f", {key}: {on_one_line(value)}")
        at = self._line_end(neighbour.end)
        lines = pair_lines(key, value)
        return Edit(at, at, self._joined(["", *lines], place.key_column))

    def _removals(
        self, node: Mapping | Sequence, spans: list[tuple[int, int]], removed: set[int]
    ) -> list[Edit]:
        """Return the edits that take entries out of ``node``; some entry stays."""
        edits: list[Edit] = []
        kept = [index for index in range(len(spans)) if index not in removed]
        for index in sorted(removed):
            start, end = spans[index]
            if index < kept[0]:
                # On the line of a dash or bracket: what follows moves up to it.
                edits.append(Edit(start, spans[index + 1][0], ""))
            elif node.flow:
                edits.append(self._flow_removal(spans, index))
            elif self._next_line(end) < len(self._text) or self._text.endswith("\n"):
                edits.append(Edit(self._line_start(start), self._next_line(end), ""))
            else:
                edits.append(Edit(self._line_end(self._line_start(start) - 1), len(self._text), ""))
        return edits

    def _flow_removal(self, spans: list[tuple[int, int]], index: int) -> Edit:
        start, end = spans[index]
        gap = self._text[spans[index - 1][1] : start]
        if "\n" not in gap:
            return Edit(spans[index - 1][1], end, "")
        comma = re.compile(r"\s*,").match(self._text, end)
        return Edit(start, comma.end() if comma else end, "")

    # -- lists

    def _change_items(self, node: Sequence, old: Items, new: Items, place: _Place, depth: int) -> list[Edit]:
        inner = _Place(flow=place.flow or node.flow, key_column=self._column(node.start))
        origins = _origins(old, new)
        kept = [origin for origin in origins if origin is not None]
        edits = {
            origin: self._change(node.items[origin], old.values[origin], value, inner, depth)
            for origin, value in zip(origins, new.values, strict=True)
            if origin is not None
        }
        if origins == list(range(len(old.values))):
            return [edit for changes in edits.values() for edit in changes]
        if not kept:
            return [self._replacement(node, new, place)]
        if node.flow:
            return [self._changed_flow(node, new, origins, edits)]
        chunks = self._chunks(node)
        if chunks is None:
            return [self._replacement(node, new, place)]
        return [self._changed_block(chunks, new, origins, edits, inner.key_column)]

    def _changed_flow(
        self, node: Sequence, new: Items, origins: list[int | None], edits: dict[int, list[Edit]]
    ) -> Edit:
        """Write the list anew between its brackets, with the entries that stay as they were written."""
        texts = []
        for origin, value in zip(origins, new.values, strict=True):
            if origin is None:
                texts.append(on_one_line(value))
            else:
                item = node.items[origin]
                texts.append(self._applied(edits[origin], item.start, item.end))
        first, last = node.items[0].start, node.items[-1].end
        gap = self._text[node.items[0].end : node.items[1].start] if len(node.items) > 1 else ", "
        return Edit(first, last, (gap if "#" not in gap else ", ").join(texts))

    def _changed_block(
        self,
        chunks: list[_Chunk],
        new: Items,
        origins: list[int | None],
        edits: dict[int, list[Edit]],
        column: int,
    ) -> Edit:
        """Put the chunks of a block list into their new order, new entries among them."""
        empty = re.compile(r"(?:[ \t]*\r?\n)+")
        apart = any(empty.match(self._text, chunk.start, chunk.dash) for chunk in chunks[1:])
        orphans = self._orphans(chunks, set(origins))
        parts: list[str] = []
        for position, (origin, value) in enumerate(zip(origins, new.values, strict=True)):
            if origin is None:
                part = self._newline.join(indented(entry_lines(value), column))
            else:
                chunk = chunks[origin]
                part = self._applied(edits[origin], chunk.start, chunk.end)
                part = orphans.get(origin, "") + part
            if position == 0 and origin != 0:
                part = empty.sub("", part, count=1) if empty.match(part) else part
            elif position > 0 and apart and origin in (None, 0):
                part = self._newline + part
            parts.append(part)
        if tail := orphans.get(len(chunks)):
            parts.append(tail.removesuffix("\n").removesuffix("\r"))
        return Edit(chunks[0].start, chunks[-1].end, self._newline.join(parts))

    def _orphans(self, chunks: list[_Chunk], origins: set[int | None]) -> dict[int, str]:
        """Return the comments above removed entries that stay, by the entry that they come to stand above."""
        orphans: dict[int, str] = {}
        waiting = ""
        for index, chunk in enumerate(chunks):
            if index in origins:
                if waiting:
                    orphans[index] = waiting
                waiting = ""
                continue
            lines = self._text[chunk.start : chunk.dash].splitlines(keepends=True)
            while lines and lines[-1].strip():
                lines.pop()
            if any("#" in line for line in lines):
                waiting += "".join(lines)
        if waiting:
            orphans[len(chunks)] = waiting
        return orphans

    def _chunks(self, node: Sequence) -> list[_Chunk] | None:
        """Return the lines of each entry, or None where entries do not stand on lines of their own."""
        column = self._column(node.start)
        start = self._line_start(node.start)
        if self._text[start : node.start].strip(" "):
            return None
        dash_line = re.compile(rf"^ {{{column}}}-(?=\s)", re.MULTILINE)
        comment_line = re.compile(rf" {{{column + 1},}}#")
        start = self._comments_above(start)
        chunks: list[_Chunk] = []
        for item in node.items:
            dash = dash_line.search(self._text, start, item.start)
            if dash is None:
                return None
            end = self._line_end(item.end)
            while comment_line.match(self._text, self._next_line(end)):
                end = self._line_end(self._next_line(end))
            chunks.append(_Chunk(start, dash.start(), end))
            start = self._next_line(end)
        return chunks

    def _comments_above(self, start: int) -> int:
        """Return where the comments right above a list's first entry start.

        Without an empty line before them they are the list's, not the entry's, and stay where they are.
        """
        first = start
        while first > 0:
            above = self._line_start(first - 1)
            line = self._text[above:first].strip()
            if not line.startswith("#"):
                return start if line else first
            first = above
        return start


def _origins(old: Items, new: Items) -> list[int | None]:
    """Return for each new entry which old one it is: of the same identity, else a like one in its place."""
    by_identity = {identity: index for index, identity in enumerate(old.identities)}
    origins = [by_identity.get(identity) for identity in new.identities]
    if len(old.values) == len(new.values):
        taken = set(origins)
        origins = [
            index
            if origin is None and index not in taken and _alike(old.values[index], new.values[index])
            else origin
            for index, origin in enumerate(origins)
        ]
    return origins


def _alike(old: Value, new: Value) -> bool:
    """Say whether ``new`` may be ``old`` under another name, and not something else in its place."""
    if not isinstance(old, Group) or not isinstance(new, Group):
        return not isinstance(old, Group) and not isinstance(new, Group)
    same = sum(old.values.get(key) == value for key, value in new.values.items())
    return 2 * same > len(new.values)
