"""What a file's name says of the recording in it, and names in the order that a person would put them."""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameParts:
    """The disc, the vinyl side, the number and the title that a file name states; ``title`` may be empty."""

    title: str
    number: int | None = None
    disc: int | None = None
    side: str | None = None


_DISC_NUMBER = re.compile(  # 1-01 x, [1.01] x, CD1-03 - x, d1t03 x
    r"[\[(]?(?:cd|dis[ck]|d)?\s?(?P<disc>\d{1,2})[-.t](?P<number>\d{2,3})(?!\d)[])]?(?:[\s.:)-]+(?P<title>.*))?\Z",
    re.IGNORECASE,
)
_SIDE_NUMBER = re.compile(r"(?P<side>[A-H])(?P<number>\d{1,2})(?:[\s.:)-]+(?P<title>.*))?\Z")  # A1 x
_NUMBER = re.compile(  # 01 x, [01] x, (1) x, 01. x, 1) x, track01, Piste 3 - x, 01x
    r"[\[(#]?(?:track|piste|titre|plage|pista|spur|no\.?|n°)?\s?"
    r"(?:(?P<number>\d{1,3})[])]?(?:[\s.:)-]+(?P<title>.*))?|(?P<tight>0\d)(?P<tail>[^\W\d].*))\Z",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"(?:(?:audio\s?)?(?:track|piste|titre|plage|pista|spur|chapter|chapitre|title|unknown|untitled|no title"
    r"|sans titre|inconnu|new recording|[a-h](?=\d))[\W_]*)?(?:artist|title|track)?[\W\d_]*\Z",
    re.IGNORECASE,
)
_DISC_FOLDER = re.compile(r"(?:.*[\s_\[(-])?(?:cd|dis[ck]|disque|platte)[\s_.-]*(\d{1,2})\b.*", re.IGNORECASE)


def parse_name(stem: str) -> NameParts:
    """Return what the name ``stem`` (without its suffix) states.

    >>> parse_name("Miles Davis - Ascenseur - 03 - Sur l'autoroute")
    NameParts(title="Sur l'autoroute", number=3, disc=None, side=None)
    >>> parse_name("1-01 Générique")
    NameParts(title='Générique', number=1, disc=1, side=None)
    """
    text = unicodedata.normalize("NFC", stem).replace("_", " ")
    text = re.sub("[–—―]", "-", text)
    text = " ".join(text.split()).strip(" -")
    if parts := _numbered(text):
        return parts
    segments = [segment.strip() for segment in re.split(r"\s+-\s*|\s*-\s+|-(?=\d+-)|(?<=\d)-(?=\D)", text)]
    for place in range(1, len(segments)):
        parts = _numbered(segments[place])
        if parts is not None:
            after = [parts.title, *segments[place + 1 :]]
            title = " - ".join(filter(None, after)) or " - ".join(segments[:place])
            return NameParts(title, parts.number, parts.disc, parts.side)
    return NameParts(text)


def _numbered(text: str) -> NameParts | None:
    """Return the parts of a ``text`` that begins with a number, else None."""
    if match := _DISC_NUMBER.match(text):
        return NameParts((match["title"] or "").strip(), int(match["number"]), int(match["disc"]))
    if match := _SIDE_NUMBER.match(text):
        return NameParts((match["title"] or "").strip(), int(match["number"]), side=match["side"])
    if match := _NUMBER.match(text):
        title = match["title"] or match["tail"] or ""
        return NameParts(title.strip(), int(match["number"] or match["tight"]))
    return None


def disc_of_folder(name: str) -> int | None:
    """Return the disc that a folder name states.

    >>> disc_of_folder("Ascenseur (Disc 2)"), disc_of_folder("CD1"), disc_of_folder("Jazz")
    (2, 1, None)
    """
    match = _DISC_FOLDER.match(name)
    return int(match[1]) if match else None


def is_placeholder(title: str) -> bool:
    """Return whether ``title`` only stands where a title should be.

    >>> is_placeholder("Track 01"), is_placeholder("Unknown"), is_placeholder("Générique")
    (True, True, False)
    """
    return _PLACEHOLDER.match(title) is not None


def natural_key(name: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key that puts 2 before 10 and takes no notice of case.

    >>> sorted(["10 b", "2 a", "1 c"], key=natural_key)
    ['1 c', '2 a', '10 b']
    """
    pieces = re.findall(r"\d+|\D+", unicodedata.normalize("NFKC", name).casefold(), re.ASCII)
    return tuple((int(piece), "") if piece[0] in "0123456789" else (1 << 62, piece) for piece in pieces)
