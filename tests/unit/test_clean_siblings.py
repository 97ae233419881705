"""What articles say about each other: templates of a source, titles of others; what must not be taken for either."""

from __future__ import annotations

import pytest

from reader.clean import clean_text
from reader.clean.templates import find
from reader.clean.titles import Titles
from reader.desk.opening.siblings import revised
from reader.model import Article, Block, Reason, Rule, Scope
from reader.text import plain

BODIES = {
    "Lock on the canal fails": (
        "The upper lock on the Marrow canal gave way on Tuesday night, and barges with grain are stuck above it.",
        "Engineers found a crack in the western gate that must have grown for years behind a coat of fresh paint.",
        "Skippers were told to wait for a week, while sacks of barley are carried down to the town on lorries.",
    ),
    "Choir wins in the south": (
        "Forty singers from the hills took the first prize at the summer contest with three songs about shepherds.",
        "The jury praised the basses above all, and the conductor said that rehearsals had begun in a cold barn.",
        "A concert for those who stayed at home will be given in the old cinema when the tour comes to its end.",
    ),
    "Frost takes half of the plums": (
        "Two nights of frost in April have taken half of the blossom in the orchards, the growers' union reckons.",
        "Fires between the rows helped little, because the wind drove the smoke and its warmth over the ridge.",
        "Prices for jam could climb in autumn, although cherries and late pears seem to have come through unharmed.",
    ),
    "New bus takes miners home": (
        "Workers of the copper mine can ride home after the last shift, since a night bus now stops at its gate.",
        "The line is paid for by company and council together, and drivers asked for a heated shelter at both ends.",
        "Before, many had walked along an unlit road, where a welder was struck by a van two winters ago.",
    ),
}
ABOUT = (
    "The paper belongs to its staff and to some hundred households. It was founded by a printer and comes out on "
    "every day but Sunday."
)
LETTER = "Our evening letter brings five stories at 6 on weekdays, and costs nothing."


def text_of(title: str, *more: str, first: str = "", source: str = "Hill Paper") -> str:
    return f"Title: {title}\nSource: {source}\n\n" + "\n\n".join(filter(None, [first, *BODIES[title], *more]))


def articles(number: int, *more: str, **places: str) -> list[Article]:
    return [clean_text(text_of(title, *more, **places)) for title in list(BODIES)[:number]]


def block(article: Article, words: str) -> Block:
    return next(b for b in article.blocks if words in article.source_text[slice(*b.span)])


@pytest.mark.parametrize("number", [2, 3, 4])
def test_what_unlike_articles_of_a_source_repeat_is_template(number: int) -> None:
    for article in revised(articles(number, ABOUT)):
        found = block(article, "belongs to its staff")
        assert (found.kept, found.reason) == (False, Reason.TEMPLATE)
        assert found.detail == f"in {number} of {number} articles of this source"


def test_it_grows_surer_with_each() -> None:
    scores = [block(revised(articles(number, ABOUT))[0], "belongs to").score for number in (2, 3, 4)]
    assert scores == sorted(scores)
    assert scores[0] < scores[-1]


def test_numbers_and_dates_may_change() -> None:
    made = [clean_text(text_of(title, LETTER.replace("6", str(n)))) for n, title in enumerate(BODIES, 6)]
    assert all(not block(article, "evening letter").kept for article in revised(made))


def test_one_article_and_other_sources_prove_nothing() -> None:
    one = clean_text(text_of("Choir wins in the south", ABOUT))
    other = clean_text(text_of("Lock on the canal fails", ABOUT, source="Valley Paper"))
    assert block(revised([one, other])[0], "belongs to").reason is not Reason.TEMPLATE
    assert find([one]) == {}


def test_background_that_two_reports_of_one_event_print_stays() -> None:
    title = "Lock on the canal fails"
    background = (
        "The Marrow canal was dug for barges with grain and barley, and its western gate had been painted, not mended, "
        "since engineers last looked at the upper lock."
    )
    told = (
        "Barges with barley and other grain were still stuck above the upper lock on Friday, as engineers looked for a "
        "new western gate.",
        background,
        "The crack behind the paint had grown for years, skippers said, and lorries now carry sacks down to the town.",
    )
    follow = clean_text("Title: Barges still stuck above the lock\nSource: Hill Paper\n\n" + "\n\n".join(told))
    for article in revised([clean_text(text_of(title, background)), follow]):
        assert block(article, "was dug for barges").kept


