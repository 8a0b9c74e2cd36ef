"""Make the demo film, its album and its cue map again: ``python assets/demo/make_demo.py``.

It takes half an hour on a machine that does nothing else, nearly all of it for the picture; ``--only`` makes
one part, with the others as they are. The results are committed, so this is run only after a change; the same
scripts give the same files.

Debian packages: fluidsynth and fluid-soundfont-gm for the music, flite for the spoken lines, fonts-bebas-neue
for the letters.
"""

import argparse
import heapq
import io
import multiprocessing
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
import performance
import picture
import plan
import soundtrack
import tunes
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet
from av.video.frame import PictureType
from av.video.reformatter import ColorRange, Colorspace
from av.video.stream import VideoStream
from foley import RATE_HZ, Signal
from numpy.typing import NDArray
from picture import letters
from PySide6.QtGui import QFontDatabase

DEMO = Path(__file__).resolve().parent
ALBUM = DEMO / "album"
FILM = DEMO / "film.mkv"
CUE_MAP = DEMO.parents[1] / "cues" / "demo.yaml"

PICTURE_BITS = 236_000
"""A second; with the sound and the container the film then stays under 10 MB."""
SOUND_BITS = 64_000
RENDERERS = 2
KEY_FRAMES_APART = 3 * plan.FRAME_RATE

AC3_PACKET = 1536
AC3_DELAY = 256
"""Samples by which an AC-3 decoder's output lags the encoder's input (ATSC A/52: its windows overlap)."""

REPEATABLE = {"fflags": "+bitexact"}
"""No random identifiers and no version strings in the files."""

AnyPacket: TypeAlias = "Packet[VideoStream] | Packet[AudioStream]"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parts = ("album", "picture", "sound", "map")
    parser.add_argument("--only", choices=parts, help="make this alone, from the others as they are")
    only = parser.parse_args().only
    chosen = parts if only is None else (only,)
    if "album" in chosen:
        performance.write_album(ALBUM)
    if "picture" in chosen or "sound" in chosen:
        write_film(draw="picture" in chosen)
    if "map" in chosen:
        CUE_MAP.write_text(cue_map_text(), encoding="utf-8")
    for path in sorted((*DEMO.glob(FILM.name), *ALBUM.iterdir())):
        print(f"{path.stat().st_size:>10,}  {path.relative_to(DEMO)}")


def read_music() -> dict[tuple[int, int], Signal]:
    """Return each track and take as it is on disk, (samples, 2): the film has the album's very samples."""
    music = {}
    for track in plan.TRACKS:
        for take in range(1, track.takes + 1):
            with av.open(ALBUM / performance.file_name(track, take)) as container:
                blocks = [frame.to_ndarray().reshape(-1, 2) for frame in container.decode(audio=0)]
            music[track.number, take] = np.concatenate(blocks).astype(np.float64) / 32768
    return music


# -- the film


def write_film(*, draw: bool) -> None:
    """Write the film anew; its picture is the one it has, unless it is to be drawn again."""
    with tempfile.TemporaryDirectory() as folder:
        silent, whole = Path(folder) / "picture.mkv", Path(folder) / FILM.name
        if draw:
            code_picture(silent)
        else:
            shutil.copy(FILM, silent)
        add_sound(silent, soundtrack.render_soundtrack(read_music()), whole)
        shutil.copy(whole, FILM)


def code_picture(path: Path) -> None:
    """Write the picture alone; it is drawn once and coded twice, first to learn where the bits are needed."""
    with tempfile.TemporaryDirectory() as folder:
        frames = drawn(Path(folder) / "frames")
        statistics = str(Path(folder) / "statistics")
        learn(frames, statistics)
        with av.open(path, "w", options=REPEATABLE) as film:
            for packet in coded(frames, picture_stream(film, statistics, 2)):
                film.mux(packet)


def add_sound(silent: Path, sound: Signal, path: Path) -> None:
    """Write a film at ``path`` with the picture of the file ``silent`` and with ``sound``."""
    with (
        av.open(silent) as seen,
        av.open(ac3(sound), "r", format="ac3") as heard,
        av.open(path, "w", options=REPEATABLE) as film,
    ):
        film.metadata.update(title=plan.FILM_TITLE)
        shown, sounding = seen.streams.video[0], heard.streams.audio[0]
        pictures = timed(with_decoding_times(seen.demux(shown)), film.add_stream_from_template(shown))
        sounds = timed(heard.demux(sounding), film.add_stream_from_template(sounding))
        for _, packet in heapq.merge(pictures, sounds, key=lambda one: one[0]):
            film.mux(packet)


