"""The cue map, version 1, as a YAML file: what the rest of the program reads and saves it with."""

from gallows_sync.formats.cue_map_reading import (
    CueMapError,
    CueMapFile,
    CueMapFileError,
    parse_cue_map,
    read_cue_map,
)
from gallows_sync.formats.yaml_nodes import Fault

__all__ = [
    "CueMapError",
    "CueMapFile",
    "CueMapFileError",
    "Fault",
    "parse_cue_map",
    "read_cue_map",
]
