"""Groups are the same whether the whole graph is clustered or each of its parts."""

from __future__ import annotations

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.stories import graph, parts
from reader.stories.cluster import Clusters
from reader.stories.graph import Edge, Edges, Told
from reader.stories.vectors import Terms

LEDE = Terms(array("I", [1]), array("f", [0.3]))
ALIKE = Terms(array("I", [1]), array("f", [9.0]))
SIZE = 9


def told(place: float) -> Told:
    return Told(place, graph.bar(place), None, "", frozenset(), ALIKE, LEDE)


near = st.floats(0.25, 1.25, width=32)
pairs = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda pair: pair[0] < pair[1])


@settings(max_examples=300)
@given(st.lists(st.sampled_from([0.0, 0.4, 1.0]), min_size=SIZE, max_size=SIZE), st.dictionaries(pairs, near))
def test_parts_do_not_matter(places: list[float], links: dict[tuple[int, int], float]) -> None:
    articles = [told(place) for place in places]
    edges = Edges()
    edges.extend(Edge(i, j, value, value, value / 9) for (i, j), value in links.items())
    whole = Clusters(dict(enumerate(articles)), edges).merge()
    found = parts.parts(articles, edges)
    assert sorted(number for part in found for number in part) == list(range(SIZE))
    for group in whole:
        assert any(set(group) <= set(part) for part in found)
    inner = edges.between({number: part[0] for part in found for number in part})
    each = [
        group for part in found for group in Clusters({n: articles[n] for n in part}, inner.get(part[0], [])).merge()
    ]
    assert sorted(each) == sorted(whole)
