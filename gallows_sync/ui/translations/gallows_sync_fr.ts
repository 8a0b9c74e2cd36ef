<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>LanguageMenu</name>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Celle du système</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>There is no cue «{id}» in this map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has: {ids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no cue map to save yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open an album first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is saved as {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cues cannot be searched for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accept «{title}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accept all places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accept one place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map is as it was found: nothing was changed in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restore the map as it was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the map as it was found…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file for «{title}».</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open its album.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no cue to loop here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jump to a cue first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening {file}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This copy is known: its cues are open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {map}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matching the album to the film…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the cue map…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose the take of «{title}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>describe «{title}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sound device: the picture plays silently.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect one: it is used at once. «gallows-sync doctor» says what was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The film does not use this stretch of «{title}».</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no film open yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open one, or drop it on the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>«{title}» has no place in this copy of the film yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>«{title}» would begin after the end of this film.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its film times are of another copy: correct them in the map, then load it again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo: {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo: {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These subtitles cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
