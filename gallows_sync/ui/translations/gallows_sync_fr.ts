<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>AboutSheet</name>
    <message>
        <source>A player for a film and its album: pick a scene, and hear the music that belongs to it, in sync with the picture. The film and the album are yours; they are only read.</source>
        <translation>Un lecteur pour un film et son album&#xa0;: choisissez une scène, et écoutez la musique qui l’accompagne, synchronisée avec l’image. Le film et l’album sont à vous&#x202f;; le programme ne fait que les lire.</translation>
    </message>
    <message>
        <source>Plays with libVLC. Reads sound with FFmpeg&apos;s libraries, resamples with soxr, drawn with Qt. MIT licence.</source>
        <translation>Lecture par libVLC, décodage du son par les bibliothèques de FFmpeg, rééchantillonnage par soxr, interface Qt. Licence MIT.</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
</context>
<context>
    <name>Album</name>
    <message>
        <source>holds no music: no sound file that can be read, in it or in its folders</source>
        <translation>ce dossier et ses sous-dossiers ne contiennent aucun fichier son lisible</translation>
    </message>
    <message>
        <source>holds more than {most} files; choose the album&apos;s own folder</source>
        <translation>ce dossier contient plus de {most} fichiers&#x202f;; choisissez celui de l’album lui-même</translation>
    </message>
    <message>
        <source>cannot be read: {reason}</source>
        <translation>lecture impossible&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>belongs to {files}: no such sound file, in any format, lies beside it</source>
        <translation>cette feuille CUE va avec {files}&#xa0;: aucun fichier son de ce nom, quel qu’en soit le format, ne se trouve à côté</translation>
    </message>
    <message>
        <source>is a film; an album&apos;s sound file was expected, or the folder it lies in</source>
        <translation>c’est un film&#x202f;; le fichier son d’un album était attendu, ou le dossier qui le contient</translation>
    </message>
    <message>
        <source>holds no sound that can be decoded; it is damaged, protected or no music</source>
        <translation>aucun son ne peut en être décodé&#x202f;; le fichier est abîmé, protégé, ou ce n’est pas de la musique</translation>
    </message>
</context>
<context>
    <name>CandidateRow</name>
    <message>
        <source>Already there</source>
        <translation>Déjà là</translation>
    </message>
    <message>
        <source>In the map</source>
        <translation>Dans la carte</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Écarté</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Écouter</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Écarter</translation>
    </message>
    <message>
        <source>Listen to «{title}»</source>
        <translation>Écouter «&#xa0;{title}&#xa0;»</translation>
    </message>
    <message>
        <source>Pause «{title}»</source>
        <translation>Mettre «&#xa0;{title}&#xa0;» en pause</translation>
    </message>
    <message>
        <source>Accept «{title}»</source>
        <translation>Accepter «&#xa0;{title}&#xa0;»</translation>
    </message>
    <message>
        <source>Leave «{title}» out</source>
        <translation>Écarter «&#xa0;{title}&#xa0;»</translation>
    </message>
    <message>
        <source>In a further place</source>
        <translation>À un autre endroit</translation>
    </message>
    <message>
        <source>{track}, in a further place</source>
        <translation>{track}, à un autre endroit</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>É&amp;dition</translation>
    </message>
    <message>
        <source>&amp;Playback</source>
        <translation>&amp;Lecture</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;ide</translation>
    </message>
    <message>
        <source>Loop begins &amp;with the cue</source>
        <translation>C&amp;ommencer la boucle au repère</translation>
    </message>
    <message>
        <source>Loop begins &amp;2 s before the cue</source>
        <translation>Commencer la boucle &amp;2 s avant le repère</translation>
    </message>
    <message>
        <source>Loop begins &amp;5 s before the cue</source>
        <translation>Commencer la boucle &amp;5 s avant le repère</translation>
    </message>
    <message>
        <source>Loop begins &amp;10 s before the cue</source>
        <translation>Commencer la boucle &amp;10 s avant le repère</translation>
    </message>
    <message>
        <source>Open &amp;film…</source>
        <translation>Ouvrir un &amp;film…</translation>
    </message>
    <message>
        <source>Open &amp;album folder…</source>
        <translation>Ouvrir un &amp;dossier d’album…</translation>
    </message>
    <message>
        <source>Open album fi&amp;le…</source>
        <translation>Ouvrir un fic&amp;hier d’album…</translation>
    </message>
    <message>
        <source>Open cue &amp;map…</source>
        <translation>Ouvrir une &amp;carte des repères…</translation>
    </message>
    <message>
        <source>R&amp;eload cue map</source>
        <translation>Rechar&amp;ger la carte des repères</translation>
    </message>
    <message>
        <source>&amp;Save cue map</source>
        <translation>&amp;Enregistrer la carte des repères</translation>
    </message>
    <message>
        <source>Save still &amp;picture…</source>
        <translation>Enregistrer une &amp;image fixe…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>&amp;Find the cues in this copy</source>
        <translation>Trou&amp;ver les repères dans cette copie</translation>
    </message>
    <message>
        <source>Music 10 ms &amp;earlier</source>
        <translation>Musique 10 ms plus &amp;tôt</translation>
    </message>
    <message>
        <source>Music 10 ms &amp;later</source>
        <translation>Musique 10 ms plus tar&amp;d</translation>
    </message>
    <message>
        <source>Music 100 ms e&amp;arlier</source>
        <translation>M&amp;usique 100 ms plus tôt</translation>
    </message>
    <message>
        <source>Music 100 ms la&amp;ter</source>
        <translation>Musiqu&amp;e 100 ms plus tard</translation>
    </message>
    <message>
        <source>Mus&amp;ic 1 ms earlier</source>
        <translation>Musi&amp;que 1 ms plus tôt</translation>
    </message>
    <message>
        <source>Musi&amp;c 1 ms later</source>
        <translation>Musique 1 ms &amp;plus tard</translation>
    </message>
    <message>
        <source>Cue &amp;begins here</source>
        <translation>Placer ici le point d’e&amp;ntrée</translation>
    </message>
    <message>
        <source>Cue e&amp;nds here</source>
        <translation>Placer ici le point de &amp;sortie</translation>
    </message>
    <message>
        <source>&amp;Mark the picture, then its music</source>
        <translation>&amp;Marquer l’image, puis sa musique</translation>
    </message>
    <message>
        <source>S&amp;hift all cues: this one begins here</source>
        <translation>Dé&amp;caler tous les repères&#xa0;: celui-ci commence ici</translation>
    </message>
    <message>
        <source>&amp;Stretch all cues: this one begins here</source>
        <translation>Ét&amp;irer tous les repères&#xa0;: celui-ci commence ici</translation>
    </message>
    <message>
        <source>Rest&amp;ore the map as it was found</source>
        <translation>Restaurer la carte d’&amp;origine</translation>
    </message>
    <message>
        <source>&amp;Play / pause</source>
        <translation>&amp;Lecture / pause</translation>
    </message>
    <message>
        <source>&amp;Next cue</source>
        <translation>Repère &amp;suivant</translation>
    </message>
    <message>
        <source>Pre&amp;vious cue</source>
        <translation>Repère &amp;précédent</translation>
    </message>
    <message>
        <source>&amp;Loop the cue</source>
        <translation>Lire le repère en &amp;boucle</translation>
    </message>
    <message>
        <source>5 seconds &amp;back</source>
        <translation>&amp;Reculer de 5 secondes</translation>
    </message>
    <message>
        <source>5 seconds &amp;on</source>
        <translation>&amp;Avancer de 5 secondes</translation>
    </message>
    <message>
        <source>One frame bac&amp;k</source>
        <translation>Reculer d’une ima&amp;ge</translation>
    </message>
    <message>
        <source>One f&amp;rame on</source>
        <translation>A&amp;vancer d’une image</translation>
    </message>
    <message>
        <source>&amp;Monitor: mix → film → album</source>
        <translation>É&amp;coute&#xa0;: mixage → film → album</translation>
    </message>
    <message>
        <source>N&amp;ull listen: the film without the album</source>
        <translation>Éco&amp;ute par soustraction&#xa0;: le film sans l’album</translation>
    </message>
    <message>
        <source>Mut&amp;e</source>
        <translation>Couper le so&amp;n</translation>
    </message>
    <message>
        <source>&amp;Copy the film time</source>
        <translation>Copier la position dans le &amp;film</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>A&amp;grandir</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>&amp;Réduire</translation>
    </message>
    <message>
        <source>The &amp;whole film and album</source>
        <translation>Le film et l’album en &amp;entier</translation>
    </message>
    <message>
        <source>&amp;Card</source>
        <translation>&amp;Fiche</translation>
    </message>
    <message>
        <source>&amp;Subtitles</source>
        <translation>&amp;Sous-titres</translation>
    </message>
    <message>
        <source>Open su&amp;btitles…</source>
        <translation>&amp;Ouvrir des sous-titres…</translation>
    </message>
    <message>
        <source>&amp;Picture only, full screen</source>
        <translation>&amp;Image seule, plein écran</translation>
    </message>
    <message>
        <source>Leave &amp;full screen</source>
        <translation>&amp;Quitter le plein écran</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Raccourcis clavier</translation>
    </message>
    <message>
        <source>&amp;About Gallows Sync</source>
        <translation>À &amp;propos de Gallows Sync</translation>
    </message>
    <message>
        <source>Jump to cue {number}</source>
        <translation>Aller au repère {number}</translation>
    </message>
</context>
<context>
    <name>Container</name>
    <message>
        <source>{path}: {reason}</source>
        <translation>{path}&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>is a folder; a media file was expected</source>
        <translation>c’est un dossier&#x202f;; un fichier son ou vidéo était attendu</translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation>ce n’est pas un fichier ordinaire</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>le fichier est vide</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>ce fichier n’existe pas</translation>
    </message>
    <message>
        <source>may not be read; check its permissions</source>
        <translation>la lecture n’en est pas autorisée&#x202f;; vérifiez les droits d’accès</translation>
    </message>
    <message>
        <source>is no film and no sound that FFmpeg can read, or it is damaged</source>
        <translation>ce n’est ni un film ni un son que FFmpeg sache lire, ou le fichier est abîmé</translation>
    </message>
    <message>
        <source>is a picture, a text or a playlist; a film or a recording was expected</source>
        <translation>c’est une image, un texte ou une liste de lecture&#x202f;; un film ou un enregistrement était attendu</translation>
    </message>
    <message>
        <source>has no picture; a film was expected</source>
        <translation>le fichier n’a pas d’image&#x202f;; un film était attendu</translation>
    </message>
    <message>
        <source>its picture cannot be decoded at {place:.0f} s</source>
        <translation>son image ne peut pas être décodée à {place:.0f}&#xa0;s</translation>
    </message>
