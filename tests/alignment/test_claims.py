from dataclasses import replace

import pytest

from gallows_sync.alignment.claims import at_one_speed
from gallows_sync.alignment.findings import Stretch

TEMPO = 25 / 24


def stretch(film_in: float, length: float, off: float, music_in: float = 20.0) -> Stretch:
    """Return a stretch whose speed is off by so much (relative), right in its middle."""
    drift = TEMPO * off * length / 2
    return Stretch(
        recording=0,
        film_in=film_in,
        film_out=film_in + length,
        music_in=music_in - drift,
        speed=TEMPO * (1 + off),
        confidence=1.0,
        residual_s=0.003,
        fit=0.1,
    )


def test_long_stretches_tell_the_speed_of_short_ones() -> None:
    one = at_one_speed([stretch(0, 120, 4e-6), stretch(200, 120, -4e-6), stretch(400, 30, 150e-6)])

    assert [found.speed / TEMPO - 1 for found in one] == [pytest.approx(0, abs=2e-6)] * 3
    assert [found.music_in for found in one] == [pytest.approx(20, abs=0.2e-3)] * 3


def test_at_one_speed_nothing_begins_before_its_recording() -> None:
    early = replace(stretch(100, 30, -150e-6), music_in=0.0)

    _, short = at_one_speed([stretch(300, 200, 0.0), early])

    assert short.music_in == 0
    assert short.film_in - 100 == pytest.approx(150e-6 * 30 / 2, rel=0.02)


def test_nothing_found_has_no_speed() -> None:
    assert at_one_speed([]) == ()
