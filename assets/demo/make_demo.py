"""Make the demo film, its album and its cue map again: ``python assets/demo/make_demo.py``.

It takes a minute or two, and the DejaVu fonts on the machine. A second run gives the same album, sound and
pictures (x264 may code the first of them in other bits). The results are committed, so this is run only after
a change to the score, the sound or the picture.
"""

import io
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.packet import Packet
from numpy.typing import NDArray
from picture import FONT, HEIGHT, WIDTH, Painter
from PySide6.QtGui import QFontDatabase
from score import (
    ALBUM_TITLE,
    ARTIST,
    DATE,
    FILM_FRAMES,
    FILM_TITLE,
    FRAME_RATE,
    PERSONNEL,
    SCENES,
    TRACKS,
    Track,
)
from sound import ALBUM_RATE_HZ, FILM_RATE_HZ, Signal, render_soundtrack, render_track

DEMO = Path(__file__).resolve().parent
CUE_MAP = DEMO.parents[1] / "cues" / "demo.yaml"

AC3_PACKET = 1536
AC3_DELAY = 256
"""Samples by which an AC-3 decoder's output lags the encoder's input (ATSC A/52: its windows overlap)."""

REPEATABLE = {"fflags": "+bitexact"}
"""No random identifiers and no version strings in the files."""


def main() -> None:
    painter = Painter()
    if FONT not in QFontDatabase.families():
        raise SystemExit(f"make_demo: the font {FONT} is not installed (Debian: fonts-dejavu-core)")
    album = {tune.number: render_track(tune) for tune in TRACKS}
    for tune in TRACKS:
        write_track(album_path(tune), tune, album[tune.number])
        # What the film carries is the album as it is on disk, rounding and all.
        album[tune.number] = rounded(album[tune.number]) / 32768
    write_film(DEMO / "film.mkv", painter, render_soundtrack(album))
    CUE_MAP.write_text(cue_map_text(), encoding="utf-8")
    for path in (DEMO / "film.mkv", *map(album_path, TRACKS)):
        print(f"{path.stat().st_size:>10,}  {path.relative_to(DEMO)}")


def album_path(tune: Track) -> Path:
    return DEMO / "album" / f"{tune.number:02d} - {tune.title}.flac"


def rounded(signal: Signal) -> NDArray[np.int16]:
    """Return 16-bit samples; without dither, whose noise would be the larger part of the files."""
    return np.round(signal * 32768).astype(np.int16)