def with_decoding_times(packets: "Iterator[Packet[VideoStream]]") -> "list[Packet[VideoStream]]":
    """Return ``packets`` with times of decoding, too: a Matroska file has those of showing alone."""
    coded_order = [packet for packet in packets if packet.pts is not None]
    shown = [packet.pts or 0 for packet in coded_order]
    due = sorted(shown)
    early = max(decoded - seen for decoded, seen in zip(due, shown, strict=True))
    for packet, decoded in zip(coded_order, due, strict=True):
        packet.dts = decoded - early
    return coded_order


def learn(frames: NDArray[np.uint8], statistics: str) -> None:
    """Code the picture for the first time; what was learned is in the file once the coder is gone."""
    with av.open(io.BytesIO(), "w", format="null") as nowhere:
        for _ in coded(frames, picture_stream(nowhere, statistics, 1)):
            pass


def drawn(path: Path) -> NDArray[np.uint8]:
    """Return every frame of the picture, kept in a file at ``path``: (frames, height, width), 0 to 255."""
    picture.frame(0)  # starts Qt, which knows the fonts
    if letters.FAMILY not in QFontDatabase.families():
        raise SystemExit(f"make_demo: the font {letters.FAMILY} is missing (Debian: fonts-bebas-neue)")
    frames = np.memmap(path, np.uint8, "w+", shape=(plan.FILM_FRAMES, plan.HEIGHT, plan.WIDTH))
    with multiprocessing.get_context("spawn").Pool(RENDERERS) as renderers:
        for number, luma in enumerate(renderers.imap(picture.frame, range(plan.FILM_FRAMES), chunksize=6)):
            frames[number] = luma
            if number % (10 * plan.FRAME_RATE) == 0:
                print(f"drawn: {number // plan.FRAME_RATE} s of the film", flush=True)
    return frames


def picture_stream(container: OutputContainer, statistics: str, coding: int) -> VideoStream:
    """Return a new stream for the picture, for the first or the second ``coding`` of it."""
    stream = container.add_stream("libx264", rate=plan.FRAME_RATE)
    stream.width, stream.height = plan.WIDTH, plan.HEIGHT
    stream.pix_fmt = "yuv420p"
    stream.bit_rate = PICTURE_BITS
    context = stream.codec_context
    context.time_base = Fraction(1, plan.FRAME_RATE)
    context.gop_size = KEY_FRAMES_APART
    context.color_range = ColorRange.MPEG
    context.colorspace = Colorspace.ITU709
    stream.options = {
        "preset": "slower",
        "tune": "film",
        "forced-idr": "1",
        "flags": f"+pass{coding}",
        "passlogfile": statistics,
        "threads": "2",
    }
    return stream


def coded(frames: NDArray[np.uint8], stream: VideoStream) -> "Iterator[Packet[VideoStream]]":
    """Yield the picture's packets; each scene begins with a key frame, as jumps to it then are quick."""
    firsts = {scene.first for scene in plan.SCENES}
    for number, luma in enumerate(frames):
        frame = grey_frame(luma)
        frame.pts = number
        if number in firsts:
            frame.pict_type = PictureType.I
        yield from stream.encode(frame)
        if number % (30 * plan.FRAME_RATE) == 0:
            print(f"coded: {number // plan.FRAME_RATE} s of the film", flush=True)
    yield from stream.encode(None)


def timed(
    packets: Iterable[AnyPacket], stream: VideoStream | AudioStream
) -> Iterator[tuple[Fraction, AnyPacket]]:
    """Yield each packet that holds something, now of ``stream``, with the time (s) of its decoding."""
    for packet in packets:
        if packet.dts is not None and packet.time_base is not None:
            due = packet.dts * packet.time_base
            packet.stream = stream
            yield due, packet


