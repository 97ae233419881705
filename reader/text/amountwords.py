"""Words and signs of amounts: numbers, multiples, currencies, measures. Data only."""

from __future__ import annotations

UNITS = "one two three four five six seven eight nine".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
    if value > 1
} | {word: 20 + 10 * number for number, word in enumerate(TENS)}
"""English number words; "one" alone is too often no number."""

ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80,
     "ninetieth": 90, "hundredth": 100}  # fmt: skip

FRACTIONS = frozenset("third quarter fifth sixth seventh eighth ninth tenth half halv".split())
"""Stems of what is counted in a fraction: "two thirds" is no two of anything."""

_MILLION, _MILLIARD, _BILLION = 10**6, 10**9, 10**12
_LONG = {"billion": _BILLION, "billions": _BILLION}
MULTIPLES: dict[str, dict[str, int]] = {
    "en": {
        "hundred": 100, "dozen": 12, "thousand": 1000, "k": 1000, "lakh": 100_000, "million": _MILLION, "m": _MILLION,
        "mn": _MILLION, "mln": _MILLION, "crore": 10**7, "billion": _MILLIARD, "bn": _MILLIARD, "bln": _MILLIARD,
        "b": _MILLIARD, "trillion": _BILLION, "trn": _BILLION, "tn": _BILLION,
    },
    "de": {"tausend": 1000, "millionen": _MILLION, "mio": _MILLION, "milliarde": _MILLIARD, "milliarden": _MILLIARD,
           "mrd": _MILLIARD, "billionen": _BILLION, **_LONG},
    "fr": {"mille": 1000, "millions": _MILLION, "milliard": _MILLIARD, "milliards": _MILLIARD, **_LONG},
    "es": {"mil": 1000, "millón": _MILLION, "millones": _MILLION, "mil millones": _MILLIARD, "billón": _BILLION,
           "billones": _BILLION},
    "it": {"mila": 1000, "milione": _MILLION, "milioni": _MILLION, "miliardo": _MILLIARD, "miliardi": _MILLIARD},
    "pt": {"mil": 1000, "milhão": _MILLION, "milhões": _MILLION, "mil milhões": _MILLIARD, "bilhão": _MILLIARD,
           "bilhões": _MILLIARD, "trilhões": _BILLION},
    "nl": {"duizend": 1000, "miljoen": _MILLION, "miljard": _MILLIARD, "biljoen": _BILLION},
    "sv": {"tusen": 1000, "miljon": _MILLION, "miljoner": _MILLION, "miljard": _MILLIARD, "miljarder": _MILLIARD},
    "pl": {"tys": 1000, "tysięcy": 1000, "mln": _MILLION, "milion": _MILLION, "miliony": _MILLION,
           "milionów": _MILLION, "mld": _MILLIARD, "miliard": _MILLIARD, "miliardów": _MILLIARD},
    "ru": {"тысяча": 1000, "тысячи": 1000, "тысяч": 1000, "тыс": 1000, "млн": _MILLION, "миллион": _MILLION,
           "миллиона": _MILLION, "миллионов": _MILLION, "млрд": _MILLIARD, "миллиард": _MILLIARD,
           "миллиарда": _MILLIARD, "миллиардов": _MILLIARD, "трлн": _BILLION},
}  # fmt: skip
"""What multiplies the number before it, by language: the same word can mean another number."""

CURRENCIES = (
    "USD EUR GBP JPY INR CNY RMB RUB CHF AUD CAD NZD HKD SGD TWD UAH TRY KRW BRL MXN ZAR SEK NOK DKK PLN CZK HUF RON "
    "ILS AED SAR QAR EGP NGN KES PKR BDT LKR IDR MYR THB PHP VND ARS CLP COP"
).split()
"""Three-letter codes that are read beside a number."""

SIGNS = {
    "$": "usd", "US$": "usd", "A$": "aud", "AU$": "aud", "C$": "cad", "CA$": "cad", "NZ$": "nzd", "HK$": "hkd",
    "S$": "sgd", "NT$": "twd", "R$": "brl", "€": "eur", "£": "gbp", "¥": "jpy", "₹": "inr", "₽": "rub", "₩": "krw",
    "₺": "try", "₴": "uah", "₪": "ils", "₦": "ngn",
}  # fmt: skip

NATIONS = {
    "US": "usd", "U.S.": "usd", "American": "usd", "Australian": "aud", "Canadian": "cad", "New Zealand": "nzd",
    "Hong Kong": "hkd", "Singapore": "sgd", "Taiwan": "twd",
}  # fmt: skip
"""Whose dollars; without such a word a dollar is taken for the American one."""

COINS = {
    coin: code
    for code, coins in {
        "usd": "dollar dollars dólar dólares dollari dolar dolarów доллар доллара долларов",
        "eur": "euro euros евро",
        "gbp": "pounds pfund livres libras sterline фунтов",
        "jpy": "yen yens",
        "inr": "rupee rupees",
        "rub": "rouble roubles ruble rubles rubel rublos rubli рубль рубля рублей руб",
        "cny": "yuan renminbi",
        "chf": "franken",
        "brl": "reais",
        "uah": "hryvnia hryvnias гривен гривень",
        "pln": "zloty zlotys złotych",
        "zar": "rand",
        "ils": "shekels",
        "peso": "pesos",
        "franc": "francs",
        "crown": "crowns kronor kroner",
        "lira": "lira liras",
        "dinar": "dinars",
        "dirham": "dirhams",
        "riyal": "riyals",
    }.items()
    for coin in coins.split()
}
"""Names of money; where several countries have a coin of that name, the name itself stands for it."""

MONEY = frozenset(code.lower() for code in CURRENCIES) | frozenset(COINS.values())
"""Units that are money."""

MEASURES = {
    "km": "kilometre", "kilometer": "kilometre", "kilometers": "kilometres", "kms": "kilometres", "cm": "centimetre",
    "centimeter": "centimetre", "centimeters": "centimetres", "mm": "millimetre", "meter": "metre", "meters": "metres",
    "ft": "feet", "kg": "kilogram", "kgs": "kilogram", "kilo": "kilogram", "kilos": "kilograms", "kph": "kmh",
    "tonnes": "tonnes", "liter": "litre", "liters": "litres", "MW": "megawatt", "GW": "gigawatt", "kW": "kilowatt",
    "hrs": "hours", "hr": "hour", "mins": "minutes", "min": "minute", "secs": "seconds", "yrs": "years",
}  # fmt: skip
"""Short and American forms of measures, each with the form it counts as."""

QUALIFIERS = (
    "more than", "less than", "fewer than", "at least", "at most", "up to", "as many as", "as much as", "no more than",
    "about", "around", "nearly", "almost", "roughly", "approximately", "some", "over", "under", "above", "below",
    "an estimated", "just over", "just under", "exactly",
)  # fmt: skip
"""Words before an amount that hold it open."""