def write_track(path: Path, tune: Track, signal: Signal) -> None:
    path.parent.mkdir(exist_ok=True)
    with av.open(path, "w", options=REPEATABLE) as container:
        container.metadata.update(
            title=tune.title,
            track=f"{tune.number}/{len(TRACKS)}",
            album=ALBUM_TITLE,
            artist=ARTIST,
            album_artist=ARTIST,
            date=DATE,
            genre="Jazz",
            comment=tune.about,
        )
        stream = container.add_stream(
            "flac", rate=ALBUM_RATE_HZ, layout="stereo", options={"compression_level": "12"}
        )
        stream.codec_context.format = "s16"
        frame = av.AudioFrame.from_ndarray(rounded(signal).reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate = ALBUM_RATE_HZ
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def write_film(path: Path, painter: Painter, soundtrack: Signal) -> None:
    with av.open(path, "w", options=REPEATABLE) as film, av.open(ac3(soundtrack), "r", format="ac3") as sound:
        film.metadata.update(title=FILM_TITLE)
        picture_stream = film.add_stream("libx264", rate=FRAME_RATE)
        picture_stream.width, picture_stream.height = WIDTH, HEIGHT
        picture_stream.pix_fmt = "yuv420p"
        picture_stream.codec_context.time_base = Fraction(1, FRAME_RATE)
        picture_stream.codec_context.gop_size = 3 * FRAME_RATE
        picture_stream.codec_context.color_range = 1
        picture_stream.codec_context.colorspace = 1
        picture_stream.options = {"crf": "23", "preset": "slow", "threads": "1"}
        sound_stream = film.add_stream_from_template(sound.streams.audio[0])
        waiting = timed(sound.demux(sound.streams.audio[0]))
        due, packet = next(waiting, (None, None))
        for number in range(FILM_FRAMES):
            frame = grey_frame(painter.frame(number))
            frame.pts = number
            film.mux(picture_stream.encode(frame))
            while due is not None and packet is not None and due < Fraction(number + 1, FRAME_RATE):
                packet.stream = sound_stream
                film.mux(packet)
                due, packet = next(waiting, (None, None))
            if number % (10 * FRAME_RATE) == 0:
                print(f"film: {number // FRAME_RATE} of {FILM_FRAMES // FRAME_RATE} s", flush=True)
        film.mux(picture_stream.encode(None))


def timed(packets: "Iterator[Packet[AudioStream]]") -> "Iterator[tuple[Fraction, Packet[AudioStream]]]":
    """Yield each packet that holds something, with its time in seconds."""
    for packet in packets:
        if packet.pts is not None and packet.time_base is not None:
            yield packet.pts * packet.time_base, packet


def grey_frame(luma: NDArray[np.uint8]) -> av.VideoFrame:
    """Return a yuv420p frame without colour, in the range that films use (16 black, 235 white)."""
    limited = (16 + luma.astype(np.uint16) * 219 // 255).astype(np.uint8)
    chroma = np.full((HEIGHT // 2, WIDTH), 128, np.uint8)
    return av.VideoFrame.from_ndarray(np.concatenate((limited, chroma)), format="yuv420p")


def ac3(soundtrack: Signal) -> io.BytesIO:
    """Return ``soundtrack`` as a bare AC-3 stream that decodes to it with no delay.

    The encoder's delay is cut from the front here, and a bare stream has no place to announce it a second
    time: in the film, each packet's timestamp is the film time of its first decoded sample, for every player.
    """
    samples = np.concatenate((soundtrack[AC3_DELAY:], np.zeros(AC3_DELAY))).astype(np.float32)
    bare = io.BytesIO()
    with av.open(bare, "w", format="ac3") as container:
        stream = container.add_stream("ac3", rate=FILM_RATE_HZ, layout="mono")
        stream.bit_rate = 96_000
        for start in range(0, len(samples), AC3_PACKET):
            block = samples[None, start : start + AC3_PACKET]
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="mono")
            frame.sample_rate = FILM_RATE_HZ
            frame.pts = start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    bare.seek(0)
    return bare


def cue_map_text() -> str:
    """Return the demo's cue map, with the times that everything above was made from."""
    lines = [
        "# The map of the demo, written by assets/demo/make_demo.py: picture, film sound and album come from",
        "# one score, so every time here is exact, to the frame and to the sample.",
        "version: 1",
        "film:",
        f"  title: {FILM_TITLE}",
        "  director: Gallows Sync",
        f"  year: {DATE}",
        f'  duration: "{clock(Fraction(FILM_FRAMES, FRAME_RATE))}"',
        f"  frame_rate: {FRAME_RATE}",
        "  notes: Drawn and synthesised for Gallows Sync, under its licence.",
        "album:",
        f"  title: {ALBUM_TITLE}",
        f"  artist: {ARTIST}",
        f"  year: {DATE}",
        "  notes: Album order is not film order; one track is heard in two scenes.",
        "  tracks:",
    ]
    for tune in TRACKS:
        used = {note.voice for note in tune.notes()}
        personnel = ", ".join(who for voice, who in PERSONNEL if voice in used)
        lines += [
            f"    - number: {tune.number}",
            f"      title: {tune.title}",
            f'      duration: "0:{tune.duration:02d}"',
            f"      personnel: [{personnel}]",
            f'      notes: "{tune.about}"',
        ]
    lines.append("cues:")
    for scene in SCENES:
        if scene.track is None:
            if scene.id == "stuck":
                lines.append(
                    f"  # From {clock(scene.film_in)} to {clock(scene.film_out)} the film has no music."
                )
            continue
        lines += [
            f"  - id: {scene.id}",
            f"    track: {scene.track}",
            f'    scene: "{scene.text}"',
            f'    film: {{in: "{clock(scene.film_in)}", out: "{clock(scene.film_out)}"}}',
            f'    music: {{in: "0:{scene.music_in:02d}.000"}}',
            "    certainty: confirmed",
        ]
        if scene.notes:
            lines.append(f'    notes: "{scene.notes}"')
    lines.append("")
    return "\n".join(lines)


def clock(time: Fraction) -> str:
    """Return ``M:SS.mmm``, which holds every scene's time exactly (they lie on whole eighths of a second)."""
    millis = time * 1000
    assert millis.denominator == 1
    minutes, rest = divmod(int(millis), 60_000)
    return f"{minutes}:{rest // 1000:02d}.{rest % 1000:03d}"


if __name__ == "__main__":
    main()