def grey_frame(luma: NDArray[np.uint8]) -> av.VideoFrame:
    """Return a yuv420p frame without colour, in the range that films use (16 black, 235 white)."""
    limited = (16 + luma.astype(np.uint16) * 219 // 255).astype(np.uint8)
    chroma = np.full((plan.HEIGHT // 2, plan.WIDTH), 128, np.uint8)
    return av.VideoFrame.from_ndarray(np.concatenate((limited, chroma)), format="yuv420p")


def ac3(sound: Signal) -> io.BytesIO:
    """Return ``sound`` as a bare AC-3 stream that decodes to it with no delay.

    The encoder's delay is cut from the front here, and a bare stream has no place to announce it a second
    time: in the film, each packet's timestamp is the film time of its first decoded sample, for every player.
    """
    samples = np.concatenate((sound[AC3_DELAY:], np.zeros(AC3_DELAY))).astype(np.float32)
    bare = io.BytesIO()
    with av.open(bare, "w", format="ac3") as container:
        stream = container.add_stream("ac3", rate=RATE_HZ, layout="mono")
        stream.bit_rate = SOUND_BITS
        for start in range(0, len(samples), AC3_PACKET):
            block = samples[None, start : start + AC3_PACKET]
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="mono")
            frame.sample_rate = RATE_HZ
            frame.pts = start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    bare.seek(0)
    return bare


# -- the map


FURTHER_SCENES = {"motorway-on": "Still the motorway, further on: the film has left out four bars"}
"""The line of a scene's second cue."""


def cue_map_text() -> str:
    """Return the demo's cue map, with the times that everything above was made from."""
    lines = [
        "# The map of the demo, written by assets/demo/make_demo.py: picture, film sound and album come from",
        "# one plan, so every time here is exact. Those of the cues count the film's frames (HH:MM:SS:FF);",
        '# the clock that the program itself writes ("0:01:23.456") does as well.',
        '# "Morning Edition" has no cue: it is not in the film, and the search says so.',
        "version: 1",
        "film:",
        f"  title: {plan.FILM_TITLE}",
        "  director: Gallows Sync",
        f"  year: {plan.DATE}",
        f'  duration: "{minutes(plan.FILM_FRAMES // plan.FRAME_RATE)}.000"',
        f"  frame_rate: {plan.FRAME_RATE}",
        "  notes: Drawn and synthesised for Gallows Sync, under its licence.",
        "album:",
        f"  title: {plan.ALBUM_TITLE}",
        f"  artist: {plan.ARTIST}",
        f"  year: {plan.DATE}",
        "  notes: |-",
        "    The film has one track in two scenes, one with four bars left out, one in its second take,",
        "    and one not at all.",
        "  tracks:",
    ]
    for track in plan.TRACKS:
        lines += [
            f"    - number: {track.number}",
            f"      title: {track.title}",
            f'      duration: "{minutes(track.seconds)}"',
            f"      personnel: [{', '.join(tunes.personnel(track))}]",
        ]
        if track.takes > 1:
            lines.append("      takes:")
        for take in range(2, track.takes + 1):
            lines += [
                f"        - id: {take_id(take)}",
                f"          title: {track.title} (take {take})",
                f'          duration: "{minutes(track.seconds)}"',
                f"          personnel: [{', '.join(tunes.personnel(track, take))}]",
                f'          notes: "{tunes.listening_notes(track, take)}"',
            ]
        fate = f"{track.about} " if track.number == plan.UNUSED_TRACK else ""
        lines.append(f'      notes: "{fate}{tunes.listening_notes(track)}"')
    lines.append("cues:")
    scenes = {scene.id: scene for scene in plan.SCENES}
    for cue in plan.CUES:
        lines += [
            f"  - id: {cue.id}",
            f"    track: {cue.track}",
            f'    scene: "{FURTHER_SCENES.get(cue.id, scenes[cue.scene].text)}"',
            f'    film: {{in: "{timecode(cue.film_in)}", out: "{timecode(cue.film_out)}"}}',
            f'    music: {{in: "{timecode(cue.music_in)}"}}',
            "    certainty: confirmed",
        ]
        if cue.take > 1:
            lines.append(f"    take: {take_id(cue.take)}")
        if cue.notes:
            lines.append(f'    notes: "{cue.notes}"')
    lines.append("")
    return "\n".join(lines)


def take_id(take: int) -> str:
    return f"take-{take}"


def minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def timecode(frame: int) -> str:
    """Return ``HH:MM:SS:FF``."""
    second, frames = divmod(frame, plan.FRAME_RATE)
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}:{frames:02d}"


if __name__ == "__main__":
    main()
