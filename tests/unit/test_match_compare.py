"""Two texts side by side: rows, moved rows, and word-level operations."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.match import compare, match_story
from reader.model import Comparison, Kind, Tag

ONE = "The bridge at Port Ellis was closed on Monday after engineers found deep cracks."
TWO = "Mayor Calder said repairs would cost four million pounds."
THREE = "Ferries carry commuters across the estuary until autumn."
FOUR = "A choir festival opens in the cathedral tonight."
SENTENCES = st.lists(
    st.sampled_from([ONE, TWO, THREE, FOUR, "Yes.", "橋は閉鎖された。", "“We wait and see,” said Calder."]), max_size=9
)
TEXTS = SENTENCES.map(" ".join) | SENTENCES.map("\n\n".join) | st.text(alphabet="abC .\n!", max_size=120)


def words(text: str) -> list[str]:
    return text.split()


def rebuilt(text: str, comparison: Comparison, side: str) -> list[str]:
    spans = sorted(span for operation in comparison.operations if (span := getattr(operation, side)))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    return [word for span in spans for word in text[slice(*span)].split()]


@given(TEXTS, TEXTS)
def test_rows_hold_every_sentence_of_both_texts_once_in_the_order_of_a(a: str, b: str) -> None:
    match = match_story((a, b))
    rows = match.compare(0, 1).rows
    ours = [row.a for row in rows if row.a]
    assert ours == sorted(ours)
    for number, side in ((0, ours), (1, sorted(row.b for row in rows if row.b))):
        inside = [s for span in side for s in match.sentences[number] if span.start <= s.start and s.end <= span.end]
        assert tuple(inside) == match.sentences[number]
    assert all((row.kind is None) == (row.a is None or row.b is None) for row in rows)


@given(TEXTS, TEXTS)
def test_rows_in_place_keep_the_order_of_b_too(a: str, b: str) -> None:
    in_place = [row.b for row in compare(a, b).rows if row.b and not row.moved]
    assert in_place == sorted(in_place)


@given(TEXTS, TEXTS)
def test_operations_hold_every_word_of_both_texts_once(a: str, b: str) -> None:
    comparison = compare(a, b)
    assert rebuilt(a, comparison, "a") == words(a)
    assert rebuilt(b, comparison, "b") == words(b)
    for operation in comparison.operations:
        if operation.a and operation.b:
            assert operation.tag in (Tag.EQUAL, Tag.MOVE)
            assert a[slice(*operation.a)].split() == b[slice(*operation.b)].split()


def test_a_sentence_of_b_alone_follows_what_comes_before_it_there() -> None:
    rows = compare(f"{ONE} {TWO}", f"{ONE} {FOUR} {TWO}").rows
    assert [(bool(row.a), bool(row.b), row.moved) for row in rows] == [
        (True, True, 0),
        (False, True, 0),
        (True, True, 0),
    ]


def test_a_moved_sentence_says_how_far() -> None:
    rows = compare(f"{THREE} {ONE} {TWO}", f"{ONE} {TWO} {THREE}").rows
    assert [row.moved for row in rows] == [2, 0, 0]
    rows = compare(f"{ONE} {TWO} {THREE}", f"{THREE} {ONE} {TWO}").rows
    assert [row.moved for row in rows] == [0, 0, -2]


def test_short_sentences_of_the_same_words_stand_side_by_side() -> None:
    rows = compare(f"Yes. {ONE} No way.", f"Yes. {TWO} No way.").rows
    assert [row.kind for row in rows if row.a and row.b] == [Kind.EXACT, Kind.EXACT]


def test_changed_words_are_marked_on_both_sides() -> None:
    a, b = ONE, ONE.replace("deep", "hairline")
    (row,) = compare(a, b).rows
    assert [a[slice(*span)] for span in row.a_changed] == ["deep"]
    assert [b[slice(*span)] for span in row.b_changed] == ["hairline"]


def test_a_split_sentence_is_one_row() -> None:
    whole = (
        "The bridge at Port Ellis was closed on Monday after engineers found deep cracks in two pillars near the quay."
    )
    split = "The bridge at Port Ellis was closed on Monday. Engineers found deep cracks in two pillars near the quay."
    rows = compare(f"{whole} {THREE}", f"{split} {THREE}").rows
    assert rows[0].b is not None
    assert split[slice(*rows[0].b)] == split
    assert len(rows) == 2


def test_a_block_that_moved_is_tagged() -> None:
    comparison = compare(f"{THREE}\n\n{ONE} {TWO}", f"{ONE} {TWO}\n\n{THREE}")
    moved = [operation for operation in comparison.operations if operation.tag is Tag.MOVE]
    assert [f"{THREE}\n\n{ONE} {TWO}"[slice(*operation.a)] for operation in moved if operation.a] == [THREE]


def test_a_short_line_that_moved_is_followed() -> None:
    a = f"Two old boats\n\n{ONE} {TWO}\n\n{THREE}"
    b = f"{ONE} {TWO}\n\n{THREE}\n\nTwo old boats"
    moved = [operation for operation in compare(a, b).operations if operation.tag is Tag.MOVE]
    assert [a[slice(*operation.a)] for operation in moved if operation.a] == ["Two old boats"]


def moved_words(a: str, b: str) -> set[str]:
    return {a[slice(*step.a)] for step in compare(a, b).operations if step.tag is Tag.MOVE and step.a}


def test_neighbours_of_like_length_that_changed_places_both_moved() -> None:
    a, b = f"{FOUR}\n\n{ONE}\n\n{TWO}\n\n{THREE}", f"{FOUR}\n\n{TWO}\n\n{ONE}\n\n{THREE}"
    assert moved_words(a, b) == {ONE, TWO}


def test_a_line_that_jumped_over_more_than_one_moved_alone() -> None:
    a, b = f"{FOUR}\n\n{ONE}\n\n{TWO}\n\n{THREE}", f"{ONE}\n\n{TWO}\n\n{FOUR}\n\n{THREE}"
    assert moved_words(a, b) == {FOUR}


def test_two_lines_close_together_hold_still_where_a_longer_one_jumped_over_them() -> None:
    long = f"{ONE} {TWO} Nobody on the quay could say how long that would take, or what it would mean for the trade."
    a, b = f"{THREE}\n\n{FOUR}\n\n{long}\n\nEnd.", f"{long}\n\n{THREE}\n\n{FOUR}\n\nEnd."
    assert moved_words(a, b) == {long}


def test_part_of_a_line_that_became_a_line_elsewhere_is_followed() -> None:
    a, b = f"Two boats 40 metre crane\n\n{ONE}\n\n{TWO}", f"{ONE}\n\n{TWO}\n\n40 metre crane"
    assert moved_words(a, b) == {"40 metre crane"}


def test_a_run_of_equal_words_is_kept_when_its_last_word_belongs_to_another() -> None:
    a = f"{TWO} Dr. {ONE}\n\n{THREE}\n\n{FOUR}\n\nEnd."
    b = f"{THREE}\n\n{TWO} Dr. {FOUR}\n\n{ONE}\n\nEnd."
    assert TWO in " ".join(moved_words(a, b))


def test_very_long_texts_are_compared_by_lines() -> None:
    a = "\n".join(f"Line {number} tells of boat {number * 7} in port." for number in range(4000))
    b = a.replace("Line 17 ", "Row 17 ")
    comparison = compare(a, b)
    assert comparison.coarse
    changed = [operation for operation in comparison.operations if operation.tag is not Tag.EQUAL]
    assert [operation.tag for operation in changed] == [Tag.DELETE, Tag.INSERT]


def test_pathological_texts_come_to_an_end() -> None:
    for text in ("word " * 20_000, "x" * 100_000, "Foo bar baz quux. " * 3000, '"a b c d" ' * 5000, "." * 50_000):
        comparison = compare(text, text + "end")
        assert comparison.rows