</context>
<context>
    <name>CueCard</name>
    <message>
        <source>About this cue</source>
        <translation>À propos de ce repère</translation>
    </message>
    <message>
        <source>Played by</source>
        <translation>Interprètes</translation>
    </message>
    <message>
        <source>About the music</source>
        <translation>À propos de la musique</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Where this comes from</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>Heard here</source>
        <translation>On entend ici</translation>
    </message>
    <message>
        <source>The album&apos;s own recording</source>
        <translation>L’enregistrement de l’album</translation>
    </message>
    <message>
        <source>Not in this album folder</source>
        <translation>Absent de ce dossier d’album</translation>
    </message>
    <message>
        <source>Its music is also in</source>
        <translation>Sa musique est aussi dans</translation>
    </message>
    <message>
        <source>Jumps to this scene</source>
        <translation>Va à cette scène</translation>
    </message>
    <message>
        <source>Placing by hand</source>
        <translation>Placement à la main</translation>
    </message>
    <message>
        <source>Not placed in your copy yet</source>
        <translation>Pas encore placé dans votre copie</translation>
    </message>
    <message>
        <source>Film {film_in} – {film_out}</source>
        <translation>Film {film_in} – {film_out}</translation>
    </message>
    <message>
        <source>Music from {time}</source>
        <translation>Musique à partir de {time}</translation>
    </message>
    <message>
        <source>Music runs at {speed:.6f} of the film&apos;s time</source>
        <translation>La musique court à {speed:.6f} fois le temps du film</translation>
    </message>
    <message>
        <source>Confirmed: somebody has looked and listened</source>
        <translation>Confirmé&#xa0;: quelqu’un a regardé et écouté</translation>
    </message>
    <message>
        <source>Found in the film&apos;s sound</source>
        <translation>Trouvé dans le son du film</translation>
    </message>
    <message>
        <source>Estimated: not yet checked by ear</source>
        <translation>Estimé&#xa0;: pas encore vérifié à l’oreille</translation>
    </message>
    <message>
        <source>The scene in a line</source>
        <translation>La scène en une ligne</translation>
    </message>
    <message>
        <source>Your own notes on this cue</source>
        <translation>Vos notes sur ce repère</translation>
    </message>
    <message>
        <source>Opens {url}</source>
        <translation>Ouvre {url}</translation>
    </message>
    <message>
        <source>Jump to a cue to read about it.</source>
        <translation>Allez à un repère pour lire sa fiche.</translation>
    </message>
</context>
<context>
    <name>CueList</name>
    <message>
        <source>Scenes</source>
        <translation>Scènes</translation>
    </message>
</context>
<context>
    <name>CueMap</name>
    <message>
        <source>the film out point must come after the film in point, and both at or after 0</source>
        <translation>dans le film, le point de sortie doit suivre le point d’entrée, et aucun ne peut précéder 0</translation>
    </message>
    <message>
        <source>cue {cue}: certainty and film times must agree on whether it is placed</source>
        <translation>repère {cue}&#xa0;: la certitude et les temps du film doivent s’accorder pour dire s’il est placé</translation>
    </message>
    <message>
        <source>cue {cue}: speed must be above 0 and music_in not below</source>
        <translation>repère {cue}&#xa0;: la vitesse doit être supérieure à 0 et music_in au moins égal à 0</translation>
    </message>
    <message>
        <source>cue {cue} does not cover that film time</source>
        <translation>le repère {cue} ne couvre pas cet instant du film</translation>
    </message>
    <message>
        <source>cue {cue} does not cover that music time</source>
        <translation>le repère {cue} ne couvre pas cet instant de la musique</translation>
    </message>
</context>
<context>
    <name>CueMapReading</name>
    <message>
        <source>text</source>
        <translation>du texte</translation>
    </message>
    <message>
        <source>{path}:{line}: {fault}</source>
        <translation>{path}:{line}&#xa0;: {fault}</translation>
    </message>
    <message>
        <source>no such cue map: {path}</source>
        <translation>cette carte des repères n’existe pas&#xa0;: {path}</translation>
    </message>
    <message>
        <source>{path} is a folder; give the cue map file in it</source>
        <translation>{path} est un dossier&#x202f;; indiquez le fichier de la carte des repères qu’il contient</translation>
    </message>
    <message>
        <source>cannot read the cue map {path}: {reason}</source>
        <translation>impossible de lire la carte des repères {path}&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>{path} is larger than {limit} MB and cannot be a cue map</source>
        <translation>{path} dépasse {limit}&#xa0;Mo et ne peut pas être une carte des repères</translation>
    </message>
    <message>
        <source>not UTF-8 text; expected the file saved as UTF-8</source>
        <translation>ce n’est pas du texte UTF-8&#x202f;; attendu&#xa0;: le fichier enregistré en UTF-8</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>vide</translation>
    </message>
    <message>
        <source>{word} (true or false)</source>
        <translation>{word} (vrai ou faux)</translation>
    </message>
    <message>
        <source>the number {number}</source>
        <translation>le nombre {number}</translation>
    </message>
    <message>
        <source>the text {text}</source>
        <translation>le texte {text}</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>une liste</translation>
    </message>
    <message>
        <source>a group of keys</source>
        <translation>un groupe de clés</translation>
    </message>
    <message>
        <source>a cue map with version, film, album and cues</source>
        <translation>une carte des repères avec version, film, album et cues</translation>
    </message>
    <message>
        <source>empty; expected {expected}</source>
        <translation>vide&#x202f;; attendu&#xa0;: {expected}</translation>
    </message>
    <message>
        <source>the cue map</source>
        <translation>la carte des repères</translation>
    </message>
    <message>
        <source>version {number} is not supported; expected {version}</source>
        <translation>la version {number} n’est pas prise en charge&#x202f;; attendu&#xa0;: {version}</translation>
    </message>
    <message>
        <source>the film</source>
        <translation>le film</translation>
    </message>
    <message>
        <source>the album</source>
        <translation>l’album</translation>
    </message>
    <message>
        <source>the track</source>
        <translation>la piste</translation>
    </message>
    <message>
        <source>track number</source>
        <translation>numéro de piste</translation>
    </message>
    <message>
        <source>the take</source>
        <translation>la prise</translation>
    </message>
    <message>
        <source>take id</source>
        <translation>id de prise</translation>
    </message>
    <message>
        <source>the cue</source>
        <translation>le repère</translation>
    </message>
    <message>
        <source>cue id</source>
        <translation>id de repère</translation>
    </message>
    <message>
        <source>track {track} is not listed; expected a number in album.tracks ({listed})</source>
        <translation>la piste {track} ne figure pas dans la liste&#x202f;; attendu&#xa0;: un numéro de album.tracks ({listed})</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>aucun pour l’instant</translation>
    </message>
    <message>
        <source>the cue&apos;s film</source>
        <translation>le film du repère</translation>
    </message>
    <message>
        <source>in and out, or null while unplaced</source>
        <translation>in et out, ou null tant que le repère n’est pas placé</translation>
    </message>
    <message>
        <source>out is beyond the film&apos;s end; expected {end} (film.duration) at most</source>
        <translation>out dépasse la fin du film&#x202f;; attendu&#xa0;: {end} (film.duration) au plus</translation>
    </message>
    <message>
        <source>out is not after in; expected a time after {film_in}</source>
        <translation>out n’est pas après in&#x202f;; attendu&#xa0;: un temps après {film_in}</translation>
    </message>
    <message>
        <source>the cue&apos;s music</source>
        <translation>la musique du repère</translation>
    </message>
    <message>
        <source>unknown certainty {certainty}; {expected}</source>
        <translation>valeur de certainty inconnue, {certainty}&#x202f;; {expected}</translation>
    </message>
    <message>
        <source>certainty unplaced beside film times; expected estimated, aligned or confirmed</source>
        <translation>certainty unplaced malgré des temps du film&#x202f;; attendu&#xa0;: estimated, aligned ou confirmed</translation>
    </message>
    <message>
        <source>certainty {certainty} without film times; expected unplaced, or film with in and out</source>
        <translation>certainty {certainty} sans temps du film&#x202f;; attendu&#xa0;: unplaced, ou film avec in et out</translation>
    </message>
    <message>
        <source>take {take} is not listed in track {track}; {expected}</source>
        <translation>la prise {take} ne figure pas dans la piste {track}&#x202f;; {expected}</translation>
    </message>
    <message>
        <source>expected none, for that track lists no takes</source>
        <translation>attendu&#xa0;: aucune, car cette piste n’a pas de prises</translation>
    </message>
    <message>
        <source>text, or text and url</source>
        <translation>du texte, ou text et url</translation>
    </message>
    <message>
        <source>source</source>
        <translation>source</translation>
    </message>
    <message>
        <source>the source</source>
        <translation>la source</translation>
    </message>
    <message>
        <source>{text} (in quotes)</source>
        <translation>{text} (entre guillemets)</translation>
    </message>
    <message>
        <source>{name} has the control character {character}; expected readable text</source>
        <translation>{name} contient le caractère de contrôle {character}&#x202f;; attendu&#xa0;: du texte lisible</translation>
    </message>
    <message>
        <source>an entry of {list}</source>
        <translation>un élément de la liste {list}</translation>
    </message>
    <message>
        <source>{name} {slug} is not a slug; expected lower-case letters, digits and single - _ . between them, such as au-bar-du-petit-bac</source>
        <translation>{name} {slug} n’est pas un identifiant simple&#x202f;; attendu&#xa0;: des minuscules, des chiffres et, entre eux, un seul - _ ou . à la fois, comme au-bar-du-petit-bac</translation>
    </message>
    <message>
        <source>a whole number, 1 or above</source>
        <translation>un nombre entier, 1 ou plus</translation>
    </message>
    <message>
        <source>a year such as 1958</source>
        <translation>une année comme 1958</translation>
    </message>
    <message>
        <source>a number above 0 such as 1.0, or 25/24</source>
        <translation>un nombre supérieur à 0 comme 1.0, ou 25/24</translation>
    </message>
    <message>
        <source>a number from 0 to 1</source>
        <translation>un nombre de 0 à 1</translation>
    </message>
    <message>
        <source>frames a second such as 24000/1001 or 25</source>
        <translation>un nombre d’images par seconde comme 24000/1001 ou 25</translation>
    </message>
    <message>
        <source>a time of 1000 hours at most</source>
        <translation>un temps de 1000 heures au plus</translation>
    </message>
    <message>
        <source>frame_rate in film (HH:MM:SS:FF counts frames), or a time such as 1:02:03.456</source>
        <translation>frame_rate dans film (HH:MM:SS:FF compte des images), ou un temps comme 1:02:03.456</translation>
    </message>
    <message>
        <source>keys such as {keys}</source>
        <translation>des clés comme {keys}</translation>
    </message>
    <message>
        <source>a key of {name} is {found}; {expected}</source>
        <translation>dans {name}, une clé est {found}&#x202f;; {expected}</translation>
    </message>
    <message>
        <source>key {key} is written twice (first in line {line}); expected it once</source>
        <translation>la clé {key} figure deux fois (d’abord à la ligne {line})&#x202f;; attendu&#xa0;: une seule fois</translation>
    </message>
    <message>
        <source>unknown key {key} in {name}; {expected}</source>
        <translation>clé inconnue {key} dans {name}&#x202f;; {expected}</translation>
    </message>
    <message>
        <source>{name} has no {keys}; expected {required}</source>
        <translation>il manque {keys} dans {name}&#x202f;; attendu&#xa0;: {required}</translation>
    </message>
    <message>
        <source>{name} {value} is used twice (first in line {line}); expected each {name} once</source>
        <translation>{name} {value} est utilisé deux fois (d’abord à la ligne {line})&#x202f;; attendu&#xa0;: chaque {name} une seule fois</translation>
    </message>
    <message>
        <source>{name} is {found}; expected {expected}</source>
        <translation>{name} est {found}&#x202f;; attendu&#xa0;: {expected}</translation>
    </message>
    <message>
        <source>{key} and no {other}</source>
        <translation>{key}, {other}</translation>
    </message>
    <message>
        <source>expected one of {known}</source>
        <translation>au choix&#xa0;: {known}</translation>
    </message>
    <message>
        <source>expected one of {known}; did you mean {meant}?</source>
        <translation>au choix&#xa0;: {known}&#x202f;; vouliez-vous dire {meant}&#x202f;?</translation>
    </message>
