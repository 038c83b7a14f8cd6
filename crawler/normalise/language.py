"""The language of a vacancy, from its label or from its commonest words."""

import re
from collections import Counter
from functools import cache

from babel import Locale

# Words that stand in nearly every text of a language and seldom in another one.
_COMMON = {
    "nl": "de het een van en je wij met voor zijn op jij bij naar ook als onze deze jouw wordt niet om aan heb ben",
    "en": "the and you our with for are your this that will have from work we an be as or their who",
    "de": "und die der das wir sie mit für ein eine ist auf bei ihre von den dem zu unser auch oder werden",
    "fr": "le la les des vous nous et une pour dans avec est votre notre sur du au aux qui en un par",
    "es": "el los las para con una del por que nuestro se su es más en al como y nuestra sus",
    "pt": "os das para com uma que não você nosso em dos mais sua seu ao como são pela",
    "it": "il di che per con una del della gli nostro nel sono alla più dei è anche",
    "pl": "się na oraz jest nie dla pracy do że od przez w z praca oferujemy",
    "cs": "se na je pro že jsme nebo jako práce které nabízíme s v k do od bude",
    "no": "og i som for med til på av er vi du en et det vil har eller søker",
    "sv": "och att för med som på av är vi du en ett det har eller till söker",
    "da": "og i som til på af er vi du en et det har eller søger med ved",
    "id": "dan yang untuk dengan di pada dari kami anda ini dalam atau",
}
_SETS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_LANGUAGES_OF = {
    word: " ".join(language for language, common in _SETS.items() if word in common)
    for word in frozenset().union(*_SETS.values())
}
"""The languages of every word, as one word: few different ones are counted, however many words there are."""
_WORD = re.compile(r"\w+")
_MIN_HITS = 4
_SHORT, _ENOUGH = 400, 1500


def language_code(label: str | None) -> str | None:
    """Nl for "nl-NL", "Dutch" and "Nederlands"."""
    folded = (label or "").strip().casefold()
    if not folded:
        return None
    if re.fullmatch(r"[a-z]{2}(?:[-_][a-z]{2,4})?", folded):
        return folded[:2]
    return _names().get(folded)


@cache
def _names() -> dict[str, str]:
    return {
        name.casefold(): code
        for locale in ("nl", "en", "de")
        for code, name in Locale(locale).languages.items()
        if len(code) == 2
    }


def find_language(text: str) -> str | None:
    """The language whose common words occur most; None where too few of them do."""
    if text.count(" ") + text.count("\n") + 1 < _MIN_HITS:
        return None
    said = text[:_ENOUGH].lower()
    words = said.split() if len(said) > _SHORT else _WORD.findall(said)  # of a long text the words at a comma may go
    known = list(filter(None, map(_LANGUAGES_OF.get, words)))
    if len(known) < _MIN_HITS:
        return None
    hits = dict.fromkeys(_SETS, 0)
    for languages, count in Counter(known).items():
        for language in languages.split():
            hits[language] += count
    scores = sorted(((count, language) for language, count in hits.items()), reverse=True)
    (best, language), (second, _) = scores[0], scores[1]
    return language if best >= _MIN_HITS and best > second * 1.15 else None
