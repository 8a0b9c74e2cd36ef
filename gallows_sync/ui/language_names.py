"""What languages are called. Qt knows them in English and in themselves, not one in another."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from gallows_sync.wording import phrase

_NAMES = {
    str(name): name
    for name in (
        phrase("LanguageNames", "Afrikaans"),
        phrase("LanguageNames", "Albanian"),
        phrase("LanguageNames", "Arabic"),
        phrase("LanguageNames", "Armenian"),
        phrase("LanguageNames", "Bangla"),
        phrase("LanguageNames", "Basque"),
        phrase("LanguageNames", "Belarusian"),
        phrase("LanguageNames", "Bosnian"),
        phrase("LanguageNames", "Bulgarian"),
        phrase("LanguageNames", "Burmese"),
        phrase("LanguageNames", "Catalan"),
        phrase("LanguageNames", "Chinese"),
        phrase("LanguageNames", "Croatian"),
        phrase("LanguageNames", "Czech"),
        phrase("LanguageNames", "Danish"),
        phrase("LanguageNames", "Dutch"),
        phrase("LanguageNames", "English"),
        phrase("LanguageNames", "Estonian"),
        phrase("LanguageNames", "Filipino"),
        phrase("LanguageNames", "Finnish"),
        phrase("LanguageNames", "French"),
        phrase("LanguageNames", "Galician"),
        phrase("LanguageNames", "Georgian"),
        phrase("LanguageNames", "German"),
        phrase("LanguageNames", "Greek"),
        phrase("LanguageNames", "Hebrew"),
        phrase("LanguageNames", "Hindi"),
        phrase("LanguageNames", "Hungarian"),
        phrase("LanguageNames", "Icelandic"),
        phrase("LanguageNames", "Indonesian"),
        phrase("LanguageNames", "Irish"),
        phrase("LanguageNames", "Italian"),
        phrase("LanguageNames", "Japanese"),
        phrase("LanguageNames", "Kannada"),
        phrase("LanguageNames", "Khmer"),
        phrase("LanguageNames", "Korean"),
        phrase("LanguageNames", "Latin"),
        phrase("LanguageNames", "Latvian"),
        phrase("LanguageNames", "Lithuanian"),
        phrase("LanguageNames", "Macedonian"),
        phrase("LanguageNames", "Malay"),
        phrase("LanguageNames", "Malayalam"),
        phrase("LanguageNames", "Marathi"),
        phrase("LanguageNames", "Mongolian"),
        phrase("LanguageNames", "Norwegian Bokmål"),
        phrase("LanguageNames", "Norwegian Nynorsk"),
        phrase("LanguageNames", "Persian"),
        phrase("LanguageNames", "Polish"),
        phrase("LanguageNames", "Portuguese"),
        phrase("LanguageNames", "Romanian"),
        phrase("LanguageNames", "Russian"),
        phrase("LanguageNames", "Serbian"),
        phrase("LanguageNames", "Slovak"),
        phrase("LanguageNames", "Slovenian"),
        phrase("LanguageNames", "Spanish"),
        phrase("LanguageNames", "Swahili"),
        phrase("LanguageNames", "Swedish"),
        phrase("LanguageNames", "Tamil"),
        phrase("LanguageNames", "Telugu"),
        phrase("LanguageNames", "Thai"),
        phrase("LanguageNames", "Turkish"),
        phrase("LanguageNames", "Ukrainian"),
        phrase("LanguageNames", "Urdu"),
        phrase("LanguageNames", "Vietnamese"),
        phrase("LanguageNames", "Welsh"),
        phrase("LanguageNames", "Yiddish"),
    )
}
"""Those that subtitles are mostly in."""


def language_name(code: str) -> str:
    """Return the language of this ISO 639 code, to be localized; the code itself where it is not known.

    >>> language_name("fre"), language_name("qaa")
    ('French', 'qaa')
    """
    language = QLocale.codeToLanguage(code)
    if language in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return code
    english = QLocale.languageToString(language)
    return _NAMES.get(english, english)