</context>
<context>
    <name>CueMapWriting</name>
    <message>
        <source>cannot save the cue map {path}: {reason}</source>
        <translation>impossible d’enregistrer la carte des repères {path}&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>the cue map cannot be saved in {path}: {reason}</source>
        <translation>la carte des repères ne peut pas être enregistrée dans {path}&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>{path} was changed by another program; open it again, or save under another name</source>
        <translation>{path} a été modifié par un autre programme&#x202f;; rouvrez ce fichier ou enregistrez sous un autre nom</translation>
    </message>
</context>
<context>
    <name>CueModel</name>
    <message>
        <source>Not placed in your copy</source>
        <translation>Non placé dans votre copie</translation>
    </message>
    <message>
        <source>Estimated   {span}</source>
        <translation>Estimé   {span}</translation>
    </message>
    <message>
        <source>Aligned   {span}</source>
        <translation>Trouvé   {span}</translation>
    </message>
    <message>
        <source>Confirmed   {span}</source>
        <translation>Confirmé   {span}</translation>
    </message>
    <message>
        <source>No file for this track</source>
        <translation>Aucun fichier pour cette piste</translation>
    </message>
    <message>
        <source>File uncertain</source>
        <translation>Fichier incertain</translation>
    </message>
    <message>
        <source>Current cue</source>
        <translation>Repère en cours</translation>
    </message>
    <message>
        <source>To be placed</source>
        <translation>À placer</translation>
    </message>
    <message>
        <source>key {key}</source>
        <translation>touche {key}</translation>
    </message>
</context>
<context>
    <name>CuePanel</name>
    <message>
        <source>music {artist}</source>
        <translation>musique&#xa0;: {artist}</translation>
    </message>
</context>
<context>
    <name>CueSearch</name>
    <message>
        <source>Starting the search</source>
        <translation>Lancement de la recherche</translation>
    </message>
    <message>
        <source>Open the film to find its cues.</source>
        <translation>Ouvrez le film pour trouver ses repères.</translation>
    </message>
    <message>
        <source>This film has no sound to find the cues in.</source>
        <translation>Ce film n’a pas de son où trouver les repères.</translation>
    </message>
    <message>
        <source>Open the album to find its tracks in the film.</source>
        <translation>Ouvrez l’album pour trouver ses pistes dans le film.</translation>
    </message>
    <message>
        <source>The album has no file for any of the map&apos;s tracks.</source>
        <translation>L’album n’a de fichier pour aucune des pistes de la carte.</translation>
    </message>
</context>
<context>
    <name>CueSheet</name>
    <message>
        <source>cannot be read: {reason}</source>
        <translation>lecture impossible&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>is no CUE sheet of a CD: it lists no track with an INDEX 01</source>
        <translation>ce n’est pas la feuille CUE d’un CD&#xa0;: aucune piste avec un INDEX 01 n’y figure</translation>
    </message>
</context>
<context>
    <name>Decode</name>
    <message>
        <source>its {channels} channels cannot be mixed down to two; convert it to stereo</source>
        <translation>ses {channels} canaux ne peuvent pas être ramenés à deux&#x202f;; convertissez-le en stéréo</translation>
    </message>
    <message>
        <source>holds no sound that can be decoded; it is damaged or protected</source>
        <translation>aucun son ne peut en être décodé&#x202f;; le fichier est abîmé ou protégé</translation>
    </message>
    <message>
        <source>holds no sound; a recording was expected</source>
        <translation>le fichier n’a pas de son&#x202f;; un enregistrement était attendu</translation>
    </message>
</context>
<context>
    <name>DropTarget</name>
    <message>
        <source>Choose another…</source>
        <translation>En choisir un autre…</translation>
    </message>
</context>
<context>
    <name>DropVeil</name>
    <message>
        <source>{file} as film</source>
        <translation>{file} comme film</translation>
    </message>
    <message>
        <source>{file} as album</source>
        <translation>{file} comme album</translation>
    </message>
    <message>
        <source>{file} as cue map</source>
        <translation>{file} comme carte des repères</translation>
    </message>
    <message>
        <source>{file} as subtitles</source>
        <translation>{file} comme sous-titres</translation>
    </message>
    <message>
        <source>Open {things}</source>
        <translation>Ouvrir {things}</translation>
    </message>
    <message>
        <source>{things} and {other}</source>
        <translation>{things} et {other}</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>«Find the cues in this copy», in the Edit menu, looks for it. Or go to where its music begins, and press I.</source>
        <translation>«&#xa0;Trouver les repères dans cette copie&#xa0;», dans le menu Édition, permet de le chercher. Ou bien allez là où sa musique commence et appuyez sur I.</translation>
    </message>
    <message>
        <source>This is another track than the cue&apos;s that is to be placed.</source>
        <translation>Cette piste n’est pas celle du repère à placer.</translation>
    </message>
    <message>
        <source>There is no cue to place here.</source>
        <translation>Il n’y a pas de repère à placer ici.</translation>
    </message>
    <message>
        <source>Choose one in the list.</source>
        <translation>Choisissez-en un dans la liste.</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Then pick a scene and hear its cue with the picture. Your files are only read, never changed.</source>
        <translation>Choisissez ensuite une scène et écoutez sa musique avec l’image. Vos fichiers sont seulement lus, jamais modifiés.</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>A video file: MKV, MP4, AVI, MOV, TS…</source>
        <translation>Un fichier vidéo&#xa0;: MKV, MP4, AVI, MOV, TS…</translation>
    </message>
    <message>
        <source>Open film…</source>
        <translation>Ouvrir un film…</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
    <message>
        <source>A folder of tracks, or one file with a CUE sheet or chapters</source>
        <translation>Un dossier de pistes, ou un seul fichier avec feuille CUE ou chapitres</translation>
    </message>
    <message>
        <source>Open album folder…</source>
        <translation>Ouvrir un dossier…</translation>
    </message>
    <message>
        <source>Watch the film without the album</source>
        <translation>Regarder le film sans l’album</translation>
    </message>
    <message>
        <source>Now drop its album here</source>
        <translation>Déposez maintenant son album ici</translation>
    </message>
    <message>
        <source>Now drop its film here</source>
        <translation>Déposez maintenant son film ici</translation>
    </message>
    <message>
        <source>Drop a film and its album here</source>
        <translation>Déposez ici un film et son album</translation>
    </message>
    <message>
        <source>Cue map: {file}. Drop another .yaml file to change it.</source>
        <translation>Carte des repères&#xa0;: {file}. Déposez un autre fichier .yaml pour en changer.</translation>
    </message>
    <message>
        <source>A cue map (.yaml) can be dropped too.</source>
        <translation>Vous pouvez aussi déposer une carte des repères (.yaml).</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Permission denied</source>
        <translation>Permission refusée</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>Opération non permise</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Aucun fichier ou dossier de ce nom</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>C’est un dossier</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>Ce n’est pas un dossier</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>Le fichier existe déjà</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>Nom de fichier trop long</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>Fichier trop volumineux</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>Plus de place sur le disque</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Disque en lecture seule</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Erreur de lecture ou d’écriture du disque</translation>
    </message>
</context>
<context>
    <name>Film</name>
    <message>
        <source>could be opened but not read; it is damaged or cut off</source>
        <translation>le fichier s’ouvre mais ne se lit pas&#x202f;; il est abîmé ou tronqué</translation>
    </message>
    <message>
        <source>has a picture that cannot be decoded; it is damaged or of an unknown kind</source>
        <translation>son image ne peut pas être décodée&#x202f;; elle est abîmée ou d’un type inconnu</translation>
    </message>
    <message>
        <source>has no length; it is damaged or cut off</source>
        <translation>le fichier n’a pas de durée&#x202f;; il est abîmé ou tronqué</translation>
    </message>
</context>
<context>
    <name>FilmPlayer</name>
    <message>
        <source>libVLC cannot start; run «gallows-sync doctor» to see what is missing</source>
        <translation>libVLC ne démarre pas&#x202f;; lancez «&#xa0;gallows-sync doctor&#xa0;» pour voir ce qui manque</translation>
    </message>
</context>
<context>
    <name>FilmSound</name>
    <message>
        <source>has no sound that can be decoded</source>
        <translation>le fichier n’a pas de son qui puisse être décodé</translation>
    </message>
    <message>
        <source>its sound cannot be decoded at {start:.0f} s</source>
        <translation>son contenu sonore ne peut pas être décodé à {start:.0f}&#xa0;s</translation>
    </message>
