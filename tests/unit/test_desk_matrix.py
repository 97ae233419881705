"""A story by passages and sources: two bands, what was judged by hand, and the rows of the matrix."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest

from reader.__main__ import main
from reader.desk.opening.inputs import read, sample_folder
from reader.desk.stories.edition import gather
from reader.desk.telling.lens import Lens, brightness
from reader.desk.telling.matrix import Matrix, Order, Told, counts, describe, matrix_of
from reader.desk.telling.reading import Reading
from reader.desk.telling.words import who_else, why_marked
from reader.library import Shelf
from reader.match import match_story
from reader.model import DIFFERS, UNMATCHED, UNSURE, Article
from tests.tui import lighthouse
from tests.tui.asked import article, story

if TYPE_CHECKING:
    from reader.desk.telling.marks import Mark, Spot

COPIED, REWORDED, LAMP, LENS, QUOTED, GARDEN = range(6)
"""The sentences of A."""


@pytest.fixture(scope="module")
def sample() -> Reading:
    articles = [item for item in read([str(sample_folder())], shelf=Shelf.nowhere()) if isinstance(item, Article)]
    return Reading(gather([item for item in articles if not item.name.endswith(".html")]).stories[0])


def perhaps(reading: Reading) -> tuple[str, Mark]:
    """Return a sentence with an unsure match alone."""
    return next((a.id, m) for a in reading.story.articles for m in reading.marks(a.id) if m.sign == UNSURE)


def judged(reading: Reading, *pairs: tuple[Spot, Spot], same: bool) -> Reading:
    return reading.corrected({reading.pair(one, other): same for one, other in pairs})


def texts(matrix: Matrix, told: Told) -> list[str]:
    return [row.text for row in matrix.rows if matrix.fits(row, told)]


# ---------------------------------------------------------------- two bands


def test_an_unsure_match_is_said_and_counted_nowhere(sample: Reading) -> None:
    article_id, mark = perhaps(sample)
    assert not mark.sources
    assert not mark.letters
    assert mark.shown_letters
    assert who_else(sample, article_id, mark).startswith("perhaps also in ")
    assert any("unsure: " in line for line in why_marked(sample, article_id, mark))
    for lens in (Lens.SHARED, Lens.DIFFERS, Lens.UNMATCHED):
        assert not brightness(sample, article_id, lens)[mark.number]
    share = sample.share(article_id)
    assert share.shared + share.unsure + share.unmatched == share.sentences
    assert share.unsure > 0


def test_no_number_speaks_of_likeness(sample: Reading) -> None:
    article_id, mark = perhaps(sample)
    scores = [f"{teller.score:.2f}" for teller in mark.tellers]
    said = " ".join((who_else(sample, article_id, mark), *why_marked(sample, article_id, mark)))
    assert not any(score in said for score in scores)


# ---------------------------------------------------------------- judged by hand


def test_an_unsure_match_becomes_sure_by_hand(sample: Reading) -> None:
    article_id, mark = perhaps(sample)
    teller = mark.unsure[0]
    by_hand = judged(sample, ((article_id, mark.number), teller.spot), same=True)
    now = by_hand.marks(article_id)[mark.number]
    assert teller.letter in now.letters
    assert now.sources[0].by_hand
    assert "by your hand" in " ".join(why_marked(by_hand, article_id, now))
    assert by_hand.share(article_id).shared == sample.share(article_id).shared + 1
    assert by_hand.by_hand == 1


def test_what_is_not_the_same_by_hand_is_so_everywhere_and_can_be_taken_back() -> None:
    reading = lighthouse.reading()
    a, b = (one.id for one in reading.articles[:2])
    apart = judged(reading, ((a, LAMP), (b, 4)), same=False)
    assert [t.letter for t in apart.marks(a)[LAMP].sources] == []
    assert [t.letter for t in apart.marks(b)[4].sources] == []
    assert not any(
        row.a and row.b and row.a.start == apart.marks(a)[LAMP].span.start for row in apart.compare(a, b).rows
    )
    assert matrix_of(apart).count(Told.DIFFERS) == 0
    assert "by your hand" in " ".join(why_marked(apart, a, apart.marks(a)[LAMP]))
    assert matrix_of(reading).count(Told.DIFFERS) == 1, "the story as it was found is left alone"
    again = apart.corrected({})
    assert again.marks(a)[LAMP].letters == ("B",)
    assert again.by_hand == 0


def test_what_is_the_same_by_hand_stands_on_one_row() -> None:
    reading = lighthouse.reading()
    a, b = (one.id for one in reading.articles[:2])
    joined = judged(reading, ((a, GARDEN), (b, 5)), same=True)
    rows = joined.compare(a, b).rows
    starts = (joined.marks(a)[GARDEN].span.start, joined.marks(b)[5].span.start)
    assert any(row.a and row.b and (row.a.start, row.b.start) == starts for row in rows)
    assert "The keeper's garden stays closed until spring." not in texts(matrix_of(joined), Told.ONE)


def test_a_judgement_holds_for_the_same_words_in_another_edition() -> None:
    first = lighthouse.reading()
    a, b = (one.id for one in first.articles[:2])
    pairs = {first.pair((a, QUOTED), (b, 2)): False}
    more = [article("Other", f"Something new came first. {lighthouse.ALMANAC}"), article("Beacon", lighthouse.BEACON)]
    reading = Reading(story(more), pairs)
    assert reading.by_hand == 1
    assert not reading.marks(more[0].id)[QUOTED + 1].sources


def test_a_copied_passage_is_gone_where_it_is_not_the_same() -> None:
    match = match_story((lighthouse.ALMANAC, lighthouse.BEACON))
    apart = match.corrected((), [(0, COPIED, 1, 0)])
    start = match.sentences[0][COPIED].start
    assert any(passage.a.start == start for passage in match.passages(0, 1))
    assert not any(passage.a.start == start and passage.kind == "exact" for passage in apart.passages(0, 1))


# ---------------------------------------------------------------- the matrix


def test_a_row_is_what_sources_tell_alike_and_its_text_the_shortest() -> None:
    matrix = matrix_of(lighthouse.reading())
    assert matrix.letters == ("A", "B", "c")
    row = matrix.rows[0]
    assert row.text == min((matrix.reading.words((c.article_id, c.sentences[0])) for c in row.cells[:2]), key=len)
    assert [cell.sign for cell in row.cells] == ["=", "=", "≈"]
    assert row.sources == 2, "what is related is not counted"


def test_the_filters_answer_what_all_say_what_one_says_and_where_they_differ() -> None:
    matrix = matrix_of(lighthouse.reading())
    assert len(texts(matrix, Told.ALL)) == 4
    assert texts(matrix, Told.DIFFERS) == ["The lamp can be seen from 22 nautical miles."]
    assert texts(matrix, Told.QUOTES) == ['"We never stopped believing in this tower," Kortman said.']
    assert "A brass band played on the quay." in texts(matrix, Told.ONE)
    assert "8 passages · 4 told by all · 4 no match elsewhere · 1 differs" in counts(matrix)
    assert "no match found in B" in describe(matrix, matrix.rows[LENS])


def test_every_sign_is_one_of_the_rows_own_text(sample: Reading) -> None:
    for row in matrix_of(sample).rows:
        mark = sample.marks(row.spot[0])[row.spot[1]]
        for cell in row.cells:
            tellers = {t.spot: t for t in mark.tellers if t.article_id == cell.article_id}
            if cell.article_id != row.spot[0]:
                assert {(cell.article_id, s) for s in cell.sentences} <= tellers.keys()
                assert cell.told == any(t.sure for t in tellers.values())
                assert not cell.sentences or cell.sign == tellers[cell.article_id, cell.sentences[0]].sign
        assert row.differs == (mark.sign == DIFFERS)
        assert row.sources == 1 + len(mark.letters)


def test_every_sentence_has_one_row_and_every_difference_is_in_one(sample: Reading) -> None:
    rows = matrix_of(sample).rows
    placed = [spot for row in rows for spot in row.home]
    assert len(placed) == len(set(placed))
    for one in sample.story.articles:
        for mark in sample.marks(one.id):
            if mark.differs:
                assert next(row for row in rows if (one.id, mark.number) in row.home).differs


def test_a_row_that_differs_elsewhere_does_not_swallow_a_difference() -> None:
    ferry = "The old harbour ferry of Aldwick {} when it ran aground in the fog{}."
    told = [("carried 214 passengers", ""), ("carried 231 passengers", "")]
    told += [("was on its way to Norvik", " on Friday"), ("was on its way to Norvik", " on Sunday")]
    articles = [article(f"Report {n}", ferry.format(*words)) for n, words in enumerate(told)]
    differing = [row for row in matrix_of(Reading(story(articles))).rows if row.differs]
    assert [row.text for row in differing] == [articles[0].text, articles[2].text]
    assert [[cell.sign == DIFFERS for cell in row.cells].index(True) for row in differing] == [1, 3]


def test_one_fact_has_one_row_with_what_differs_from_it() -> None:
    texts = (
        "The council of Aldwick voted 14 to 9 on Tuesday to pay for warm lunches in all schools from January.",
        "Councillors in Aldwick backed warm lunches in all schools from January, 14 to 9.",
        "The council of Aldwick voted 14 to 9 on Tuesday not to pay for warm lunches in all schools from January.",
    )
    (row,) = matrix_of(Reading(story([article(f"Paper {n}", text) for n, text in enumerate(texts)]))).rows
    assert row.text == texts[0]
    assert [cell.sign for cell in row.cells] == ["=", "≈", DIFFERS]


def test_a_row_that_differs_holds_the_values() -> None:
    row = next(row for row in matrix_of(lighthouse.reading()).rows if row.differs)
    assert [cell.values for cell in row.cells[:2]] == [("22",), ("19",)]
    assert [cell.sign for cell in row.cells[:2]] == ["=", DIFFERS]


def test_the_head_counts_every_row_once(sample: Reading) -> None:
    matrix = matrix_of(sample)
    parts = (Told.ALL, Told.SOME, Told.UNSURE, Told.ONE)
    assert sum(map(matrix.count, parts)) == len(matrix.rows)
    assert f"{matrix.count(Told.UNSURE)} unsure" in counts(matrix)


def test_what_may_be_told_elsewhere_is_no_row_without_a_match(sample: Reading) -> None:
    matrix = matrix_of(sample)
    for row in matrix.rows:
        if matrix.fits(row, Told.ONE):
            assert not any(cell.sign == UNSURE for cell in row.cells[: matrix.sources])
    every = {spot for row in matrix.rows for spot in row.home}
    for one in sample.story.articles:
        for mark in sample.marks(one.id):
            if len(sample.words((one.id, mark.number)).split()) >= 4:
                assert (one.id, mark.number) in every, "every sentence of a source is in a row"


def test_the_orders(sample: Reading) -> None:
    matrix = matrix_of(sample)
    by_sources = matrix.ordered(matrix.rows, Order.SOURCES)
    assert [row.sources for row in by_sources] == sorted((row.sources for row in by_sources), reverse=True)
    leader = max(sample.story.articles, key=lambda one: sample.share(one.id).shared)
    column = matrix.columns.index(leader)
    told = [
        min(row.cells[column].sentences) for row in matrix.ordered(matrix.rows, Order.TEXT) if row.cells[column].told
    ]
    assert told == sorted(told)


def test_another_language_is_said_not_counted_as_missing() -> None:
    one, other = article("One", lighthouse.ALMANAC), article("Autre", "Le phare brille de nouveau depuis lundi soir.")
    one, other = dataclasses.replace(one, language="en"), dataclasses.replace(other, language="fr")
    reading = Reading(story([one, other]))
    matrix = matrix_of(reading)
    cell = matrix.rows[0].cells[1]
    assert (cell.sign, cell.language) == (UNMATCHED, "fr")
    assert "other language: B" in describe(matrix, matrix.rows[0])
    assert "no match" not in describe(matrix, matrix.rows[0])
    assert who_else(reading, one.id, reading.marks(one.id)[0]) == "other language: B"


def test_many_sources_and_none() -> None:
    copies = [
        article(f"Report {n}", lighthouse.ALMANAC + f"\n\nReporter number {n} was there in the rain.")
        for n in range(30)
    ]
    matrix = matrix_of(Reading(story(copies)))
    assert matrix.rows[0].sources == 30
    empty = matrix_of(Reading(story([article("Empty", ""), article("Other", "")])))
    assert empty.rows == ()


# ---------------------------------------------------------------- without a screen


def test_the_verb_writes_rows_for_people_and_for_programs(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [str(path) for path in lighthouse.write(tmp_path_factory.mktemp("reports"))]
    assert main(["matrix", *paths, "--together", "--show", "differs"]) == 0
    out = capsys.readouterr().out
    assert "≠ 19 " in out
    assert "22 nautical miles" in out
    assert "brass band" not in out
    assert main(["matrix", *paths, "--together", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)["stories"][0]
    assert [one["letter"] for one in data["articles"]] == ["A", "B", "C"]
    cell = next(cell for row in data["rows"] for cell in row["cells"] if cell["letter"] == row["letter"])
    assert cell["says"] == "same words"
    assert cell["tellings"][0]["text"]


def test_the_verbs_obey_what_was_judged(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [str(path) for path in lighthouse.write(tmp_path_factory.mktemp("reports"))]
    reading = lighthouse.reading()
    a, b = (one.id for one in reading.articles[:2])
    shelf = Shelf.home()
    shelf.judge([reading.pair((a, QUOTED), (b, 2))], same=False)
    shelf.flush()
    assert main(["matrix", *paths, "--together", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)["stories"][0]
    assert data["by_hand"] == 1
    assert not [row for row in data["rows"] if row["quoted"] and row["sources"] > 1]
    assert main(["compare", paths[0], paths[1], "--json"]) == 0
    compared = json.loads(capsys.readouterr().out)
    assert compared["by_hand"] == 1
    assert not [row for row in compared["rows"] if row["kind"] == "quoted"]
