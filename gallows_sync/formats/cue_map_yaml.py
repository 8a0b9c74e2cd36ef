"""The cue map, version 1, as a YAML file: what the rest of the program reads and saves it with."""

from gallows_sync.formats.cue_map_reading import (
    CueMapError,
    CueMapFile,
    CueMapFileError,
    parse_cue_map,
    read_cue_map,
)
from gallows_sync.formats.cue_map_writing import CueMapChangedError, new_text, save_cue_map, updated_text
from gallows_sync.formats.yaml_nodes import Fault

__all__ = [
    "CueMapChangedError",
    "CueMapError",
    "CueMapFile",
    "CueMapFileError",
    "Fault",
    "new_text",
    "parse_cue_map",
    "read_cue_map",
    "save_cue_map",
    "updated_text",
]
