"""BM25 computed by hand, for tests to compare the engines with."""

import math
from collections import Counter

K1, B = 1.2, 0.75


def bm25(documents: dict[int, list[str]], query: list[str]) -> dict[int, float]:
    """Return the score of each document with a word of the query (Robertson and Zaragoza 2009)."""
    average = sum(map(len, documents.values())) / len(documents)
    scores: dict[int, float] = {}
    for word in query:
        containing = sum(word in words for words in documents.values())
        weight = math.log(1 + (len(documents) - containing + 0.5) / (containing + 0.5))
        for number, words in documents.items():
            if frequency := Counter(words)[word]:
                norm = K1 * (1 - B + B * len(words) / average)
                part = weight * frequency * (K1 + 1) / (frequency + norm)
                scores[number] = scores.get(number, 0.0) + part
    return scores