</context>
<context>
    <name>HandPlacing</name>
    <message>
        <source>Mark the instant of the picture first.</source>
        <translation>Marquez d’abord l’instant de l’image.</translation>
    </message>
    <message>
        <source>Music {ms:g} ms later</source>
        <translation>Musique retardée de {ms:g}&#xa0;ms</translation>
    </message>
    <message>
        <source>Music {ms:g} ms earlier</source>
        <translation>Musique avancée de {ms:g}&#xa0;ms</translation>
    </message>
    <message>
        <source>shift the music of «{title}»</source>
        <translation>décaler la musique de «&#xa0;{title}&#xa0;»</translation>
    </message>
    <message>
        <source>In point {time}</source>
        <translation>Point d’entrée {time}</translation>
    </message>
    <message>
        <source>set the out point of «{title}»</source>
        <translation>fixer le point de sortie de «&#xa0;{title}&#xa0;»</translation>
    </message>
    <message>
        <source>Out point {time}</source>
        <translation>Point de sortie {time}</translation>
    </message>
    <message>
        <source>move «{title}»</source>
        <translation>déplacer «&#xa0;{title}&#xa0;»</translation>
    </message>
    <message>
        <source>Moved to {time}</source>
        <translation>Déplacé à {time}</translation>
    </message>
    <message>
        <source>place «{title}» by marks</source>
        <translation>placer «&#xa0;{title}&#xa0;» par marques</translation>
    </message>
    <message>
        <source>All cues {seconds:g} s later</source>
        <translation>Tous les repères retardés de {seconds:g}&#xa0;s</translation>
    </message>
    <message>
        <source>All cues {seconds:g} s earlier</source>
        <translation>Tous les repères avancés de {seconds:g}&#xa0;s</translation>
    </message>
    <message>
        <source>shift all cues</source>
        <translation>décaler tous les repères</translation>
    </message>
    <message>
        <source>All scenes are stretched from the first one on: choose a later one.</source>
        <translation>Toutes les scènes sont étirées à partir de la première&#xa0;: choisissez-en une qui vient après.</translation>
    </message>
    <message>
        <source>All cues stretched by {factor:.6g}</source>
        <translation>Tous les repères étirés d’un facteur {factor:.6g}</translation>
    </message>
    <message>
        <source>stretch all cues</source>
        <translation>étirer tous les repères</translation>
    </message>
    <message>
        <source>set the in point of «{title}»</source>
        <translation>fixer le point d’entrée de «&#xa0;{title}&#xa0;»</translation>
    </message>
    <message>
        <source>Placed by two pairs of marks, speed {speed:.5f}</source>
        <translation>Placé par deux paires de marques, vitesse {speed:.5f}</translation>
    </message>
    <message>
        <source>Placed at {time}</source>
        <translation>Placé à {time}</translation>
    </message>
    <message>
        <source>This cue has no place in the film yet.</source>
        <translation>Ce repère n’est pas encore placé dans le film.</translation>
    </message>
    <message>
        <source>This cue begins here already: go to where its scene begins in this copy of the film.</source>
        <translation>Ce repère commence déjà ici&#xa0;: allez où sa scène commence dans cette copie du film.</translation>
    </message>
</context>
<context>
    <name>HoverWords</name>
    <message>
        <source>Film {film}    Track {track}  {music}</source>
        <translation>Film {film}    Piste {track}  {music}</translation>
    </message>
    <message>
        <source>Track {track}  {music}</source>
        <translation>Piste {track}  {music}</translation>
    </message>
    <message>
        <source>The film does not use this stretch</source>
        <translation>Le film n’utilise pas ce passage</translation>
    </message>
    <message>
        <source>In {film_in}</source>
        <translation>Entrée {film_in}</translation>
    </message>
    <message>
        <source>Out {film_out}</source>
        <translation>Sortie {film_out}</translation>
    </message>
    <message>
        <source>In {film_in}    Out {film_out}</source>
        <translation>Entrée {film_in}    Sortie {film_out}</translation>
    </message>
    <message>
        <source>At the playhead</source>
        <translation>À la tête de lecture</translation>
    </message>
    <message>
        <source>Where the music was found</source>
        <translation>Là où la musique a été trouvée</translation>
    </message>
    <message>
        <source>At a shot change</source>
        <translation>À un changement de plan</translation>
    </message>
    <message>
        <source>At another scene</source>
        <translation>À une autre scène</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Next, previous cue</source>
        <translation>Repère suivant, précédent</translation>
    </message>
    <message>
        <source>5 seconds back, on</source>
        <translation>Reculer, avancer de 5 secondes</translation>
    </message>
    <message>
        <source>One frame back, on</source>
        <translation>Reculer, avancer d’une image</translation>
    </message>
    <message>
        <source>Music 10 ms earlier, later</source>
        <translation>Musique 10 ms plus tôt, plus tard</translation>
    </message>
    <message>
        <source>Music 100 ms earlier, later</source>
        <translation>Musique 100 ms plus tôt, plus tard</translation>
    </message>
    <message>
        <source>Music 1 ms earlier, later</source>
        <translation>Musique 1 ms plus tôt, plus tard</translation>
    </message>
    <message>
        <source>Cue begins, ends here</source>
        <translation>Placer ici le point d’entrée, de sortie</translation>
    </message>
    <message>
        <source>Zoom in, out</source>
        <translation>Agrandir, réduire</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>Scènes</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Maj</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Flèche gauche</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Flèche droite</translation>
    </message>
    <message>
        <source>double click</source>
        <translation>double-clic</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>{key} or {other}</source>
        <translation>{key} ou {other}</translation>
    </message>
    <message>
        <source>Jump to cue 1 … 10, and play</source>
        <translation>Aller au repère 1 … 10 et lire</translation>
    </message>
    <message>
        <source>Jump to the scene marked in the list</source>
        <translation>Aller à la scène sélectionnée dans la liste</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>List of keys</source>
        <translation>Liste des raccourcis clavier</translation>
    </message>
</context>
<context>
    <name>Lanes</name>
    <message>
        <source>Position in the film</source>
        <translation>Position dans le film</translation>
    </message>
    <message>
        <source>Film above, album below. Page Up and Page Down move by a minute, Home and End to the ends, plus and minus zoom</source>
        <translation>Film en haut, album en bas. Page haut et Page bas déplacent d’une minute, Début et Fin mènent aux extrémités, plus et moins agrandissent et réduisent</translation>
    </message>
</context>
<context>
    <name>LanguageMenu</name>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>&amp;As the system</source>
        <translation>&amp;Celle du système</translation>
    </message>
</context>
<context>
    <name>LanguageNames</name>
    <message>
        <source>Afrikaans</source>
        <translation>Afrikaans</translation>
    </message>
    <message>
        <source>Albanian</source>
        <translation>Albanais</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>Arabe</translation>
    </message>
    <message>
        <source>Armenian</source>
        <translation>Arménien</translation>
    </message>
    <message>
        <source>Bangla</source>
        <translation>Bengali</translation>
    </message>
    <message>
        <source>Basque</source>
        <translation>Basque</translation>
    </message>
    <message>
        <source>Belarusian</source>
        <translation>Biélorusse</translation>
    </message>
    <message>
        <source>Bosnian</source>
        <translation>Bosnien</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <translation>Bulgare</translation>
    </message>
    <message>
        <source>Burmese</source>
        <translation>Birman</translation>
    </message>
    <message>
        <source>Catalan</source>
        <translation>Catalan</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinois</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>Croate</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>Tchèque</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>Danois</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Néerlandais</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Anglais</translation>
    </message>
    <message>
        <source>Estonian</source>
        <translation>Estonien</translation>
    </message>
    <message>
        <source>Filipino</source>
        <translation>Filipino</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>Finnois</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Français</translation>
    </message>
    <message>
        <source>Galician</source>
        <translation>Galicien</translation>
    </message>
    <message>
        <source>Georgian</source>
        <translation>Géorgien</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Allemand</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>Grec</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>Hébreu</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>Hindi</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>Hongrois</translation>
    </message>
    <message>
        <source>Icelandic</source>
        <translation>Islandais</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>Indonésien</translation>
    </message>
    <message>
        <source>Irish</source>
        <translation>Irlandais</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italien</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japonais</translation>
    </message>
    <message>
        <source>Kannada</source>
        <translation>Kannada</translation>
    </message>
    <message>
        <source>Khmer</source>
        <translation>Khmer</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Coréen</translation>
    </message>
    <message>
        <source>Latin</source>
        <translation>Latin</translation>
    </message>
    <message>
        <source>Latvian</source>
        <translation>Letton</translation>
    </message>
    <message>
        <source>Lithuanian</source>
        <translation>Lituanien</translation>
    </message>
    <message>
        <source>Macedonian</source>
        <translation>Macédonien</translation>
    </message>
    <message>
        <source>Malay</source>
        <translation>Malais</translation>
    </message>
    <message>
        <source>Malayalam</source>
        <translation>Malayalam</translation>
    </message>
    <message>
        <source>Marathi</source>
        <translation>Marathi</translation>
    </message>
    <message>
        <source>Mongolian</source>
        <translation>Mongol</translation>
    </message>
    <message>
        <source>Norwegian Bokmål</source>
        <translation>Norvégien bokmål</translation>
    </message>
    <message>
        <source>Norwegian Nynorsk</source>
        <translation>Norvégien nynorsk</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>Persan</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polonais</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugais</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>Roumain</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Russe</translation>
    </message>
    <message>
        <source>Serbian</source>
        <translation>Serbe</translation>
    </message>
    <message>
        <source>Slovak</source>
        <translation>Slovaque</translation>
    </message>
    <message>
        <source>Slovenian</source>
        <translation>Slovène</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Espagnol</translation>
    </message>
    <message>
        <source>Swahili</source>
        <translation>Swahili</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>Suédois</translation>
    </message>
    <message>
        <source>Tamil</source>
        <translation>Tamoul</translation>
    </message>
    <message>
        <source>Telugu</source>
        <translation>Télougou</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>Thaï</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Turc</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>Ukrainien</translation>
    </message>
    <message>
        <source>Urdu</source>
        <translation>Ourdou</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>Vietnamien</translation>
    </message>
    <message>
        <source>Welsh</source>
        <translation>Gallois</translation>
    </message>
    <message>
        <source>Yiddish</source>
        <translation>Yiddish</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>cannot make the folder {folder} for your own cue maps: {reason}</source>
        <translation>impossible de créer le dossier {folder} pour vos propres cartes des repères&#xa0;: {reason}</translation>
    </message>
</context>
<context>
    <name>Libvlc</name>
    <message>
        <source>Install it with: {command}</source>
        <translation>Pour l’installer&#xa0;: {command}</translation>
    </message>
    <message>
        <source>Install VLC 3 from videolan.org into Applications, in the edition for this Mac&apos;s processor (Apple silicon or Intel), which must be Python&apos;s too.</source>
        <translation>Installez VLC 3, depuis videolan.org, dans le dossier Applications, dans la version prévue pour le processeur de ce Mac (Apple Silicon ou Intel), qui doit aussi être celle de Python.</translation>
    </message>
    <message>
        <source>Install VLC 3 from videolan.org, in the {bits}-bit edition like this Python.</source>
        <translation>Installez VLC 3 depuis videolan.org, en version {bits}&#xa0;bits comme ce Python.</translation>
    </message>
    <message>
        <source>Install VLC 3 with its plugins from your system&apos;s packages; its library is called libvlc.</source>
        <translation>Installez VLC 3 et ses modules depuis les paquets de votre système&#x202f;; sa bibliothèque s’appelle libvlc.</translation>
    </message>
    <message>
        <source>libVLC {version} is too old; version 3 is needed.</source>
        <translation>libVLC {version} est trop ancienne&#x202f;; il faut la version 3.</translation>
    </message>
    <message>
        <source>libVLC {version} is not supported yet; version 3 is needed.</source>
        <translation>libVLC {version} n’est pas encore prise en charge&#x202f;; il faut la version 3.</translation>
    </message>
    <message>
        <source>libVLC {version} is there, but its plugins are not.</source>
        <translation>libVLC {version} est installée, mais pas ses modules.</translation>
    </message>
    <message>
        <source>The libVLC found is made for another processor or word size than this {bits}-bit Python.</source>
        <translation>La bibliothèque libVLC trouvée est faite pour un autre processeur ou une autre architecture que ce Python {bits}&#xa0;bits.</translation>
    </message>
    <message>
        <source>libVLC, the library that plays the film, was not found.</source>
        <translation>libVLC, la bibliothèque qui lit le film, est introuvable.</translation>
    </message>
