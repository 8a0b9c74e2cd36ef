"""Titles compared as a person would: accents, case, punctuation and a wrong letter do not matter."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

ALIKE = 0.66
"""Below this similarity two titles are not the same one mistyped. Different titles can come close: "Nuit sur
les Champs-Élysées" and "Florence sur les Champs-Élysées" reach 0.74: likeness is weighed, not just passed."""

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "’": "'"})
_BRACKETED = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\{([^{}]*)\}")
_TAKE = re.compile(
    r"[\s,;:(\[-]*\b(?:alt(?:ernat(?:e|ive))?\s+)?(?:take|prise|tk)\b\.?\s*#?(\d{1,2})?[)\]]?", re.I
)
_SHORT = 4  # letters; titles shorter than this are compared whole or not at all
_LONG = 8  # letters; a title at least this long is also recognised inside a longer one


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return ``text`` as bare lower-case letters and figures.

    >>> folded("Dîner au Motel !"), folded("GÃ©nÃ©rique"), folded("Cœur")
    ('dineraumotel', 'generique', 'coeur')
    """
    plain = unicodedata.normalize("NFKD", _unmangled(text).casefold().translate(_LETTERS))
    return "".join(char for char in plain if char.isalnum())


def slug(text: str) -> str:
    """Return ``text`` as words of ASCII letters and figures joined by hyphens; empty if it has none.

    >>> slug("Florence sur les Champs-Élysées")
    'florence-sur-les-champs-elysees'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def take_number(title: str) -> int | None:
    """Return the take that ``title`` names, 0 if it names a take without a number, None if it names none.

    >>> take_number("Assassinat, take 2"), take_number("Motel (alternate take)"), take_number("Motel")
    (2, 0, None)
    """
    match = _TAKE.search(title)
    return None if match is None else int(match[1] or 0)


def without_take(title: str) -> str:
    """Return ``title`` without its take and without what stands in brackets.

    >>> without_take("Nuit sur les Champs-Élysées (take 3) [Générique]")
    'Nuit sur les Champs-Élysées'
    """
    return _TAKE.sub(" ", _BRACKETED.sub(" ", title)).strip(" -,;:")


def readings(title: str) -> dict[str, float]:
    """Return what ``title`` may be meant to say, folded, each with how far to believe it (0..1).

    That is the whole of it, without its brackets, what is in them, and the parts between dashes (an artist or
    an album often stands before the title, "remastered" after it).
    """
    found: dict[str, float] = {}

    def add(text: str, belief: float) -> None:
        key = folded(text)
        if key and not key.isdecimal():
            found[key] = max(found.get(key, 0.0), belief)

    add(title, 1.0)
    add(_BRACKETED.sub(" ", title), 0.98)
    parts = re.split(r"\s+-\s+|\s+/\s+", _BRACKETED.sub(" ", title))
    for part in parts if len(parts) > 1 else ():
        add(part, 0.97)
    for match in _BRACKETED.finditer(title):
        inside = next(filter(None, match.groups()), "")
        if len(folded(inside)) >= _SHORT and take_number(inside) is None:
            add(inside, 0.92)
    return found


@lru_cache(maxsize=65536)
def similarity(one: str, other: str) -> float:
    """Return how alike two folded titles are: 1 the same, 0 not at all (or far below ``ALIKE``)."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORT:
        return 0.0
    inside = 0.8 + 0.15 * len(short) / len(long) if len(short) >= _LONG and short in long else 0.0
    # Letters in common bound the rest, and cost a tenth of it.
    if (Counter(short) & Counter(long)).total() < ALIKE * len(long):
        return inside
    return max(inside, 1 - letters_off(one, other) / len(long))


@lru_cache(maxsize=65536)
def letters_off(one: str, other: str) -> int:
    """Return how many letters were changed, left out, added or swapped with their neighbour.

    >>> letters_off("autoroute", "autorotue")
    1
    """
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, opposite in enumerate(other, start=1):
            cost = min(above[column] + 1, current[-1] + 1, above[column - 1] + (letter != opposite))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == opposite:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, above = above, current
    return above[-1]


def _unmangled(text: str) -> str:
    """Return ``text`` as it was before UTF-8 was taken for Windows-1252, if it was."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
