"""Every word of the model that users meet is defined."""

import pytest

from calc_cli.model import Classification, Convexity, PointType, Proof, SingularityKind, Symmetry, Test
from calc_cli.reports.glossary import ALIASES, ENTRIES, GLOSSARY, find

WORDS = [word for words in (PointType, Proof, SingularityKind, Test) for word in words if word is not Test.NONE]
WORDS += [word for word in Classification if word not in (Classification.CONSTANT, Classification.MIXED)]
WORDS += [Convexity.CONVEX, Convexity.AFFINE, Convexity.CONCAVE, Symmetry.EVEN, Symmetry.ODD]


@pytest.mark.parametrize("word", WORDS, ids=str)
def test_words_of_the_model_are_defined(word):
    assert find(word.value) is not None


def test_other_names_are_unambiguous():
    assert len(GLOSSARY) == len(ENTRIES)
    assert len(ALIASES) == sum(len(entry.aliases) for entry in ENTRIES)
    assert not set(ALIASES) & set(GLOSSARY)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.term)
def test_terms_to_read_next_exist(entry):
    assert all(find(term) is not None for term in entry.see)


def test_an_unknown_term_is_not_found():
    assert find("derivatine") is None
