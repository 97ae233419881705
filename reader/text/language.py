"""Which language a text is in: by its script, for the Latin script by its commonest small words. A guess."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

SAMPLE = 6000
"""Characters that are looked at; the guess does not change beyond."""
FIRST = 600
"""Of these the first are enough where it is clear."""
CLEAR = 2
"""Times the small words of the next language that make it so: sisters such as Danish and Norwegian need all."""

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to in that for with was were is are on at by from this have has had not but they his her its "
        "as be it an which who would will been their said after about more into than can we you he she or",
        "de": "der die das und ist nicht ein eine einen dem den des zu mit von auf für im sich auch als wie bei "
        "nach aus "
        "werden wird wurde sind war haben hat sie wir ich es an dass oder noch nur über vor durch zum zur einer",
        "fr": "le la les des et est une dans que qui pour pas sur avec plus par au aux ce cette sont été il elle nous "
        "vous ils mais ou se sa ses leur être fait comme après entre du un en son aussi ont",
        "es": "el la los las de que y en un una por con para no se del al es lo como más pero sus su ha fue son este "
        "esta entre cuando muy sin sobre también hasta desde o si ya han años",
        "it": "il lo la gli le di che e è un una per non con del della dei delle nel nella sono da al alla "
        "anche come più "
        "ma si ha hanno questo questa dal dalla stato essere tra o i suo sua",
        "pt": "o a os as de que e em um uma por com para não se do da dos das no na nos nas é foi mais como mas "
        "ao pela "
        "pelo são ser sua seu também entre já está ou até",
        "nl": "de het een van en in is dat op te zijn voor met niet aan er om ook als bij door over maar naar "
        "uit wordt "
        "werd heeft hij zij ze deze dit worden nog die kan meer",
        "pl": "i w na z do że się nie jest to o jak po za od przez ale był dla są oraz który która które tym ich jego "
        "było była będzie co tak już przed też jej tego ze ma może gdy czy by być tylko przy można bez mają we nad",
        "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ancak ise ne o en var her değil ya ki "
        "göre oldu olduğunu dedi söyledi iki tarafından ama şu biri kendi önce etti yeni bin",
        "hu": "a az és hogy nem is egy meg volt ez azt csak de már még mint vagy után lehet aki ki el ha lesz amely "
        "minden szerint pedig ezt arra azonban két sem akkor miatt fel be",
        "sv": "och att det som en på är av för med den till inte har de om ett var men sig från kan i vi så ska "
        "han hon vid eller efter också under där när år mot",
        "da": "og at det som en på er af for med den til ikke har de om et var men sig fra kan i vi så skal "
        "han hun ved eller efter også der når år mod blev være ud nu",
        "no": "og at det som en på er av for med den til ikke har de om et var men seg fra kan i vi så skal "
        "han hun ved eller etter også der når år mot ble være ut nå",
        "fi": "ja on ei se että hän oli joka mutta myös ovat kun niin ole mukaan sekä tai kuin jo sen vielä vain nyt "
        "jos olisi mitä voi hänen ollut noin jälkeen eivät mikä tämä ne siitä",
        "cs": "a v na se je že s z do o k i za pro po od ale to jsou jako by byl byla bylo jeho nebo podle která který "
        "které už ve při jen tak ze také má si do před může není jsem aby co",
        "ro": "și în de la cu pe o a că nu este un din care să pentru mai au fost sunt după prin dar ca sau al ale se "
        "ce lui le va fi iar cele lor către până",
        "id": "yang dan di untuk dengan dari ini itu pada tidak dalam akan juga oleh ke karena sudah ada bisa telah "
        "adalah kata mereka kami saat atau para lebih sebagai tersebut dia kepada hingga serta",
        "vi": "và của là có được cho không các trong với một những người đã này khi đến ở để từ cũng ra sẽ về vào năm "
        "nhiều theo phải tại trên bị còn đó như do thì",
    }.items()
}
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u4e00-\u9fff"),
    ("ru", "\u0400-\u04ff"),
    ("el", "\u0370-\u03ff"),
    ("ar", "\u0600-\u06ff"),
    ("he", "\u0590-\u05ff"),
    ("hi", "\u0900-\u097f"),
    ("bn", "\u0980-\u09ff"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("th", "\u0e00-\u0e7f"),
)
_NOT_LATIN = re.compile("[^\x00-\u036f\u1e00-\u2e7f]")
_TELLTALE = (
    ("ru", "be", "ўЎ"), ("ru", "uk", "іїєґІЇЄҐ"), ("ru", "sr", "ђљњћџЂЉЊЋЏ"), ("ru", "bg", "ъЪ"), ("ar", "ur", "ٹڈڑےں"),
    ("ar", "fa", "پچژگ"),
)  # fmt: skip
"""Letters of one language in a script that a commoner one shares, where a hundredth of the letters are such."""


_CODES: dict[str, tuple[str, ...]] = {}
for _code, _words in FUNCTION_WORDS.items():
    _CODES.update((word, (*_CODES.get(word, ()), _code)) for word in _words)


def guess(text: str) -> str:
    """Return a two-letter code, or an empty text where it cannot be told (too short, or a language we do not know)."""
    return _guess(text[:SAMPLE])


@lru_cache(maxsize=4)
def _guess(sample: str) -> str:
    """The same for a sample: who reads a page and who judges it ask both."""
    if not sample.isascii() and len(_NOT_LATIN.findall(sample)) * 3 > len(sample):
        return _by_script(sample)
    if len(sample) > FIRST and (code := _by_words(sample[:FIRST], CLEAR)):
        return code
    return _by_words(sample, 1)


def _by_words(sample: str, lead: int) -> str:
    """Return the language of most small words, if it has so many times those of the next one."""
    words = list(map(str.lower, _WORD.findall(sample)))
    total = len(words)
    if total < 8:
        return ""
    counts = dict.fromkeys(FUNCTION_WORDS, 0)
    for codes, times in Counter(filter(None, map(_CODES.get, words))).items():
        for code in codes:
            counts[code] += times
    best = max(counts, key=counts.__getitem__)
    most = counts.pop(best)
    return best if most * 100 >= total * 12 and most >= lead * max(counts.values()) else ""


def _by_script(sample: str) -> str:
    counts = {code: _count(chars, sample) for code, chars in _SCRIPTS}
    if counts["ja"] * 10 > counts["zh"]:
        counts["zh"] = 0  # Japanese is written with Chinese characters as well
    best = max(counts, key=lambda code: counts[code])
    for code, other, chars in _TELLTALE:
        if best == code and _count(chars, sample) * 100 > counts[best]:
            return other
    return best if counts[best] else ""


def _count(chars: str, sample: str) -> int:
    return len(re.findall(f"[{chars}]", sample))  # compiled when it is needed: most texts are in Latin letters
