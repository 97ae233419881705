"""What articles share: twin sentences, copies, quotations."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.match import StoryMatch, differing_words, find_passages, match_story, sentence_similarity
from reader.model import Kind

HARBOUR = (
    "The old harbour bridge in Port Ellis was closed to all traffic on Monday after engineers found cracks in it.",
    "Mayor Ines Calder said repairs would cost four million pounds and last until the autumn.",
    '"Nobody will lose a job over this," Calder told reporters.',
    "Ferries are to carry commuters across the estuary in the meantime.",
)
GAZETTE = (
    "Commuters will cross the estuary by ferry until then, the port authority announced.",
    "Cracks in the pillars have forced Port Ellis to shut its harbour bridge to traffic, engineers reported on Monday.",
    "The town council meets again next week to talk about school meals.",
    '"Nobody will lose a job over this", the mayor promised.',
    "Repairs may last until autumn and cost four million pounds, according to Mayor Calder.",
)
RADIO = (
    "A choir festival opens in the cathedral tonight with singers from nine countries.",
    "The old harbour bridge in Port Ellis was closed to all traffic on Monday after engineers found cracks in it.",
)

SOIL = (
    "Good garden soil holds water and air between its grains.",
    "Worms and fungi break down fallen leaves until the soil is dark with humus.",
    "A heavy soil of clay dries slowly and is hard to dig after rain.",
    "Sand lets water pass, so that plants in such a soil need more of it.",
)
COMPOST = (
    "Compost feeds the soil of a garden through the year.",
    "A heap needs water and air, and leaves that are not too wet.",
    "Plants take from the soil what the compost gives back to it.",
    "Gardeners with clay use compost to loosen the soil before they dig.",
)


def story() -> StoryMatch:
    return match_story(tuple(" ".join(text) for text in (HARBOUR, GAZETTE, RADIO)))


def partners(match: StoryMatch, i: int, s: int, j: int) -> list[int]:
    return [twin.sentence for twin in match.twins(i, s) if twin.text == j]


def test_sentences_are_matched_in_any_order() -> None:
    match = story()
    assert [partners(match, 0, s, 1) for s in range(4)] == [[1], [4], [3], [0]]


def test_what_nobody_else_tells_has_no_twin() -> None:
    match = story()
    assert match.twins(1, 2) == ()
    assert match.twins(2, 0) == ()


def test_twins_are_mutual_and_best_first() -> None:
    match = story()
    for i, sentences in enumerate(match.sentences):
        for s in range(len(sentences)):
            twins = match.twins(i, s)
            assert [twin.score for twin in twins] == sorted((twin.score for twin in twins), reverse=True)
            for twin in twins:
                assert twin.text != i
                assert twin.span == match.sentences[twin.text][twin.sentence]
                assert s in partners(match, twin.text, twin.sentence, i)


def test_a_word_in_common_is_not_a_statement_in_common() -> None:
    a = "Reporters waited at the quay for the mayor to arrive."
    b = "Engineers reported cracks in both pillars of the old bridge on Monday."
    assert match_story((a, b)).twins(0, 0) == ()


def test_a_heading_and_a_date_line_tell_nothing() -> None:
    a = f"Port Ellis: the bridge and the harbour\n\nMarch 3, 2021 {HARBOUR[0]}"
    b = f"{GAZETTE[2]}\n\nBridge and harbour of Port Ellis\n\nMarch 3, 2021\n\n{RADIO[1]}"
    match = match_story((a, b))
    spans = [a[slice(*span)] for span in match.sentences[0]]
    assert spans[1] == "March 3, 2021"
    assert match.twins(0, 1) == ()
    assert [b[slice(*twin.span)] for twin in match.twins(0, 2) if twin.kind is Kind.EXACT] == [RADIO[1]]


def test_copies_are_sure_and_some_rewordings_are_not() -> None:
    match = story()
    twins = [twin for s in range(4) for twin in match.twins(0, s)]
    assert all(twin.sure for twin in twins if twin.kind is not Kind.REWORDED)
    assert all(twin.score < 0.78 for twin in twins if not twin.sure)


def test_a_copied_sentence_is_exact_beside_an_edited_one() -> None:
    edited = HARBOUR[1].replace("until the autumn", "into the winter")
    match = match_story((" ".join(HARBOUR[:2]), f"{HARBOUR[0]} {edited}"))
    assert [match.twins(0, s)[0].kind for s in (0, 1)] == [Kind.EXACT, Kind.EDITED]


def test_a_copy_with_a_clause_put_in_is_one_passage() -> None:
    a = " ".join((HARBOUR[0], HARBOUR[1], HARBOUR[3]))
    b = a.replace("closed to all traffic", "closed, to the anger of many a shopkeeper in the town, to all traffic")
    (found,) = find_passages(a, b)
    assert (a[slice(*found.a)], b[slice(*found.b)], found.kind) == (a, b, Kind.EDITED)


def test_kinds_are_named_by_the_words() -> None:
    match = story()
    kinds = {(s, twin.text): twin.kind for s in range(4) for twin in match.twins(0, s)}
    assert kinds[0, 2] is Kind.EXACT
    assert kinds[0, 1] is Kind.REWORDED
    assert kinds[2, 1] is Kind.QUOTED


def test_a_few_changed_words_are_an_edit() -> None:
    a = "The old harbour bridge in Port Ellis was closed to all traffic on Monday."
    b = "The old harbour bridge in Port Ellis was closed to most traffic on Monday."
    assert [passage.kind for passage in find_passages(a, b)] == [Kind.EDITED]


def test_a_copied_half_and_an_edited_half_of_one_sentence_are_one_passage() -> None:
    first = (
        "The old harbour bridge in Port Ellis was closed to all traffic on Monday after engineers found cracks in it."
    )
    a = f"{first} Repairs of its two pillars would cost the council four million pounds until autumn."
    b = f"{first[:-1]}, while repairs of its two pillars will cost four million pounds until autumn."
    (found,) = find_passages(a, b)
    assert (a[slice(*found.a)], b[slice(*found.b)], found.kind) == (a, b, Kind.EDITED)


def test_texts_on_one_subject_share_no_statements_by_its_words_alone() -> None:
    found = find_passages(" ".join(SOIL), " ".join(COMPOST))
    assert [passage for passage in found if passage.kind is Kind.REWORDED] == []
    retold = "Worms and fungi break fallen leaves down, until the soil is dark and full of humus."
    b = " ".join((*COMPOST, retold))
    (found_one,) = find_passages(" ".join(SOIL), b)
    assert b[slice(*found_one.b)] == retold


def test_a_copy_is_one_passage_wherever_it_stands() -> None:
    copied = " ".join(HARBOUR[:2])
    a = f"{RADIO[0]} {copied} {GAZETTE[2]}"
    b = f"{copied} {HARBOUR[3]}"
    (found,) = find_passages(a, b)
    assert a[slice(*found.a)] == b[slice(*found.b)] == copied
    assert found.kind is Kind.EXACT


def test_copies_in_other_scripts_are_found() -> None:
    for text in (
        "Старый мост в порту закрыли в понедельник, потому что инженеры нашли трещины в двух опорах.",
        "港の古い橋は月曜日に閉鎖された。技術者が二本の柱に亀裂を見つけた。",
        "पुराना बंदरगाह पुल सोमवार को बंद कर दिया गया क्योंकि इंजीनियरों को दो खंभों में दरारें मिलीं।",
    ):
        (found,) = find_passages(text, text + "\n\nnot the same")
        assert text[slice(*found.a)] == text


def test_names_may_be_short_or_full() -> None:
    match = match_story(
        (
            "Prime Minister Ines Calder visited the flooded valley with the army chief.",
            "PM Calder visited the flooded valley.",
        ),
    )
    assert partners(match, 0, 0, 1) == [0]


def test_spellings_of_a_name_are_one() -> None:
    match = match_story(
        (
            "On Friday the envoy Kovalenko praised Minister Dobrovolsky for the ferry plan.",
            "Praise for the ferry plan of Dobrovolskyy came from Kovalenko on Friday.",
        ),
    )
    assert "Dobrovolsky" in match.explain(0, 0, 1, 0).words


def test_nearest_names_a_sentence_that_does_not_count() -> None:
    match = story()
    near = match.nearest(1, 2, 0)
    assert near is None or near.sentence not in partners(match, 1, 2, 0)
    counted = match.nearest(0, 0, 2)
    assert counted is not None
    assert counted.sentence == 1


def test_explain_names_rare_words_and_facts() -> None:
    match = story()
    why = match.explain(0, 1, 1, 4)
    assert "autumn" in why.words
    assert "four million pounds" in why.facts
    assert why.verdict == "the same in other words"
    assert "common" in match.explain(1, 2, 0, 0).verdict


def test_quoted_and_facts_of_a_sentence() -> None:
    match = story()
    assert match.quoted(0, 2)
    assert not match.quoted(0, 0)
    assert {"monday", "ellis"} <= match.facts(0, 0)


def test_differing_words_pass_over_inflection() -> None:
    a, b = "Calder confirms the bridge was shut", "Calder confirmed the harbour bridge was closed"
    ours, theirs = differing_words(a, b)
    assert [a[slice(*span)] for span in ours] == ["shut"]
    assert [b[slice(*span)] for span in theirs] == ["harbour", "closed"]


def test_similarity_needs_no_story() -> None:
    alike = sentence_similarity(HARBOUR[1], GAZETTE[4])
    assert 0 <= sentence_similarity(HARBOUR[1], RADIO[0]) < alike <= 1
    assert sentence_similarity("The council condemned it", "A condemnation by the council") > 0.5
    assert sentence_similarity("", "") == 0
    assert sentence_similarity(HARBOUR[0], HARBOUR[0]) == pytest.approx(1)
    assert sentence_similarity("It is what it is", "It is what it is") == pytest.approx(1)


@given(st.lists(st.text(alphabet="abcXYZ123 .,\n\"“”'’?橋の", max_size=120), max_size=4))
def test_any_texts_can_be_matched(texts: list[str]) -> None:
    match = match_story(texts)
    for i in range(len(texts)):
        for s in range(len(match.sentences[i])):
            match.twins(i, s)
        for j in range(len(texts)):
            if i != j:
                for passage in match.passages(i, j):
                    assert 0 <= passage.a.start < passage.a.end <= len(texts[i])
                    assert 0 <= passage.b.start < passage.b.end <= len(texts[j])
                    assert 0 <= passage.score <= 1


def test_rapidfuzz_and_numpy_are_imported_on_first_use_only() -> None:
    code = "import sys, reader.match, reader.stories; print(sorted({'numpy', 'rapidfuzz'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_passage_begins_after_a_lead_in_that_the_other_side_lacks() -> None:
    said = "The council will pay for the new ferry terminal at Brannock from next spring."
    a = f"Nobody expected what came then.\n\nThis is how the mayor put it: {said}\n\nRain is expected on Sunday."
    b = "The council pays for the ferry terminal in Brannock from next spring on.\n\nA choir sang old songs."
    (passage,) = find_passages(a, b)
    assert a[slice(*passage.a)] == said
    (passage,) = find_passages(b, a)
    assert a[slice(*passage.b)] == said


def test_most_of_a_sentence_copied_is_the_sentence_edited() -> None:
    ours = "Divers found the anchor of the lost schooner in forty feet of water off the northern pier late last autumn."
    theirs = "The anchor of the lost schooner in forty feet of water off the northern pier was found by volunteers."
    a, b = f"The season was short.\n\n{ours}\n\nWork goes on.", f"{theirs}\n\nA museum has asked for it."
    (passage,) = find_passages(a, b)
    assert (a[slice(*passage.a)], b[slice(*passage.b)]) == (ours, theirs)
    assert passage.kind is Kind.EDITED


def test_of_very_many_twins_the_best_of_each_text_are_kept() -> None:
    formula = "The harbour board approved the budget for the coming year in a vote of 12 to 7."
    other = [f"Nothing{n} resembles thing{n} here{n}." for n in range(800)]
    texts = ["\n\n".join([formula] * 4 + other[16 * n : 16 * n + 16]) for n in range(50)]
    twins = match_story(texts).twins(0, 0)
    assert {twin.text for twin in twins} == set(range(1, 50))
    assert len(twins) < 3 * 50


def test_who_is_said_to_have_spoken_makes_no_twins() -> None:
    one = "The repairs lasted six weeks, according to harbour warden Ada Holm."
    quotation = '"We saw the mast break and then the water came," said Ada Holm, the harbour warden.'
    filler = "\n\nGulls cried over the quay all day."
    match = match_story([one + filler, quotation + "\n\nHerring was dear.", quotation + "\n\nNobody swam."])
    assert match.twins(0, 0) == ()
    assert [twin.text for twin in match.twins(1, 0)] == [2]
    assert [twin.text for twin in match_story([one, one.replace("The r", "R")]).twins(0, 0)] == [1]
