"""Undo and redo: maps are immutable, so a step back is the map as it was."""

from dataclasses import dataclass

from gallows_sync.core.cue_map import CueMap


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of the map, named by ``words`` as a menu would: "Accept 3 places"."""

    words: str
    before: CueMap
    after: CueMap


@dataclass(frozen=True, slots=True)
class History:
    """The edits ``done``, oldest first, and those ``undone``, the next to be redone first."""

    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()

    @property
    def last(self) -> Edit | None:
        """The edit that undo takes back."""
        return self.done[-1] if self.done else None

    @property
    def next(self) -> Edit | None:
        """The edit that redo makes again."""
        return self.undone[0] if self.undone else None

    def with_edit(self, edit: Edit) -> "History":
        """Return the history after ``edit``; what was undone before it is gone."""
        return History((*self.done, edit))

    def with_more(self, edit: Edit) -> "History":
        """Return the history with ``edit`` made a part of the last one: both are undone in one step."""
        if self.last is None:
            return self.with_edit(edit)
        return History((*self.done[:-1], Edit(edit.words, self.last.before, edit.after)))

    def back(self) -> "History":
        """Return the history with the last edit undone; unchanged where there is none."""
        return self if self.last is None else History(self.done[:-1], (self.last, *self.undone))

    def forward(self) -> "History":
        """Return the history with the next edit made again; unchanged where there is none."""
        return self if self.next is None else History((*self.done, self.next), self.undone[1:])
