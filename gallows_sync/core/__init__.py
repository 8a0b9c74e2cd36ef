"""The film, the album, the cues and the line that ties them: values and rules, no files, no threads.

Glossary (the words of this program, used the same way in code, files and windows):

film, album     the user's own media; never changed
track           a numbered piece on the album
take            one recording of a piece; an album edition may hold several takes of a track
scene           a stretch of the film, told in a line of text
cue             one link: this track, over this scene; film in/out points (the out point is exclusive)
                and a music in point
cue map         film, album and cues together; a YAML file on disk
placed          a cue with film times; unplaced: without. A time that nobody knows is never invented
film time       seconds from the film's first instant, the only timeline of the program
music time      seconds from the track's first sample
speed           seconds of music per second of film

All times are exact ``Fraction`` seconds here and are rounded only at a screen or a file.
"""