</context>
<context>
    <name>Loudness</name>
    <message>
        <source>its loudness cannot be measured</source>
        <translation>son niveau sonore ne peut pas être mesuré</translation>
    </message>
</context>
<context>
    <name>Matching</name>
    <message>
        <source>the track was named after {recording}</source>
        <translation>la piste tire son nom de {recording}</translation>
    </message>
    <message>
        <source>{match}; it is also there as {kinds}, and the lossless file is taken</source>
        <translation>{match}&#x202f;; il existe aussi en {kinds}, et c’est le fichier sans perte qui est pris</translation>
    </message>
    <message>
        <source>{match}; it is also there as {kinds}, and the first file is taken</source>
        <translation>{match}&#x202f;; il existe aussi en {kinds}, et c’est le premier fichier qui est pris</translation>
    </message>
    <message>
        <source>two files fit equally: {files}; rename or remove one</source>
        <translation>deux fichiers conviennent aussi bien l’un que l’autre&#xa0;: {files}&#x202f;; renommez ou retirez l’un des deux</translation>
    </message>
    <message>
        <source>three files fit equally: {files}; rename or remove some</source>
        <translation>trois fichiers conviennent aussi bien l’un que l’autre&#xa0;: {files}&#x202f;; renommez-en ou retirez-en</translation>
    </message>
    <message>
        <source>{count} files fit equally: {files}; rename or remove some</source>
        <translation>{count} fichiers conviennent aussi bien l’un que l’autre&#xa0;: {files}&#x202f;; renommez-en ou retirez-en</translation>
    </message>
    <message>
        <source>title (1 letter off)</source>
        <translation>le titre (à une lettre près)</translation>
    </message>
    <message>
        <source>title ({count} letters off)</source>
        <translation>le titre (à {count} lettres près)</translation>
    </message>
    <message>
        <source>title</source>
        <translation>le titre</translation>
    </message>
    <message>
        <source>length</source>
        <translation>la durée</translation>
    </message>
    <message>
        <source>number</source>
        <translation>le numéro</translation>
    </message>
    <message>
        <source>{recording} by its {grounds}</source>
        <translation>{recording}, d’après {grounds}</translation>
    </message>
    <message>
        <source>{match}, though it lasts {length} and {expected} was expected</source>
        <translation>{match}, bien que la durée soit de {length} au lieu de {expected}</translation>
    </message>
    <message>
        <source>the track itself is not there; {recording} is the take it was made from ({take})</source>
        <translation>la piste elle-même n’est pas là&#x202f;; {recording} est la prise dont elle est tirée ({take})</translation>
    </message>
    <message>
        <source>no file fits; there are only other takes of it: {files}</source>
        <translation>aucun fichier ne convient&#x202f;; il n’y en a que d’autres prises&#xa0;: {files}</translation>
    </message>
    <message>
        <source>no file fits its title or its length</source>
        <translation>aucun fichier ne correspond à son titre ni à sa durée</translation>
    </message>
    <message>
        <source>no file fits; the nearest is {recording} (its length fits, its title does not)</source>
        <translation>aucun fichier ne convient&#x202f;; le plus proche est {recording} (sa durée convient, son titre non)</translation>
    </message>
    <message>
        <source>no file fits; the nearest is {recording}</source>
        <translation>aucun fichier ne convient&#x202f;; le plus proche est {recording}</translation>
    </message>
    <message>
        <source>no file fits; the nearest is {recording} (length {length}, expected {expected})</source>
        <translation>aucun fichier ne convient&#x202f;; le plus proche est {recording} (durée {length} au lieu de {expected})</translation>
    </message>
    <message>
        <source>&quot;{file}&quot;</source>
        <translation>«&#xa0;{file}&#xa0;»</translation>
    </message>
    <message>
        <source>track {number} of &quot;{file}&quot;</source>
        <translation>la piste {number} de «&#xa0;{file}&#xa0;»</translation>
    </message>
    <message>
        <source>&quot;{title}&quot; of &quot;{file}&quot;</source>
        <translation>«&#xa0;{title}&#xa0;» de «&#xa0;{file}&#xa0;»</translation>
    </message>
    <message>
        <source>{words} and {last}</source>
        <translation>{words} et {last}</translation>
    </message>
</context>
<context>
    <name>MissingPage</name>
    <message>
        <source>The film cannot be shown yet</source>
        <translation>Le film ne peut pas encore être affiché</translation>
    </message>
    <message>
        <source>Gallows Sync plays films with libVLC, the library of the VLC media player.</source>
        <translation>Gallows Sync lit les films avec libVLC, la bibliothèque du lecteur multimédia VLC.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Vérifier à nouveau</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
</context>
<context>
    <name>MonitorSwitch</name>
    <message>
        <source>Film</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>Hear the film alone</source>
        <translation>Écouter le film seul</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>Mixage</translation>
    </message>
    <message>
        <source>Hear film and album</source>
        <translation>Écouter le film et l’album</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
    <message>
        <source>Hear the album alone</source>
        <translation>Écouter l’album seul</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Écoute</translation>
    </message>
    <message>
        <source>Balance from film to album</source>
        <translation>Balance entre film et album</translation>
    </message>
    <message>
        <source>Balance from film to album, equally loud</source>
        <translation>Balance entre film et album, à niveau sonore égal</translation>
    </message>
    <message>
        <source>Level of the film</source>
        <translation>Niveau du film</translation>
    </message>
    <message>
        <source>Level of the album</source>
        <translation>Niveau de l’album</translation>
    </message>
</context>
<context>
    <name>Mono</name>
    <message>
        <source>has no sound that can be decoded</source>
        <translation>le fichier n’a pas de son qui puisse être décodé</translation>
    </message>
</context>
<context>
    <name>NoticeStrip</name>
    <message>
        <source>Dismiss</source>
        <translation>Masquer</translation>
    </message>
    <message>
        <source>1 of {count}</source>
        <translation>1 sur {count}</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Open another file; «gallows-sync doctor» says what can be played.</source>
        <translation>Ouvrez un autre fichier&#x202f;; «&#xa0;gallows-sync doctor&#xa0;» indique ce qui peut être lu.</translation>
    </message>
    <message>
        <source>Open the folder that holds its files, one sound file, or its CUE sheet.</source>
        <translation>Ouvrez le dossier qui contient ses fichiers, un fichier audio ou sa feuille CUE.</translation>
    </message>
    <message>
        <source>Open another map, or film and album without one.</source>
        <translation>Ouvrez une autre carte, ou bien le film et l’album sans carte.</translation>
    </message>
    <message>
        <source>It was open last. If it has moved, open the film from where it is now.</source>
        <translation>C’est le dernier film ouvert. S’il a été déplacé, ouvrez-le là où il se trouve maintenant.</translation>
    </message>
    <message>
        <source>It was open last. If it has moved, open the album from where it is now.</source>
        <translation>C’est le dernier album ouvert. S’il a été déplacé, ouvrez-le là où il se trouve maintenant.</translation>
    </message>
    <message>
        <source>It was open last. If it has moved, open the map from where it is now.</source>
        <translation>C’est la dernière carte ouverte. Si elle a été déplacée, ouvrez-la là où elle se trouve maintenant.</translation>
    </message>
    <message>
        <source>This film has no sound; only the album is heard.</source>
        <translation>Ce film n’a pas de son&#x202f;; on n’entend que l’album.</translation>
    </message>
    <message>
        <source>This is another copy than the one that the map&apos;s film times belong to: {differences}.</source>
        <translation>Cette copie n’est pas celle à laquelle se rapportent les temps de la carte&#xa0;: {differences}.</translation>
    </message>
    <message>
        <source>Its scenes may lie elsewhere: «Find the cues in this copy» (Edit menu) finds them.</source>
        <translation>Ses scènes peuvent se trouver ailleurs&#xa0;: «&#xa0;Trouver les repères dans cette copie&#xa0;» (menu Édition) les trouvera.</translation>
    </message>
    <message>
        <source>After the end of this film: {titles}.</source>
        <translation>Après la fin de ce film&#xa0;: {titles}.</translation>
    </message>
    <message>
        <source>Correct their film times in the map, then load it again.</source>
        <translation>Corrigez leurs temps dans la carte, puis rechargez-la.</translation>
    </message>
    <message>
        <source>{album} has no file for any of the map&apos;s {count} tracks.</source>
        <translation>{album} ne contient de fichier pour aucune des pistes de la carte ({count}).</translation>
    </message>
    <message>
        <source>Open the album that belongs to this map, or the map that belongs to this album.</source>
        <translation>Ouvrez l’album qui correspond à cette carte, ou la carte qui correspond à cet album.</translation>
    </message>
    <message>
        <source>«{title}»: this album does not hold take {take}; the album&apos;s own version is heard in its place.</source>
        <translation>«&#xa0;{title}&#xa0;»&#xa0;: cet album ne contient pas la prise {take}&#x202f;; on entend à sa place la version de l’album.</translation>
    </message>
    <message>
        <source>Confirmed for another copy of the film, and left as they were: {titles}.</source>
        <translation>Confirmés pour une autre copie du film et laissés tels quels&#xa0;: {titles}.</translation>
    </message>
    <message>
        <source>They may lie elsewhere in this one: look before you trust them.</source>
        <translation>Ils peuvent se trouver ailleurs dans celle-ci&#xa0;: vérifiez avant de vous y fier.</translation>
    </message>
    <message>
        <source>«{title}» cannot be heard. {why}</source>
        <translation>On ne peut pas entendre «&#xa0;{title}&#xa0;». {why}</translation>
    </message>
    <message>
        <source>Once the file is in order, open the album again.</source>
        <translation>Une fois le fichier en ordre, rouvrez l’album.</translation>
    </message>
    <message>
        <source>There is no sound device: the picture plays silently.</source>
        <translation>Aucun périphérique audio&#xa0;: l’image défile sans le son.</translation>
    </message>
    <message>
        <source>There is no sound device: nothing is heard.</source>
        <translation>Aucun périphérique audio&#xa0;: rien ne s’entend.</translation>
    </message>
    <message>
        <source>Connect one: it is used at once. «gallows-sync doctor» says what was found.</source>
        <translation>Branchez-en un&#xa0;: il sera utilisé aussitôt. «&#xa0;gallows-sync doctor&#xa0;» indique ce qui a été trouvé.</translation>
    </message>
    <message>
        <source>The film does not use this stretch of «{title}».</source>
        <translation>Le film n’utilise pas ce passage de «&#xa0;{title}&#xa0;».</translation>
    </message>
    <message>
        <source>{file} has a fault and was not opened:</source>
        <translation>{file} contient une erreur et n’a pas été ouvert&#xa0;:</translation>
    </message>
    <message>
        <source>{file} has {count} faults and was not opened:</source>
        <translation>{file} contient {count} erreurs et n’a pas été ouvert&#xa0;:</translation>
    </message>
    <message>
        <source>line {line}: {fault}</source>
        <translation>ligne {line}&#xa0;: {fault}</translation>
    </message>
    <message>
        <source>Correct it, then open the map again.</source>
        <translation>Corrigez-la, puis rouvrez la carte.</translation>
    </message>
    <message>
        <source>Correct them, then open the map again.</source>
        <translation>Corrigez-les, puis rouvrez la carte.</translation>
    </message>
    <message>
        <source>«gallows-sync check {path}» names the other.</source>
        <translation>«&#xa0;gallows-sync check {path}&#xa0;» indique l’autre.</translation>
    </message>
    <message>
        <source>«gallows-sync check {path}» names all {count}.</source>
        <translation>«&#xa0;gallows-sync check {path}&#xa0;» indique les {count}.</translation>
    </message>
    <message>
        <source>{length} longer</source>
        <translation>plus longue de {length}</translation>
    </message>
    <message>
        <source>{length} shorter</source>
        <translation>plus courte de {length}</translation>
    </message>
    <message>
        <source>{rate:.6g} pictures a second, not {expected:.6g}</source>
        <translation>{rate:.6g} images par seconde au lieu de {expected:.6g}</translation>
    </message>
    <message>
        <source>{seconds:.1f} s</source>
        <translation>{seconds:.1f}&#xa0;s</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}&#xa0;s</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}&#xa0;min</translation>
    </message>
    <message>
        <source>Track {number}</source>
        <translation>Piste {number}</translation>
    </message>
    <message>
        <source>Track {number}, «{title}»</source>
        <translation>Piste {number}, «&#xa0;{title}&#xa0;»</translation>
    </message>
    <message>
        <source>{track}: {reason}; it stays silent.</source>
        <translation>{track}&#xa0;: {reason}&#x202f;; elle reste muette.</translation>
    </message>
    <message>
        <source>{track}: {reason}; {file} is heard.</source>
        <translation>{track}&#xa0;: {reason}&#x202f;; on entend {file}.</translation>
    </message>
    <message>
        <source>Once only one of them fits, open the album again.</source>
        <translation>Une fois qu’un seul d’entre eux convient, rouvrez l’album.</translation>
    </message>
    <message>
        <source>Add its file to the album, or correct its name or tags; then open the album again.</source>
        <translation>Ajoutez son fichier à l’album, ou corrigez son nom ou ses tags&#x202f;; puis rouvrez l’album.</translation>
    </message>
    <message>
        <source>«{title}»</source>
        <translation>«&#xa0;{title}&#xa0;»</translation>
    </message>
    <message>
        <source>{titles} and 1 more</source>
        <translation>{titles} et 1 autre</translation>
    </message>
    <message>
        <source>{titles} and {count} more</source>
        <translation>{titles} et {count} autres</translation>
    </message>
