"""What the collections of an index on a Milvus server hold, and the conditions on it.

Milvus changes one row at a time, so that the row of an article decides: it names the version whose
passages count. Their rows are written before it and those of the version before are deleted after
it; keys are made of what the rows hold, so that writing again what is there changes nothing.
"""

import base64
import hashlib
import json
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus import Article, Sentence
from index.codes import decode_nibbles, encode_nibbles
from index.embedding import Embeddings
from index.filters import Filters, days
from index.parts import Parts

PASSAGES, ARTICLES, TERMS, META = "", "_articles", "_terms", "_meta"
"""The endings of the collections' names."""

LONGEST = 65_535
"""The bytes of the longest string that Milvus keeps."""

Row = dict[str, Any]

_PLAIN = re.compile("(?!zx)[a-z0-9]+")
_SENTENCE = struct.Struct("<II?")  # the first character, the one behind the last, a heading or not
_NO_VECTOR = [0.0, 0.0]  # every collection has to have one


def token(term: str) -> str:
    """Return a term as a word that every analyzer of Milvus leaves as it is; each has its own.

    >>> token("turbin"), token("5.5")
    ('turbin', 'zx352e35')
    """
    return term if _PLAIN.fullmatch(term) else f"zx{term.encode().hex()}"


def version_of(article: Article) -> str:
    """Return a hash of all that an article is."""
    fields = (article.id, article.title, article.sha256, article.source, article.date, article.url)
    return hashlib.sha256(repr(fields).encode()).hexdigest()[:32]


def article_row(article: Article, parts: Parts, replaces: str, added: str) -> Row:
    """Return the row of an article; its text stands with its passages.

    Args:
        article: The article.
        parts: Its parts.
        replaces: The version that it takes the place of, or nothing.
        added: When, in ISO 8601.
    """
    return {
        "article": article.id,
        "version": version_of(article),
        "replaces": replaces,
        "title": article.title,
        **_conditions(article),
        "date": article.date,
        "url": article.url,
        "sha256": article.sha256,
        "lead": article.text[: parts.passages[0].start],
        "words": len(article.text.split()),
        "passages": len(parts.passages),
        "added": added,
        "vector": _NO_VECTOR,
    }


def passage_rows(article: Article, parts: Parts, terms: Sequence[Sequence[str]]) -> Iterator[Row]:
    """Yield the rows of an article's passages.

    Each holds the text up to the next passage, so that all together hold the article's, and the
    sentences that it shares a character with.

    Args:
        article: The article.
        parts: Its parts.
        terms: Of each passage, with those of the title.
    """
    version = version_of(article)
    codes = encode_nibbles(parts.sentence_vectors)
    ends = [*(passage.start for passage in parts.passages[1:]), len(article.text)]
    for passage, end, vector, words in zip(parts.passages, ends, parts.vectors, terms, strict=True):
        key = repr((article.id, version, passage.start)).encode()
        yield {
            "number": int.from_bytes(hashlib.blake2b(key, digest_size=8).digest()) >> 1,
            "article": article.id,
            "version": version,
            "title": article.title,
            **_conditions(article),
            "start": passage.start,
            "end": passage.end,
            "text": article.text[passage.start : end],
            "terms": " ".join(map(token, words)),
            "sentences": [
                pack(sentence, code)
                for sentence, code in zip(parts.sentences, codes, strict=True)
                if sentence.start < passage.end and sentence.end > passage.start
            ],
            "vector": vector,
        }


def term_rows(terms: Iterable[str]) -> list[Row]:
    """Return the rows of terms, each once."""
    return [
        {"term": term, "letters": len(term), "vector": _NO_VECTOR} for term in sorted(set(terms))
    ]


def meta_row(key: str, value: str) -> Row:
    """Return a row that says something about the index."""
    return {"key": key, "value": value, "vector": _NO_VECTOR}


def pack(sentence: Sentence, code: npt.NDArray[np.uint8]) -> str:
    """Return a sentence with its vector's code as a string; Milvus has no type for bytes."""
    return base64.b85encode(_SENTENCE.pack(*sentence) + code.tobytes()).decode()


def sentence_of(packed: str) -> Sentence:
    """Return the sentence of which `pack` has made a string."""
    return Sentence(*_SENTENCE.unpack_from(base64.b85decode(packed)))


def unpack(packed: Iterable[str], dimension: int) -> tuple[list[Sentence], Embeddings]:
    """Return the sentences of which `pack` has made strings, and their vectors."""
    whole = [base64.b85decode(one) for one in packed]
    sentences = [Sentence(*_SENTENCE.unpack_from(one)) for one in whole]
    codes = b"".join(one[_SENTENCE.size :] for one in whole)
    rows = np.frombuffer(codes, np.uint8).reshape(len(whole), (dimension + 1) // 2)
    return sentences, decode_nibbles(rows, dimension)


def condition(filters: Filters | None) -> str:
    """Return the conditions on articles or passages as Milvus writes them; "" if there are none."""
    if not filters:
        return ""
    both = [
        among(field, allowed)
        for field, allowed in (("source", filters.sources), ("article", filters.articles))
        if allowed
    ]
    if (day := filters.first_day) is not None:
        both.append(f"last_day >= {day}")
    if (day := filters.last_day) is not None:
        both.append(f"first_day <= {day}")
    return " and ".join(both)


def holds(term: str) -> str:
    """Return the condition that a passage holds a term."""
    return f"TEXT_MATCH(terms, {quoted(token(term))})"


def among(field: str, values: Iterable[str | int]) -> str:
    """Return the condition that a field has one of some values."""
    return f"{field} in [{', '.join(map(quoted, values))}]"


def quoted(value: str | int) -> str:
    """Return a value as it stands in a condition."""
    return json.dumps(value, ensure_ascii=False)


def _conditions(article: Article) -> Row:
    """Return the fields that filters look at; an article and its passages have the same ones."""
    first, last = days(article.date)
    return {"source": article.source, "first_day": first, "last_day": last}
