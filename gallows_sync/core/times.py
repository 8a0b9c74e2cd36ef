"""Times as people write them, read exactly and written back: the leaf that everything stands on.

Inside the program a time is a ``Fraction`` of seconds. Outside it is ``H:MM:SS.mmm``, ``M:SS.mmm``, a plain
number of seconds, or SMPTE ``HH:MM:SS:FF`` where a frame rate is known (SMPTE ST 12-1; counted without
drop-frame, as films are).
"""

import re
from fractions import Fraction

from gallows_sync.errors import GallowsSyncError
from gallows_sync.wording import phrase

RESOLUTION = Fraction(1, 1_000_000)
"""Times that the program itself makes are whole multiples of this, so that a file holds them exactly."""

ANY_TIME = phrase("Times", "a time such as 1:02:03.456, 2:03.456 or 123.456")
"""What is expected where `parse_time` reads."""

_CLOCK = re.compile(r"(?:(?:(\d+):)?(\d{1,3}):)?(\d+(?:\.\d+)?|\.\d+)\Z", re.ASCII)
_SMPTE = re.compile(r"(\d+):(\d{1,2}):(\d{1,2}):(\d{1,3})\Z", re.ASCII)
_RATE = re.compile(r"(\d+)\s*/\s*(\d+)\Z|(\d+(?:\.\d+)?)\Z", re.ASCII)
_LONGEST = 32  # characters; a longer "time" is an attack on the parser, not a time


class TimeError(GallowsSyncError):
    """A text that is not a time (or a frame rate); ``text`` is what was read."""

    def __init__(self, text: str, expected: str) -> None:
        super().__init__(
            phrase("Times", "{text} is not {expected}").fill(text=repr(text[:_LONGEST]), expected=expected)
        )
        self.text = text
        self.expected = expected


def parse_time(text: str, frame_rate: Fraction | None = None) -> Fraction:
    """Return the seconds that ``text`` stands for, exactly as written.

    ``frame_rate`` (frames a second) allows SMPTE ``HH:MM:SS:FF``: the minutes and seconds count whole
    frames of the nominal (rounded up) rate, so 01:00:00:00 at 24000/1001 is 86400 frames, 3603.6 s.

    Raises:
        TimeError: ``text`` is no time, minutes or seconds reach 60 beside a larger unit, the frame number
            reaches the rate, or a frame number stands without a frame rate.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise TimeError(text, ANY_TIME)
    if smpte := _SMPTE.match(text):
        if frame_rate is None:
            raise TimeError(
                text, phrase("Times", "readable without a frame_rate (HH:MM:SS:FF counts frames)")
            )
        hours, minutes, seconds, frames = map(int, smpte.groups())
        nominal = -(-frame_rate.numerator // frame_rate.denominator)
        if minutes > 59 or seconds > 59 or frames >= nominal:
            expected = phrase(
                "Times", "HH:MM:SS:FF with minutes and seconds below 60 and frames below {frames}"
            )
            raise TimeError(text, expected.fill(frames=nominal))
        return Fraction((hours * 3600 + minutes * 60 + seconds) * nominal + frames) / frame_rate
    clock = _CLOCK.match(text)
    if clock is None:
        raise TimeError(text, ANY_TIME)
    hours_text, minutes_text, seconds_text = clock.groups()
    second = Fraction(seconds_text)
    minute = int(minutes_text or 0)
    if (minutes_text and second >= 60) or (hours_text and minute > 59):
        raise TimeError(text, phrase("Times", "a time with minutes and seconds below 60"))
    return int(hours_text or 0) * 3600 + minute * 60 + second


def parse_frame_rate(text: str) -> Fraction:
    """Return frames a second from ``24000/1001``, ``25`` or ``23.976``.

    Raises:
        TimeError: ``text`` is neither, or is not above 0 and at most 1000.
    """
    expected = phrase("Times", "a frame rate such as 24000/1001 or 25")
    match = _RATE.match(text.strip()) if len(text) <= _LONGEST else None
    if match is None or (match[2] is not None and int(match[2]) == 0):
        raise TimeError(text, expected)
    rate = Fraction(match[3]) if match[3] is not None else Fraction(int(match[1]), int(match[2]))
    if not 0 < rate <= 1000:
        raise TimeError(text, expected)
    return rate


def quantized(seconds: Fraction) -> Fraction:
    """Return ``seconds`` rounded to ``RESOLUTION``: what every time made by the program goes through."""
    return round(seconds / RESOLUTION) * RESOLUTION


def format_time(seconds: Fraction, *, hours: bool = True) -> str:
    """Return ``H:MM:SS.mmm`` (or ``M:SS.mmm``), with up to six decimals where milliseconds do not suffice.

    Negative times get a leading minus sign; times are rounded to ``RESOLUTION``.
    """
    micros = round(abs(seconds) / RESOLUTION)
    sign = "-" if seconds < 0 and micros else ""
    whole, micro = divmod(micros, 1_000_000)
    decimals = f"{micro:06d}"
    decimals = decimals[:3] + decimals[3:].rstrip("0")
    minutes, second = divmod(whole, 60)
    if not hours:
        return f"{sign}{minutes}:{second:02d}.{decimals}"
    return f"{sign}{minutes // 60}:{minutes % 60:02d}:{second:02d}.{decimals}"
