"""Undo and redo go through the maps as they were."""

from dataclasses import replace

from gallows_sync.core.cue_map import Album, CueMap, Film
from gallows_sync.core.history import Edit, History


def versions(count: int) -> list[CueMap]:
    return [CueMap(Film(f"version {number}"), Album("")) for number in range(count)]


def edited(count: int) -> History:
    """The history of a map that was changed so many times."""
    maps = versions(count + 1)
    history = History()
    for number in range(count):
        history = history.with_edit(Edit(f"edit {number + 1}", maps[number], maps[number + 1]))
    return history


def test_a_map_that_was_not_changed_has_nothing_to_undo_or_redo() -> None:
    history = History()
    assert history.last is None
    assert history.next is None
    assert history.back() == history.forward() == history


def test_the_last_edit_is_undone_first_and_redone_last() -> None:
    history = edited(3)
    words = []
    while history.last is not None:
        words.append(history.last.words)
        history = history.back()
    while history.next is not None:
        words.append(history.next.words)
        history = history.forward()
    assert words == ["edit 3", "edit 2", "edit 1", "edit 1", "edit 2", "edit 3"]


def test_undo_and_redo_come_back_to_the_same_history() -> None:
    history = edited(2)
    assert history.back().forward() == history
    assert history.back().back().forward().forward() == history


def test_an_edit_after_an_undo_leaves_nothing_to_redo() -> None:
    history = edited(2).back()
    assert history.next is not None
    before = versions(3)[1]
    history = history.with_edit(Edit("another", before, replace(before, film=Film("other"))))
    assert history.next is None
    assert [edit.words for edit in history.done] == ["edit 1", "another"]


def test_what_goes_on_with_the_last_edit_is_undone_with_it() -> None:
    first, second, third, fourth = versions(4)
    history = History().with_edit(Edit("open", first, second)).with_edit(Edit("nudge", second, third))
    history = history.with_more(Edit("nudge on", third, fourth))
    assert history.last == Edit("nudge on", second, fourth)
    assert history.back().last == Edit("open", first, second)


def test_what_goes_on_with_nothing_is_an_edit_of_its_own() -> None:
    first, second = versions(2)
    assert History().with_more(Edit("nudge", first, second)).last == Edit("nudge", first, second)