</context>
<context>
    <name>OpenDialogs</name>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Open film</source>
        <translation>Ouvrir un film</translation>
    </message>
    <message>
        <source>Open album folder</source>
        <translation>Ouvrir un dossier d’album</translation>
    </message>
    <message>
        <source>Open album file</source>
        <translation>Ouvrir un fichier d’album</translation>
    </message>
    <message>
        <source>Sound and CUE sheets ({patterns})</source>
        <translation>Fichiers audio et feuilles CUE ({patterns})</translation>
    </message>
    <message>
        <source>Open cue map</source>
        <translation>Ouvrir une carte des repères</translation>
    </message>
    <message>
        <source>Cue maps ({patterns})</source>
        <translation>Cartes des repères ({patterns})</translation>
    </message>
    <message>
        <source>Open subtitles</source>
        <translation>Ouvrir des sous-titres</translation>
    </message>
    <message>
        <source>SRT subtitles ({patterns})</source>
        <translation>Sous-titres SRT ({patterns})</translation>
    </message>
    <message>
        <source>Save still picture</source>
        <translation>Enregistrer une image fixe</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>Images PNG (*.png)</translation>
    </message>
</context>
<context>
    <name>OpenMap</name>
    <message>
        <source>Saved as {path}.</source>
        <translation>Enregistré sous {path}.</translation>
    </message>
    <message>
        <source>Your cues are saved as {path}.</source>
        <translation>Vos repères sont enregistrés sous {path}.</translation>
    </message>
    <message>
        <source>The map is still open; nothing of it is lost.</source>
        <translation>La carte est toujours ouverte&#x202f;; rien n’en est perdu.</translation>
    </message>
    <message>
        <source>They are not saved: {why}</source>
        <translation>Ils ne sont pas enregistrés&#xa0;: {why}</translation>
    </message>
    <message>
        <source>Your cues are saved as {path} instead.</source>
        <translation>Vos repères sont enregistrés à la place sous {path}.</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Opening {file}…</source>
        <translation>Ouverture de {file}…</translation>
    </message>
    <message>
        <source>This copy is known: its cues are open.</source>
        <translation>Cette copie est connue&#xa0;: ses repères sont ouverts.</translation>
    </message>
    <message>
        <source>From {map}.</source>
        <translation>Depuis {map}.</translation>
    </message>
    <message>
        <source>Matching the album to the film…</source>
        <translation>Association de l’album au film…</translation>
    </message>
    <message>
        <source>Opening the cue map…</source>
        <translation>Ouverture de la carte des repères…</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
</context>
<context>
    <name>Placing</name>
    <message>
        <source>The two pairs are less than a second apart: that is too close to tell the speed.</source>
        <translation>Les deux paires sont à moins d’une seconde l’une de l’autre&#xa0;: c’est trop peu pour en déduire la vitesse.</translation>
    </message>
    <message>
        <source>The two pairs would have the music run at {speed:.3f} times its speed; it can be {slowest} to {fastest}.</source>
        <translation>Avec ces deux paires, la musique irait à {speed:.3f} fois sa vitesse&#x202f;; elle peut aller de {slowest} à {fastest}.</translation>
    </message>
    <message>
        <source>A copy can last {least} to {most} times as long as another.</source>
        <translation>Une copie peut durer de {least} à {most} fois le temps d’une autre.</translation>
    </message>
    <message>
        <source>The cue would end after the end of the film.</source>
        <translation>Le repère se terminerait après la fin du film.</translation>
    </message>
    <message>
        <source>This cue has no place in the film yet.</source>
        <translation>Ce repère n’est pas encore placé dans le film.</translation>
    </message>
    <message>
        <source>Nothing would be left of the cue: its out point must come after its in point.</source>
        <translation>Il ne resterait rien du repère&#xa0;: son point de sortie doit venir après son point d’entrée.</translation>
    </message>
</context>
<context>
    <name>PlacingWords</name>
    <message>
        <source>Picture marked at {time}</source>
        <translation>Image marquée à {time}</translation>
    </message>
    <message>
        <source>Now press K when the music that belongs to it is heard; Esc forgets the mark</source>
        <translation>Appuyez maintenant sur K quand s’entend la musique qui va avec&#x202f;; Échap oublie la marque</translation>
    </message>
    <message>
        <source>Listening to the film&apos;s own sound…</source>
        <translation>Écoute du son du film…</translation>
    </message>
    <message>
        <source>Against the film&apos;s own sound: {now}</source>
        <translation>Par rapport au son du film&#xa0;: {now}</translation>
    </message>
    <message>
        <source>Against the film&apos;s own sound: {before} → {now}</source>
        <translation>Par rapport au son du film&#xa0;: {before} → {now}</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>synchrone</translation>
    </message>
    <message>
        <source>{seconds:.1f} s</source>
        <translation>{seconds:.1f} s</translation>
    </message>
    <message>
        <source>{ms:.1f} ms</source>
        <translation>{ms:.1f}&#xa0;ms</translation>
    </message>
    <message>
        <source>{ms:.0f} ms</source>
        <translation>{ms:.0f}&#xa0;ms</translation>
    </message>
    <message>
        <source>{amount} late</source>
        <translation>{amount} de retard</translation>
    </message>
    <message>
        <source>{amount} early</source>
        <translation>{amount} d’avance</translation>
    </message>
</context>
<context>
    <name>Playhead</name>
    <message>
        <source>There is no cue «{id}» in this map.</source>
        <translation>Il n’y a pas de repère «&#xa0;{id}&#xa0;» dans cette carte.</translation>
    </message>
    <message>
        <source>It has: {ids}.</source>
        <translation>Elle contient&#xa0;: {ids}.</translation>
    </message>
    <message>
        <source>«{title}» has no place in this copy of the film yet.</source>
        <translation>«&#xa0;{title}&#xa0;» n’est pas encore placé dans cette copie du film.</translation>
    </message>
    <message>
        <source>«{title}» would begin after the end of this film.</source>
        <translation>«&#xa0;{title}&#xa0;» commencerait après la fin de ce film.</translation>
    </message>
    <message>
        <source>Its film times are of another copy: correct them in the map, then load it again.</source>
        <translation>Ses temps sont ceux d’une autre copie&#xa0;: corrigez-les dans la carte, puis rechargez-la.</translation>
    </message>
    <message>
        <source>There is no cue to loop here.</source>
        <translation>Il n’y a pas de repère à lire en boucle ici.</translation>
    </message>
    <message>
        <source>Jump to a cue first.</source>
        <translation>Allez d’abord à un repère.</translation>
    </message>
    <message>
        <source>There is no file for «{title}».</source>
        <translation>Il n’y a pas de fichier pour «&#xa0;{title}&#xa0;».</translation>
    </message>
    <message>
        <source>Open its album.</source>
        <translation>Ouvrez son album.</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Drive</source>
        <translation>Lecteur</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>&amp;Chercher dans&#xa0;:</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>&amp;Type de fichiers&#xa0;:</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>{words} failed: {kind}: {reason}</source>
        <translation>Échec de «&#xa0;{words}&#xa0;»&#xa0;: {kind}&#xa0;: {reason}</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>Ouvrir un film &amp;récent</translation>
    </message>
    <message>
        <source>Or go on with</source>
        <translation>Ou reprendre</translation>
    </message>
