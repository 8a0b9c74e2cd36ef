"""Times as people write them: exact in, exact out."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallows_sync.core.times import (
    RESOLUTION,
    TimeError,
    format_time,
    parse_frame_rate,
    parse_time,
    quantized,
)

seconds = st.fractions(0, 1_000_000)
micros = st.integers(0, 10**13).map(lambda number: number * RESOLUTION)
rates = st.sampled_from(
    [Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(60)]
)


@given(micros, st.booleans())
def test_format_time_and_parse_time_are_inverse(time: Fraction, hours: bool) -> None:
    # Without hours the minutes go on counting, and are read to three digits.
    if hours or time < 60_000:
        assert parse_time(format_time(time, hours=hours)) == time


@given(seconds)
def test_format_time_rounds_to_the_resolution(time: Fraction) -> None:
    assert parse_time(format_time(time)) == quantized(time)


@given(seconds)
def test_quantized_is_the_nearest_multiple_and_stays_put(time: Fraction) -> None:
    result = quantized(time)
    assert (result / RESOLUTION).denominator == 1
    assert abs(result - time) <= RESOLUTION / 2
    assert quantized(result) == result


@given(seconds, seconds)
def test_quantized_keeps_order(one: Fraction, other: Fraction) -> None:
    assert (quantized(one) <= quantized(other)) or one > other


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59), st.integers(0, 999_999))
def test_parts_add_up(hours: int, minutes: int, second: int, micro: int) -> None:
    expected = hours * 3600 + minutes * 60 + second + Fraction(micro, 10**6)
    assert parse_time(f"{hours}:{minutes:02d}:{second:02d}.{micro:06d}") == expected


@given(rates, st.integers(0, 10**7))
def test_smpte_counts_every_frame(rate: Fraction, frame: int) -> None:
    nominal = round(rate + Fraction(1, 100))
    whole, frames = divmod(frame, nominal)
    text = f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}:{frames:02d}"
    assert parse_time(text, rate) == frame / rate


@given(micros)
def test_a_negative_time_is_written_with_its_sign(time: Fraction) -> None:
    assert format_time(-time) == ("-" if time else "") + format_time(time)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1:02:03.456", Fraction(3723456, 1000)),
        ("2:03.456", Fraction(123456, 1000)),
        ("123.456", Fraction(123456, 1000)),
        ("0", 0),
        (" 90 ", 90),
        (".5", Fraction(1, 2)),
        ("100:00", 6000),
        ("0:00:00.1234567890123", Fraction(1234567890123, 10**13)),
    ],
)
def test_a_time_is_read_exactly(text: str, expected: Fraction) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    ("text", "rate", "message"),
    [
        ("", None, "'' is not a time such as 1:02:03.456"),
        ("soon", None, "'soon' is not a time such as"),
        ("-1", None, "'-1' is not a time such as"),
        ("1e3", None, "'1e3' is not a time such as"),
        ("1:60", None, "'1:60' is not a time with minutes and seconds below 60"),
        ("1:60:00", None, "'1:60:00' is not a time with minutes and seconds below 60"),
        ("١:٠٠", None, "is not a time such as"),
        ("1" * 40, None, "'1{32}' is not a time such as"),
        ("00:00:00:00", None, "is not readable without a frame_rate"),
        ("00:00:00:25", Fraction(25), "frames below 25"),
        ("00:60:00:00", Fraction(25), "minutes and seconds below 60"),
    ],
)
def test_what_is_no_time_is_refused_with_what_was_expected(
    text: str, rate: Fraction | None, message: str
) -> None:
    with pytest.raises(TimeError, match=message):
        parse_time(text, rate)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("24000/1001", Fraction(24000, 1001)), ("25", Fraction(25)), ("23.976", Fraction(2997, 125))],
)
def test_a_frame_rate_is_read_exactly(text: str, expected: Fraction) -> None:
    assert parse_frame_rate(text) == expected


@pytest.mark.parametrize("text", ["", "0", "0/1", "25/0", "-25", "1001", "fast", "1/2/3", "2" * 40])
def test_what_is_no_frame_rate_is_refused(text: str) -> None:
    with pytest.raises(TimeError, match="is not a frame rate such as 24000/1001 or 25"):
        parse_frame_rate(text)