def test_subheads_and_short_sentences_that_come_back_inside_stay() -> None:
    made = []
    for title, (one, two, three) in BODIES.items():
        made.append(clean_text(f"Title: {title}\nSource: Hill Paper\n\n{one}\n\nWhat happened\n\n{two}\n\n{three}"))
    assert all(block(article, "What happened").kept for article in revised(made))


def test_templates_never_eat_up_an_article() -> None:
    short = clean_text(
        f"Title: Note\nSource: Hill Paper\n\n{BODIES['Choir wins in the south'][0]}\n\n{ABOUT}\n\n{LETTER}"
    )
    (*_, note) = revised([*articles(4, ABOUT, LETTER), short])
    assert "Forty singers" in note.text


def test_ids_texts_and_order_stay_and_nothing_is_unhidden() -> None:
    made = articles(4, ABOUT, "Advertisement", first=LETTER)
    after = revised(made)
    assert [a.id for a in after] == [a.id for a in made]
    for old, new in zip(made, after, strict=True):
        assert [b.span for b in old.blocks] == [b.span for b in new.blocks]
        assert all(b.kept or not n.kept for b, n in zip(old.blocks, new.blocks, strict=True))
    assert revised(made) == after


def test_a_rule_keeps_what_is_template() -> None:
    rule = Rule(plain.line("Hill Paper"), True, Scope.START, plain.CleanText("the paper belongs"))
    assert block(revised(articles(4, ABOUT), [rule])[0], "belongs to").kept
    by_reason = Rule(plain.line("Hill Paper"), True, Scope.REASON, plain.CleanText("template"))
    assert block(revised(articles(4, ABOUT), [by_reason])[0], "belongs to").kept


# ---------------------------------------------------------------- titles

OTHER = "Frost takes half of the plums"


@pytest.mark.parametrize("line", [OTHER, "FROST TAKES HALF OF THE PLUMS", "Frost takes half of …", f"• {OTHER} »"])
def test_a_line_that_is_another_article_s_title_is_a_teaser(line: str) -> None:
    one, two, three = BODIES["Choir wins in the south"]
    made = clean_text(f"Title: Choir wins in the south\nSource: A\n\n{one}\n\n{two}\n\n{line}\n\n{three}")
    after = revised([made, clean_text(text_of(OTHER, source="B"))])[0]
    assert "Frost" not in after.text.title()


def test_titles_are_known_nearly_and_cut_off_but_never_one_s_own() -> None:
    titles = Titles(["Frost takes half of the plums in the valley", "Choir wins in the south", "Short"])
    own = "Choir wins in the south"
    assert titles.other("Frost takes half of the plums in the valleys", own)
    assert titles.other("Frost takes half of...", own)
    assert not titles.other("Frost takes half", own)
    assert not titles.other("Choir wins in the south", own)
    assert not titles.other("Choir wins in the south again", own)
    assert not titles.other("Short", own)
    assert not titles.other("The frost that takes half of the plums in the valley is late this year, growers say.", own)


def test_a_title_inside_a_sentence_stays() -> None:
    sentence = f"Under the words {OTHER} the union of growers printed a long list of orchards, row by row."
    made = clean_text(text_of("Choir wins in the south", sentence))
    assert block(revised([made, clean_text(text_of(OTHER))])[0], "Under the words").kept


def test_an_inferred_title_is_no_title_to_others() -> None:
    lede = BODIES["Lock on the canal fails"][0]
    untitled = clean_text("\n\n".join(BODIES["Lock on the canal fails"]))
    assert untitled.title_inferred
    quoting = clean_text(text_of("Choir wins in the south", f"{untitled.title}…", lede))
    before = block(quoting, untitled.title)
    assert block(revised([quoting, untitled])[0], untitled.title).kept == before.kept