</context>
<context>
    <name>Recognition</name>
    <message>
        <source>Learning this copy&apos;s sound…</source>
        <translation>Mémorisation du son de cette copie…</translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message>
        <source>Listening to film and album</source>
        <translation>Écoute du film et de l’album</translation>
    </message>
    <message>
        <source>Comparing the album with the film</source>
        <translation>Comparaison de l’album avec le film</translation>
    </message>
    <message>
        <source>Measuring what was found</source>
        <translation>Mesure de ce qui a été trouvé</translation>
    </message>
    <message>
        <source>Deciding what is surest</source>
        <translation>Choix de ce qui est le plus sûr</translation>
    </message>
    <message>
        <source>{film} has no sound to find the album in</source>
        <translation>{film} n’a pas de son où trouver l’album</translation>
    </message>
    <message>
        <source>there is no recording to search for: no file of the album was taken for any track</source>
        <translation>aucun enregistrement à chercher&#xa0;: aucun fichier de l’album n’a été reconnu comme l’une des pistes</translation>
    </message>
    <message>
        <source>no recording can be searched for: {reason}</source>
        <translation>aucun enregistrement ne peut être cherché&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>Decoding the film&apos;s sound</source>
        <translation>Décodage du son du film</translation>
    </message>
    <message>
        <source>Decoding the album</source>
        <translation>Décodage de l’album</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>How far the search is</source>
        <translation>Avancement de la recherche</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Stop searching; everything stays as it was</source>
        <translation>Arrêter la recherche&#x202f;; tout reste comme avant</translation>
    </message>
    <message>
        <source>Accept all</source>
        <translation>Tout accepter</translation>
    </message>
    <message>
        <source>Put all that was found into the map</source>
        <translation>Mettre dans la carte tout ce qui a été trouvé</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Chercher à nouveau</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Back to the list of scenes</source>
        <translation>Revenir à la liste des scènes</translation>
    </message>
    <message>
        <source>{step}…</source>
        <translation>{step}…</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Saved in {file}. Ctrl+Z takes it back.</source>
        <translation>Enregistré dans {file}. Ctrl+Z pour annuler.</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Ce qui a été trouvé</translation>
    </message>
    <message>
        <source>The search stopped</source>
        <translation>La recherche s’est arrêtée</translation>
    </message>
    <message>
        <source>Finding the cues in this copy</source>
        <translation>Recherche des repères dans cette copie</translation>
    </message>
    <message>
        <source>Found in this copy</source>
        <translation>Trouvé dans cette copie</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>Rien n’a été trouvé</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>What is found appears here, to be listened to. Playing goes on meanwhile.</source>
        <translation>Ce qui est trouvé apparaît ici et peut être écouté. La lecture continue pendant ce temps.</translation>
    </message>
