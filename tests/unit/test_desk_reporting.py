"""The report on a story: what it holds, that its cells lead to passages, and what is left out on request."""

from __future__ import annotations

import re

import pytest

from reader.__main__ import main
from reader.desk.taking.reporting import report_on
from reader.desk.telling.quoting import altered
from reader.export import report_to_html, report_to_markdown
from reader.library import Shelf
from tests.tui import lighthouse


def test_every_cell_that_is_told_leads_to_its_sentence() -> None:
    page = report_to_html(report_on(lighthouse.reading()))
    places = set(re.findall(r'id="([^"]+)"', page))
    links = re.findall(r'href="#([^"]+)"', page)
    assert links
    assert set(links) <= places
    assert len(places) == len(re.findall(r'id="', page)), "each place is there once"
    assert "<script" not in page


def test_the_earliest_stated_date_comes_first_and_nothing_is_called_copied() -> None:
    report = report_on(lighthouse.reading())
    text = report_to_markdown(report)
    assert [source.letter for source in report.sources] == ["A", "B", "c"]
    assert "cop" not in text.lower().replace("copy", "")
    assert "only" not in text.lower()


def test_what_differs_and_what_has_no_match_are_apart() -> None:
    report = report_on(lighthouse.reading())
    assert [[value.text for value in one.values] for one in report.differences] == [["22", "19"]]
    assert [telling.text for telling in report.unmatched][-1].startswith("A brass band")
    assert len(report.passages) == 4


def test_quotations_say_how_they_were_altered() -> None:
    report = report_on(lighthouse.reading())
    first, second = report.quotations[0]
    assert (first.altered, second.altered) == ("", "same words, other punctuation") or second.altered == "same words"


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ('"We will not sell the tower to anyone," he said.', "same words"),
        ('"We will not sell the tower to anyone!" he said.', "same words, other punctuation"),
        ('"We\'ll not sell the tower to anyone," he said.', "contracted or written out"),
        ('"We will not sell the tower," he said.', "cut"),
        ('"We will not sell the old tower to anyone," he said.', "longer"),
        ('"The tower is not for sale," he said.', "reworded"),
        ("He will not sell it.", "not in quotation marks"),
    ],
)
def test_how_a_quotation_was_altered(other: str, words: str) -> None:
    assert altered('"We will not sell the tower to anyone," he said.', other) == words


def test_marks_changed_by_hand_are_said() -> None:
    reading = lighthouse.reading()
    a, b = (one.id for one in reading.articles[:2])
    corrected = reading.corrected({reading.pair((a, 4), (b, 2)): False})
    report = report_on(corrected)
    assert "1 mark changed by hand" in report_to_markdown(report)
    assert not report.quotations


def test_excerpts_leave_the_texts_out(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [str(path) for path in lighthouse.write(tmp_path_factory.mktemp("reports"))]
    words = ["export", *paths, "--together", "--as", "report-html"]
    assert main(words) == 0
    whole = capsys.readouterr().out
    assert main([*words, "--excerpts"]) == 0
    excerpts = capsys.readouterr().out
    assert 'id="A-1"' in whole
    assert "id=" not in excerpts
    assert "href=" not in excerpts


def test_the_report_obeys_what_was_judged(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [str(path) for path in lighthouse.write(tmp_path_factory.mktemp("reports"))]
    reading = lighthouse.reading()
    a, b = (one.id for one in reading.articles[:2])
    shelf = Shelf.home()
    shelf.judge([reading.pair((a, 4), (b, 2))], same=False)
    shelf.flush()
    assert main(["export", *paths, "--together", "--as", "report-md"]) == 0
    out = capsys.readouterr().out
    assert "1 mark changed by hand" in out
    assert "Quotations side by side" not in out
