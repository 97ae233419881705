"""Amounts and dates in running text: one normal form for one figure, and nothing read that is no figure."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import amounts, days, facts


def norms(text: str, language: str = "") -> list[str]:
    return [value.norm for value in facts.figures(text, language=language)]


def written(text: str, language: str = "") -> list[str]:
    return [text[value.start : value.end] for value in facts.figures(text, language=language)]


@pytest.mark.parametrize(
    "forms",
    [
        "USD 100 billion|$100bn|100 billion dollars|US$100 billion|100 billion US dollars|$100,000 million",
        "€3.5m|3.5 million euros|EUR 3,500,000",
        "A$5 million|5 million Australian dollars",
        "£50k|50,000 pounds|GBP 50 thousand",
        "22nd|twenty-second|twenty second",
        "3.5 per cent|3.5%|3.5 percent|3.5 pct",
        "12 boats|twelve boats|a dozen boats|one dozen boats",
        "250 ships|two hundred and fifty ships|two hundred fifty ships",
        "500,000 voters|half a million voters|0.5 million voters|5 lakh voters",
        "5 km|5km|five kilometres|5 kilometers",
        "a two-hour talk|the 2-hour talk|2 hours",
        "10-15 tonnes|10 to 15 tonnes|between 10 and 15 tonnes|10–15 tonnes",
        "$5-6 million|$5 million to $6 million|5 to 6 million dollars",
        "July 2024|Jul. 2024|July of 2024",
        "27 March 2025|March 27, 2025|27th of March, 2025|2025-03-27|27/03/2025|27.3.2025",
        "3-4 May 2021|May 3-4, 2021|3 to 4 May 2021",
        "3:30 p.m.|15:30|3.30pm|15h30",
    ],
)
def test_one_figure_has_one_form(forms: str) -> None:
    found = {form: norms(f"It was the {form} here.") for form in forms.split("|")}
    assert len({tuple(norm) for norm in found.values()}) == 1, found
    assert all(len(norm) == 1 for norm in found.values()), found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$5 million", "A$5 million"),
        ("3 percent", "3 percentage points"),
        ("rose by 3%", "fell to -3%"),
        ("10 to 15 tonnes", "10 tonnes"),
        ("12 boats", "12 cars"),
        ("the 1990s", "in 1990"),
    ],
)
def test_other_figures_have_other_forms(one: str, other: str) -> None:
    assert norms(one) != norms(other)
    assert len(norms(one)) == len(norms(other)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "They won 3-1 and lost 1-3.",
        "The court ruled 5-4 for them.",
        "Call +44 20 7946 0958 or 020 7946 0958.",
        "Call 555-0199 or 800 555 1234.",
        "Version 1.2.3 runs on the F-16, the G20 and over 5G.",
        "Covid-19 came, and the 737s stayed.",
        "Two thirds agreed; a fifth of them did not.",
        "At first he waited a second or so.",
        "The First Amendment and the Second World War.",
        "Open 24/7, they said, since 9/11.",
        "One of them may march.",
        "It is 10m from here.",
    ],
)
def test_what_is_no_figure_is_left_out(text: str) -> None:
    assert norms(text) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It grew to 1,234.5 tonnes.", ["1234.5 tonn"]),
        ("en", "It grew to 1,00,000 rupees.", ["100000 inr"]),
        ("de", "Es waren 1.234,5 Millionen Euro am 27. März 2025.", ["1234500000 eur", "2025-03-27"]),
        ("de", "Um 10.30 Uhr", ["10:30"]),
        ("de", "Das sind 3,5 Prozent von 5 Mrd. Dollar.", ["3.5 %", "5000000000 usd"]),
        ("fr", "Le 27 mars 2025, 1 234,5 km", ["2025-03-27", "1234.5 kilometr"]),
        ("fr", "100 milliards de dollars", ["100000000000 usd"]),
        ("es", "El 27 de marzo de 2025 fueron 100 mil millones de dólares.", ["2025-03-27", "100000000000 usd"]),
        ("ru", "27 марта 2025 года, 100 млрд долларов", ["2025-03-27", "100000000000 usd"]),
        ("fr", "Un billion de trop? 2 billions d'euros.", ["2000000000000 eur"]),
        ("ja", "2025年3月27日", ["2025-03-27"]),
    ],
)  # fmt: skip
def test_digits_and_months_are_read_in_the_language(language: str, text: str, expected: list[str]) -> None:
    assert norms(text, language) == expected


def test_a_range_is_one_figure_and_two_values() -> None:
    text = "It takes 10 to 15 days, from 3-4 May on."
    assert [text[v.start : v.end] for v in facts.figures(text)] == ["10 to 15", "3-4 May"]
    assert [text[v.start : v.end] for v in facts.values(text)] == ["10", "15", "3", "4 May"]


def test_a_rise_is_no_range() -> None:
    assert norms("It rose from 5 to 6 percent.") == ["5", "6 %"]


def test_a_year_is_a_year_unless_an_amount_is_meant() -> None:
    assert norms("In 2000 some 2000 soldiers left.") == ["2000", f"2000 {norms('7 soldiers')[0].split()[1]}"]


def test_words_that_hold_an_amount_open() -> None:
    text = "It cost more than $5 million and nearly half of that in 2020."
    value = facts.figures(text)[0]
    assert text[amounts.qualified(text, value.start) : value.end] == "more than $5 million"
    assert amounts.qualified("exactly", 0) == 0


def test_days_by_their_distance_are_settled_by_the_date() -> None:
    text = "It began last year, went on last month and on Thursday, and ended yesterday; on Monday they rest."
    found = days.settled(text, 0, len(text), date(2025, 1, 2))
    assert [(text[d.start : d.end], d.norm) for d in found] == [
        ("last year", "2024"), ("last month", "2024-12"), ("Thursday", "2025-01-02"), ("yesterday", "2025-01-01"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("on 27 March 2025", "27 March 2025"),
        ("in July 2024", "July 2024"),
        ("on May 3-4, 2021", "3–4 May 2021"),
        ("on 7 June", "7 June"),
        ("in the 1990s", "1990s"),
        ("at 5 pm", "17:00"),
    ],
)
def test_dates_are_shown_as_people_write_them(text: str, shown: str) -> None:
    value = facts.figures(text)[0]
    assert days.shown(value.norm, value.unit) == shown


def test_a_date_whose_day_may_be_its_month_is_unsure() -> None:
    assert days.is_unsure("03-04-2025")
    assert not days.is_unsure("27-03-2025")
    assert not days.is_unsure("March 2025")


@given(
    st.lists(
        st.sampled_from("$ 3.5 % bn million to - – 10 2024 May 3-4 and 1,000 one +44 . : pm twenty-two".split(" ")),
        max_size=30,
    ),
    st.sampled_from(["", "en", "de", "fr", "ja"]),
)  # fmt: skip
def test_figures_never_overlap_and_never_raise(words: list[str], language: str) -> None:
    for text in (" ".join(words), "".join(words)):
        found = facts.figures(text, language=language)
        assert all(0 <= value.start < value.end <= len(text) for value in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
        assert all(one.end <= other.start for one, other in pairwise(facts.values(text)))
        assert all(days.shown(value.norm, value.unit) for value in found if value.sort is facts.Sort.DATE)