</context>
<context>
    <name>SearchWords</name>
    <message>
        <source>Very sure, {percent} %</source>
        <translation>Très sûr, {percent}&#xa0;%</translation>
    </message>
    <message>
        <source>Sure, {percent} %</source>
        <translation>Sûr, {percent}&#xa0;%</translation>
    </message>
    <message>
        <source>Fairly sure, {percent} %</source>
        <translation>Assez sûr, {percent}&#xa0;%</translation>
    </message>
    <message>
        <source>Unsure, {percent} %</source>
        <translation>Peu sûr, {percent}&#xa0;%</translation>
    </message>
    <message>
        <source>Found in the film&apos;s sound: very sure, {percent} %</source>
        <translation>Trouvé dans le son du film&#xa0;: très sûr, {percent}&#xa0;%</translation>
    </message>
    <message>
        <source>Found in the film&apos;s sound: sure, {percent} %</source>
        <translation>Trouvé dans le son du film&#xa0;: sûr, {percent}&#xa0;%</translation>
    </message>
    <message>
        <source>Found in the film&apos;s sound: fairly sure, {percent} %</source>
        <translation>Trouvé dans le son du film&#xa0;: assez sûr, {percent}&#xa0;%</translation>
    </message>
    <message>
        <source>Found in the film&apos;s sound: unsure, {percent} %</source>
        <translation>Trouvé dans le son du film&#xa0;: peu sûr, {percent}&#xa0;%</translation>
    </message>
    <message>
        <source>A few seconds left</source>
        <translation>Encore quelques secondes</translation>
    </message>
    <message>
        <source>About {seconds} s left</source>
        <translation>Encore {seconds}&#xa0;s environ</translation>
    </message>
    <message>
        <source>About 1 minute left</source>
        <translation>Encore 1&#xa0;minute environ</translation>
    </message>
    <message>
        <source>About {minutes} minutes left</source>
        <translation>Encore {minutes}&#xa0;minutes environ</translation>
    </message>
    <message>
        <source>Track {number}</source>
        <translation>Piste {number}</translation>
    </message>
    <message>
        <source>{span}  ×{speed:.4f}</source>
        <translation>{span}  ×{speed:.4f}</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one} ou {other}</translation>
    </message>
    <message>
        <source>Take {take}, or {others}: they sound the same here</source>
        <translation>Prise {take}, ou {others}&#xa0;: rien ne les distingue ici</translation>
    </message>
    <message>
        <source>The album&apos;s own version, or {others}: they sound the same here</source>
        <translation>La version de l’album, ou {others}&#xa0;: rien ne les distingue ici</translation>
    </message>
    <message>
        <source>Take {take}</source>
        <translation>Prise {take}</translation>
    </message>
    <message>
        <source>The album&apos;s own version</source>
        <translation>La version de l’album</translation>
    </message>
    <message>
        <source>the album&apos;s own version</source>
        <translation>la version de l’album</translation>
    </message>
    <message>
        <source>take {take}</source>
        <translation>la prise {take}</translation>
    </message>
    <message>
        <source>Nothing like it is heard in the film.</source>
        <translation>On n’entend rien de semblable dans le film.</translation>
    </message>
    <message>
        <source>The best likeness, at {time}, is too weak to be claimed ({percent} %).</source>
        <translation>La meilleure ressemblance, à {time}, est trop faible pour être retenue ({percent}&#xa0;%).</translation>
    </message>
    <message>
        <source>Not searched for: {reason}.</source>
        <translation>Non cherché&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>Take {take} was not searched for: {reason}.</source>
        <translation>La prise {take} n’a pas été cherchée&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>None of the tracks is heard in this film. Is it the right film, and the right album? Nothing was changed.</source>
        <translation>On n’entend aucune des pistes dans ce film. Est-ce le bon film, et le bon album&#x202f;? Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>The track is heard in this film, in one place.</source>
        <translation>On entend la piste dans ce film, à un endroit.</translation>
    </message>
    <message>
        <source>The track is heard in this film, in {places} places.</source>
        <translation>On entend la piste dans ce film, à {places} endroits.</translation>
    </message>
    <message>
        <source>1 of {searched} tracks is heard in this film, in one place.</source>
        <translation>On entend 1 piste sur {searched} dans ce film, à un endroit.</translation>
    </message>
    <message>
        <source>1 of {searched} tracks is heard in this film, in {places} places.</source>
        <translation>On entend 1 piste sur {searched} dans ce film, à {places} endroits.</translation>
    </message>
    <message>
        <source>{found} of {searched} tracks are heard in this film, in {places} places.</source>
        <translation>On entend {found} pistes sur {searched} dans ce film, à {places} endroits.</translation>
    </message>
    <message>
        <source>Listen, and accept what is right.</source>
        <translation>Écoutez, et acceptez ce qui est juste.</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>There is no cue map to save yet.</source>
        <translation>Il n’y a pas encore de carte des repères à enregistrer.</translation>
    </message>
    <message>
        <source>Open an album first.</source>
        <translation>Ouvrez d’abord un album.</translation>
    </message>
    <message>
        <source>Saving the picture…</source>
        <translation>Enregistrement de l’image…</translation>
    </message>
    <message>
        <source>The picture is saved as {file}.</source>
        <translation>L’image est enregistrée sous {file}.</translation>
    </message>
    <message>
        <source>The cues cannot be searched for.</source>
        <translation>La recherche des repères est impossible.</translation>
    </message>
    <message>
        <source>accept «{title}»</source>
        <translation>accepter «&#xa0;{title}&#xa0;»</translation>
    </message>
    <message>
        <source>accept all places</source>
        <translation>accepter tous les emplacements</translation>
    </message>
    <message>
        <source>accept one place</source>
        <translation>accepter un emplacement</translation>
    </message>
    <message>
        <source>The map is as it was found: nothing was changed in it.</source>
        <translation>La carte est telle qu’elle a été trouvée&#xa0;: rien n’y a été changé.</translation>
    </message>
    <message>
        <source>restore the map as it was found</source>
        <translation>rétablir la carte telle qu’elle a été trouvée</translation>
    </message>
    <message>
        <source>The map is as it was found.</source>
        <translation>La carte est telle qu’elle a été trouvée.</translation>
    </message>
    <message>
        <source>Reading the map as it was found…</source>
        <translation>Lecture de la carte telle qu’elle a été trouvée…</translation>
    </message>
    <message>
        <source>choose the take of «{title}»</source>
        <translation>choisir la prise de «&#xa0;{title}&#xa0;»</translation>
    </message>
    <message>
        <source>describe «{title}»</source>
        <translation>décrire «&#xa0;{title}&#xa0;»</translation>
    </message>
    <message>
        <source>There is no film open yet.</source>
        <translation>Aucun film n’est encore ouvert.</translation>
    </message>
    <message>
        <source>Open one, or drop it on the window.</source>
        <translation>Ouvrez-en un, ou déposez-le sur la fenêtre.</translation>
    </message>
</context>
<context>
    <name>Shipped</name>
    <message>
        <source>{name}, which comes with Gallows Sync, is missing: install the program again.</source>
        <translation>{name}, fourni avec Gallows Sync, est introuvable&#xa0;: réinstallez le programme.</translation>
    </message>
</context>
<context>
    <name>StillFile</name>
    <message>
        <source>there is no picture at {place:.0f} s</source>
        <translation>il n’y a pas d’image à {place:.0f}&#xa0;s</translation>
    </message>
    <message>
        <source>cannot be written: {why}</source>
        <translation>ne peut pas être écrit&#xa0;: {why}</translation>
    </message>
</context>
<context>
    <name>SubtitleMenu</name>
    <message>
        <source>C&amp;hoose subtitles</source>
        <translation>&amp;Choisir les sous-titres</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucun</translation>
    </message>
    <message>
        <source>forced</source>
        <translation>forcés</translation>
    </message>
    <message>
        <source>of a kind that cannot be shown here</source>
        <translation>d’un genre qui ne peut pas être affiché ici</translation>
    </message>
    <message>
        <source>Subtitles {number}</source>
        <translation>Sous-titres {number}</translation>
    </message>
</context>
<context>
    <name>Subtitles</name>
    <message>
        <source>the subtitles are not in it any more</source>
        <translation>les sous-titres n’y sont plus</translation>
    </message>
    <message>
        <source>its subtitles cannot be read</source>
        <translation>ses sous-titres ne peuvent pas être lus</translation>
    </message>
    <message>
        <source>is too large for subtitles</source>
        <translation>est trop volumineux pour des sous-titres</translation>
    </message>
    <message>
        <source>cannot be read: {why}</source>
        <translation>ne peut pas être lu&#xa0;: {why}</translation>
    </message>
    <message>
        <source>holds no subtitles in SRT form</source>
        <translation>ne contient pas de sous-titres au format SRT</translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message>
        <source>a time such as 1:02:03.456, 2:03.456 or 123.456</source>
        <translation>un temps comme 1:02:03.456, 2:03.456 ou 123.456</translation>
    </message>
    <message>
        <source>{text} is not {expected}</source>
        <translation>{text} n’est pas {expected}</translation>
    </message>
    <message>
        <source>readable without a frame_rate (HH:MM:SS:FF counts frames)</source>
        <translation>lisible sans frame_rate (HH:MM:SS:FF compte des images)</translation>
    </message>
    <message>
        <source>HH:MM:SS:FF with minutes and seconds below 60 and frames below {frames}</source>
        <translation>HH:MM:SS:FF avec des minutes et des secondes inférieures à 60 et des images inférieures à {frames}</translation>
    </message>
    <message>
        <source>a time with minutes and seconds below 60</source>
        <translation>un temps dont les minutes et les secondes sont inférieures à 60</translation>
    </message>
    <message>
        <source>a frame rate such as 24000/1001 or 25</source>
        <translation>une cadence d’images comme 24000/1001 ou 25</translation>
    </message>
</context>
<context>
    <name>TrackMenu</name>
    <message>
        <source>Play a &amp;track</source>
        <translation>Lire une p&amp;iste</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Previous cue</source>
        <translation>Repère précédent</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Next cue</source>
        <translation>Repère suivant</translation>
    </message>
    <message>
        <source>Loop the cue</source>
        <translation>Lire le repère en boucle</translation>
    </message>
    <message>
        <source>Picture only, full screen</source>
        <translation>Image seule, plein écran</translation>
    </message>
    <message>
        <source>Film time</source>
        <translation>Temps du film</translation>
    </message>
    <message>
        <source>Film duration</source>
        <translation>Durée du film</translation>
    </message>
    <message>
        <source>How far the album sounds from its place under the film&apos;s sound, measured</source>
        <translation>Écart mesuré entre l’album et sa place sous le son du film</translation>
    </message>
    <message>
        <source>Null</source>
        <translation>Soustr.</translation>
    </message>
    <message>
        <source>Hear the film without the album: where a cue lies right, its music sinks  (X)</source>
        <translation>Écouter le film sans l’album&#xa0;: là où un repère est bien placé, sa musique s’efface  (X)</translation>
    </message>
    <message>
        <source>Null listen: the film without the album</source>
        <translation>Écoute par soustraction&#xa0;: le film sans l’album</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Music time</source>
        <translation>Temps de la musique</translation>
    </message>
    <message>
        <source>Track length</source>
        <translation>Durée de la piste</translation>
    </message>
    <message>
        <source>sync –</source>
        <translation>sync –</translation>
    </message>
    <message>
        <source>sync {size:.2f} ms</source>
        <translation>sync {size:.2f}&#xa0;ms</translation>
    </message>
    <message>
        <source>sync +{size:.2f} ms</source>
        <translation>sync +{size:.2f}&#xa0;ms</translation>
    </message>
    <message>
        <source>sync −{size:.2f} ms</source>
        <translation>sync −{size:.2f}&#xa0;ms</translation>
    </message>
</context>
<context>
    <name>UnplacedCard</name>
    <message>
        <source>Choose a scene in the list above.</source>
        <translation>Choisissez une scène dans la liste ci-dessus.</translation>
    </message>
    <message>
        <source>Where «{title}» begins in the film, press I. Or mark two instants that belong together: K at the picture; then play the track below, and K at its music.</source>
        <translation>Là où «&#xa0;{title}&#xa0;» commence dans le film, appuyez sur I. Ou marquez deux instants qui vont ensemble&#xa0;: K à l’image&#x202f;; puis jouez la piste ci-dessous, et K à sa musique.</translation>
    </message>
    <message>
        <source>The program can listen to the film and find where each track of the album sounds. Nothing is changed until you accept what it found.</source>
        <translation>Le programme peut écouter le film et trouver à quel endroit on entend chaque piste de l’album. Rien ne change tant que vous n’acceptez pas ce qu’il a trouvé.</translation>
    </message>
    <message>
        <source>None of these cues has a place in your copy yet</source>
        <translation>Aucun de ces repères n’est encore placé dans votre copie</translation>
    </message>
    <message>
        <source>Find the cues in this copy</source>
        <translation>Trouver les repères</translation>
    </message>
    <message>
        <source>Search the film&apos;s sound for the album&apos;s tracks</source>
        <translation>Chercher les pistes de l’album dans le son du film</translation>
    </message>
    <message>
        <source>Place it by hand</source>
        <translation>Placer à la main</translation>
    </message>
    <message>
        <source>Show how to place a cue by eye and ear</source>
        <translation>Montrer comment placer un repère à l’œil et à l’oreille</translation>
    </message>
    <message>
        <source>It begins here</source>
        <translation>Il commence ici</translation>
    </message>
    <message>
        <source>Place the cue at this instant of the film</source>
        <translation>Placer le repère à cet instant du film</translation>
    </message>
</context>
<context>
    <name>VolumeControl</name>
    <message>
        <source>Mute</source>
        <translation>Couper le son</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Rétablir le son</translation>
    </message>
</context>
<context>
    <name>WholeFile</name>
    <message>
        <source>the file is read-only</source>
        <translation>le fichier est en lecture seule</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>&amp;Undo: {step}</source>
        <translation>&amp;Annuler&#xa0;: {step}</translation>
    </message>
    <message>
        <source>&amp;Redo: {step}</source>
        <translation>&amp;Rétablir&#xa0;: {step}</translation>
    </message>
    <message>
        <source>These subtitles cannot be shown</source>
        <translation>Ces sous-titres ne peuvent pas être affichés</translation>
    </message>
</context>
<context>
    <name>Worker</name>
    <message>
        <source>The search ended unexpectedly: {reason}.</source>
        <translation>La recherche s’est arrêtée de façon inattendue&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>its process was ended by the system (signal {signal})</source>
        <translation>son processus a été arrêté par le système (signal {signal})</translation>
    </message>
    <message>
        <source>its process ended with code {code}</source>
        <translation>son processus s’est terminé avec le code {code}</translation>
    </message>
</context>
<context>
    <name>YamlNodes</name>
    <message>
        <source>control character {character}; expected readable text only</source>
        <translation>caractère de contrôle {character}&#x202f;; attendu&#xa0;: uniquement du texte lisible</translation>
    </message>
    <message>
        <source>a second document starts here; expected one cue map in one file</source>
        <translation>un deuxième document commence ici&#x202f;; attendu&#xa0;: une seule carte des repères par fichier</translation>
    </message>
    <message>
        <source>nested more than {most} levels deep; expected a cue map&apos;s few levels</source>
        <translation>plus de {most} niveaux imbriqués&#x202f;; attendu&#xa0;: les quelques niveaux d’une carte des repères</translation>
    </message>
    <message>
        <source>alias *{name} is not allowed; expected the value written out</source>
        <translation>l’alias *{name} n’est pas autorisé&#x202f;; attendu&#xa0;: la valeur elle-même</translation>
    </message>
    <message>
        <source>anchor &amp;{name} is not allowed; expected the value written out</source>
        <translation>l’ancre &amp;{name} n’est pas autorisée&#x202f;; attendu&#xa0;: la valeur elle-même</translation>
    </message>
    <message>
        <source>tag {tag} is not allowed; expected a plain value</source>
        <translation>l’étiquette {tag} n’est pas autorisée&#x202f;; attendu&#xa0;: une simple valeur</translation>
    </message>
    <message>
        <source>not readable as YAML ({problem})</source>
        <translation>illisible en tant que YAML ({problem})</translation>
    </message>
    <message>
        <source>unknown escape after &apos;\\&apos;; expected \\\\ for a backslash, or single quotes</source>
        <translation>échappement inconnu après &apos;\\&apos;&#x202f;; attendu&#xa0;: \\\\ pour une barre oblique inverse, ou des guillemets simples</translation>
    </message>
    <message>
        <source>a second &apos;: &apos; in the line; expected such text in quotes</source>
        <translation>un second &apos;: &apos; dans la ligne&#x202f;; attendu&#xa0;: un tel texte entre guillemets</translation>
    </message>
    <message>
        <source>a tab; expected spaces</source>
        <translation>une tabulation&#x202f;; attendu&#xa0;: des espaces</translation>
    </message>
    <message>
        <source>a sign that cannot start a value; expected such text in quotes</source>
        <translation>un signe qui ne peut pas commencer une valeur&#x202f;; attendu&#xa0;: un tel texte entre guillemets</translation>
    </message>
    <message>
        <source>the quote that opens here is not closed; expected a closing quote</source>
        <translation>le guillemet ouvert ici n’est pas refermé&#x202f;; attendu&#xa0;: un guillemet fermant</translation>
    </message>
    <message>
        <source>a line without &apos;:&apos;; expected &apos;key: value&apos;</source>
        <translation>une ligne sans &apos;:&apos;&#x202f;; attendu&#xa0;: &apos;clé: valeur&apos;</translation>
    </message>
    <message>
        <source>what &apos;{bracket}&apos; opens here is not well formed; expected {{key: value, key: value}}</source>
        <translation>ce que &apos;{bracket}&apos; ouvre ici est mal formé&#x202f;; attendu&#xa0;: {{clé: valeur, clé: valeur}}</translation>
    </message>
    <message>
        <source>what &apos;{bracket}&apos; opens here is not well formed; expected [value, value]</source>
        <translation>ce que &apos;{bracket}&apos; ouvre ici est mal formé&#x202f;; attendu&#xa0;: [valeur, valeur]</translation>
    </message>
    <message>
        <source>this line does not fit its neighbours; expected &apos;key: value&apos; at their indentation</source>
        <translation>cette ligne ne s’accorde pas avec ses voisines&#x202f;; attendu&#xa0;: &apos;clé: valeur&apos; avec le même retrait</translation>
    </message>
    <message>
        <source>this line does not fit its neighbours; expected &apos;- &apos; at their indentation</source>
        <translation>cette ligne ne s’accorde pas avec ses voisines&#x202f;; attendu&#xa0;: &apos;- &apos; avec le même retrait</translation>
    </message>
</context>
</TS>
