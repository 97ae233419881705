"""Plain text: what is hidden, why, and that nothing is lost. The fixtures are our own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.clean import Context, clean, clean_text
from reader.clean.context import Template
from reader.clean.titles import Titles
from reader.model import Article, Details, Document, Media, Reason
from reader.text import dates, plain

LEDE = "The harbour council voted on Tuesday to close the old bridge for repairs until the end of the month."
BODY = (
    "Engineers had found cracks in two of the nine piers, and the council said that it could not wait for the summer.",
    "“We would rather lose a season than a bridge,” the harbour master told the meeting in the town hall.",
    "Traders on the river front asked for a later date, so that the market could go ahead as it does every year.",
)
STORY = "\n\n".join((LEDE, *BODY))


def reason_of(article: Article, text: str) -> Reason | None:
    for block in article.blocks:
        if text in article.source_text[block.span.start : block.span.end]:
            return block.reason
    raise AssertionError(f"no block holds {text!r}")


def document(text: str, **more: str) -> Document:
    fields: dict[str, Any] = {key: plain.line(value) for key, value in more.items()}
    return Document(fields.pop("name", plain.line("a.txt")), Media.TEXT, text.encode(), **fields)


PARTS = st.sampled_from(
    [LEDE, *BODY, "Image", "Read More", "Advertisement", "Title: x", "Home > World", "27-03-2025",
    ": again it said", "Logo",
     "Name : text of it.", ": text of it. Other : more", "\t", "", " ", "\x1b[31mred\u202e", "- an item",
     "© 2024 All rights reserved",
     "By Ann Lee", "a | b | c"]
)  # fmt: skip


@given(
    st.lists(PARTS | st.text(max_size=30), max_size=14), st.sampled_from(["\n", "\n\n", "\r\n"]), st.sampled_from(Media)
)
def test_blocks_partition_the_visible_text_in_order(parts: list[str], joint: str, media: Media) -> None:
    article = clean(Document(plain.line("x"), media, joint.join(parts).encode("utf-8", "replace")))
    end = 0
    inside = ""
    for block in article.blocks:
        assert end <= block.span.start < block.span.end
        assert block.kept == (block.reason is None)
        inside += article.source_text[block.span.start : block.span.end]
        end = block.span.end
    assert "".join(inside.split()) == "".join(article.source_text.split())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Image", Reason.PLACEHOLDER),
        ("Advertisement", Reason.AD),
        ("Story continues below this ad", Reason.AD),
        ("Anzeige", Reason.AD),
        ("READ ALSO: Ferry to run every hour while the crossing is shut", Reason.ALSO_READ),
        ("Lesen Sie auch: Fähre fährt jede Stunde", Reason.ALSO_READ),
        ("Share this story on Facebook", Reason.SHARE),
        ("Sign up for our morning newsletter", Reason.NEWSLETTER),
        ("3 comments", Reason.COMMENTS),
        ("© 2024 River Post. All rights reserved.", Reason.COPYRIGHT),
        ("Home > News > Town", Reason.NAVIGATION),
        ("We use cookies on this site. Accept", Reason.COOKIES),
        ("Photo: Ann Lee", Reason.CAPTION),
    ],
)
def test_residue_inside_a_story(line: str, reason: Reason) -> None:
    article = clean_text("\n\n".join((LEDE, BODY[0], line, *BODY[1:])))
    assert reason_of(article, line) is reason
    assert article.text == STORY


def test_fields_above_the_story() -> None:
    article = clean_text(f"Breaking news:\nFerry delayed again | Market opens early | Mayor to step down\nLogo\n\n"
                         f"Council shuts the old bridge\n\n27-03-2025\n\nBy Ann Lee\n\n{STORY}")  # fmt: skip
    assert article.text == STORY
    assert article.title == "Council shuts the old bridge"
    assert not article.title_inferred
    assert dates.show(article.published) == "27 Mar 2025"
    assert article.byline == "Ann Lee"
    assert reason_of(article, "Ferry delayed") is Reason.TICKER


def test_a_site_s_clock_is_not_the_article_s_date() -> None:
    article = clean_text(f" date 2025-03-19 Home\nThursday, March 20, 2025\nCouncil shuts the old bridge\n\n{STORY}")
    assert dates.show(article.published) == "19 Mar 2025"
    assert [dates.show(when) for when in article.other_dates] == ["20 Mar 2025"]
    assert reason_of(article, "Thursday, March") is Reason.SITE_DATE
    assert article.text == STORY


def test_cards_of_other_stories_below() -> None:
    headline = "Ferry company to buy a second boat from the yard up"
    cut = "The ferry company that links both banks said it wou"
    cards = "\n\n".join(("", "Image", headline, cut, "Read More"))
    article = clean_text(STORY + cards * 2)
    assert article.text == STORY
    assert reason_of(article, "second boat") is Reason.TEASER


def test_a_lede_printed_twice() -> None:
    opening = LEDE + " It had put off the choice for a year, people in the hall said."
    article = clean_text("\n\n".join((LEDE, opening, *BODY)))
    assert article.text == "\n\n".join((opening, *BODY))
    assert article.blocks[0].reason is Reason.REPEATED


def test_a_dek_stays_unless_the_lede_says_it_again() -> None:
    told = "Harbour council voted to close the old bridge for repairs"
    news = "Ferries will run instead, and traders fear for their season"
    assert reason_of(clean_text(f"A title here\n\n{told}\n\n{STORY}"), told) is Reason.REPEATED
    assert clean_text(f"A title here\n\n{news}\n\n{STORY}").text == f"{news}\n\n{STORY}"


def test_a_repeated_list_item() -> None:
    items = "\n\n".join(
        (
            "The plan names three parts:",
            "Piers : new steel around the two that cracked.",
            ": new steel around the two that cracked. Deck : boards of oak from the woods up river.",
            ": boards of oak . Lamps : the old ones, cleaned and wired again.",
        )
    )
    article = clean_text(f"{LEDE}\n\n{BODY[0]}\n\n{items}\n\n{BODY[1]}")
    echoes = [article.source_text[slice(*b.span)] for b in article.blocks if b.reason is Reason.LIST_ECHO]
    assert echoes == [": new steel around the two that cracked.", ": boards of oak ."]
    assert "Deck : boards of oak from the woods up river." in article.text


def test_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The harbour council voted on Tuesday to close the old bridge\nfor repairs until the end of the month, "
        "and to run a ferry\n"
        "in its place for as long as the work on the piers goes on.\n\nTraders on the river front asked for a "
        "later date, so that\n"
        "the market could go ahead as it does every year in summer.\n"
    )
    article = clean_text(wrapped)
    assert len(article.blocks) == 2
    assert "bridge for repairs" in article.text


def test_lines_of_their_own_stay_apart() -> None:
    article = clean_text("\n".join((LEDE, *BODY)))
    assert [article.shown(block) for block in article.blocks] == [LEDE, *BODY]


def test_a_title_is_inferred_without_the_place() -> None:
    article = clean_text(f"Port Lowe: {STORY}")
    assert article.title_inferred
    assert article.title.startswith("The harbour council voted")
    assert article.source == ""
    assert article.weekday == "Tuesday"
    assert article.published is None


def test_header_lines_win_and_cannot_be_forged() -> None:
    article = clean(
        document(f"Title: A bridge\nSource: River Post\nDate: 2025-03-27\nURL: https://example.org/b\n\n{STORY}")
    )
    assert (article.title, article.source, article.link) == ("A bridge", "River Post", "https://example.org/b")
    assert dates.show(article.published) == "27 Mar 2025"
    assert article.text == STORY
    assert not article.hidden
    forged = clean(document(f"Title: A bridge\n\nSource: nobody\nURL: https://example.org/x\n\n{STORY}"))
    assert forged.source != "nobody"
    assert forged.link == ""


@pytest.mark.parametrize(
    ("more", "source"),
    [
        ({"name": "000_b6288b5c438d7006.txt"}, "000_b6288b"),
        ({"name": "03-some-paper.txt"}, "some-paper"),
        ({"name": "x/river-post-0a1b2c3d4e5f.txt"}, "river-post"),
        ({"name": "1.txt", "folder": "River Post"}, "River Post"),
        ({"name": "1.txt", "folder": "River Post", "link": "https://www.example.org/a"}, "example.org"),
    ],
)
def test_names_of_sources(more: dict[str, str], source: str) -> None:
    assert clean(document(STORY, **more)).source == source


def test_the_user_s_details_win() -> None:
    details = Details(
        title=plain.line("Mine"), source=plain.line("Me"), date=plain.line("1 May 2024"), link=plain.line("")
    )
    article = clean(document(f"Title: T\nSource: S\nURL: https://example.org\n\n{STORY}"), Context(details=details))
    assert (article.title, article.source, article.link) == ("Mine", "Me", "")
    assert dates.show(article.published) == "1 May 2024"


def test_titles_of_other_articles_are_teasers() -> None:
    other = "Ferry company buys a second boat"
    article = clean(document(f"{LEDE}\n\n{BODY[0]}\n\n{other}\n\n{BODY[1]}"), Context(titles=Titles([other])))
    assert reason_of(article, other) is Reason.TEASER


def test_what_a_source_repeats_is_template() -> None:
    line = "Words that this paper puts into every piece it prints."
    article = clean(document(f"{LEDE}\n\n{line}\n\n{BODY[1]}"), Context(templates={line.lower(): Template(7, 9, 0.9)}))
    assert reason_of(article, line) is Reason.TEMPLATE


def test_what_is_hardly_an_article_is_shown_whole() -> None:
    article = clean_text("bridge\nferry\nmarket")
    assert article.text
    assert article.notes


def test_damage_is_said_out_loud() -> None:
    article = clean(Document(plain.line("a.txt"), Media.TEXT, STORY.encode() + b"\xff"))
    assert article.notes == ("1 characters could not be read",)


def test_markdown() -> None:
    text = (
        '---\ntitle: "Old bridge"\nsource: "River Post"\n---\n\n# Old bridge\n\n' + LEDE + "\n\n## What comes next\n\n"
        "> Rather a season\n> than a bridge.\n\n- new **steel**\n- oak, see [the plan](https://example.org/plan)\n\n"
        + BODY[0]
        + "\n"
    )
    article = clean(Document(plain.line("a.md"), Media.MARKDOWN, text.encode()))
    kinds = [(str(b.kind), article.source_text[slice(*b.span)]) for b in article.blocks if b.kept]
    assert (article.title, article.source) == ("Old bridge", "River Post")
    assert ("heading", "What comes next") in kinds
    assert ("quotation", "Rather a season\nthan a bridge.") in kinds
    assert ("item", "oak, see the plan") in kinds
    assert [link.address for link in article.links] == ["https://example.org/plan"]
