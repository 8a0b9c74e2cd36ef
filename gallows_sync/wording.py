"""What is said to a person, in a form that the window can say in another language.

Whatever knows nothing of Qt says it in English, as a `Phrase`: text that remembers what it was made of. On a
terminal, in a file and in a test it is that English text; the window has its source translated by Qt and
fills the values in again. So what was said before the language was changed changes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from string import Formatter
from typing import Any

_PLACES = Formatter()


class Phrase(str):
    """English text, made of ``source`` and the ``values`` for its places in braces; a value may be a phrase.

    ``context`` says to translators where the text stands; it is empty where there is nothing to translate.
    """

    __slots__ = ("context", "source", "values")
    context: str
    source: str
    values: Mapping[str, object]

    def __new__(cls, context: str, source: str, values: Mapping[str, object] | None = None) -> Phrase:
        values = values or {}
        self = super().__new__(cls, _PLACES.vformat(source, (), values) if values else source)
        self.context, self.source, self.values = context, source, values
        return self

    def __str__(self) -> str:
        """Return itself: what an exception was told stays a phrase when ``str`` asks for it."""
        return self

    def __reduce__(self) -> tuple[type[Phrase], tuple[str, str, Mapping[str, object]]]:
        return type(self), (self.context, self.source, self.values)

    def fill(self, **values: object) -> Phrase:
        """Return the text with its places filled: ``{name}``, or ``{seconds:.1f}`` for a number.

        >>> phrase("Notices", "{name} is {off:.1f} s too long").fill(name="film.mkv", off=1.25)
        'film.mkv is 1.2 s too long'
        """
        return Phrase(self.context, self.source, values)


def phrase(context: str, source: str) -> Phrase:
    """Return a text that can be translated; ``lupdate`` collects these calls, so both are plain literals."""
    return Phrase(context, source)


def joined(separator: str, parts: Iterable[str]) -> Phrase:
    """Return the parts one after the other, each translated by itself.

    >>> joined(", ", ["one", "two"])
    'one, two'
    """
    values = {f"part{place}": part for place, part in enumerate(parts)}
    return Phrase("", separator.join(f"{{{name}}}" for name in values), values)


def translated(text: str, translate: Callable[[str, str], str], decimal_point: str = ".") -> str:
    """Return ``text`` in another language, if it is a phrase; any other text is nobody's to translate.

    Args:
        text: what to say.
        translate: returns the translation of a context's source.
        decimal_point: what the language writes between a number's whole and its parts.

    >>> translated(phrase("Notices", "Too long by {off:g} s").fill(off=1.5), lambda _, source: source, ",")
    'Too long by 1,5 s'
    """
    if not isinstance(text, Phrase):
        return text
    source = translate(text.context, text.source) if text.context else text.source
    if not text.values:
        return source
    values = {
        name: translated(value, translate, decimal_point) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    return _Filler(decimal_point).vformat(source, (), values)


class _Filler(Formatter):
    """Fills places as `str.format` does, numbers with the decimal point of a language."""

    def __init__(self, decimal_point: str) -> None:
        self._decimal_point = decimal_point

    def format_field(self, value: Any, format_spec: str) -> Any:
        words = super().format_field(value, format_spec)
        return words.replace(".", self._decimal_point) if isinstance(value, float) else words
