"""Why a citation was found: the words that matched, and its ranks."""

from itertools import pairwise

from assistant.app.render import count, escape
from corpus import Article
from index import Explanation


def reasons_html(article: Article, explanation: Explanation) -> str:
    """Return the passage with the matched words marked, and where it came in the search.

    Args:
        article: The one the passage is in.
        explanation: Why it was found.
    """
    spans = {span for term in explanation.terms for span in (*term.passage, *term.quote)}
    start, end = explanation.start, explanation.end
    inside = sorted(span for span in spans if start <= span[0] and span[1] <= end)
    return (
        '<section class="why" aria-label="Why this was found" tabindex="0">'
        f'<p class="quiet">Searched for: {escape(explanation.query)}</p>'
        f"{_ranks(explanation)}{_terms(explanation)}"
        f"<blockquote>{_marked(article.text, (start, end), inside)}</blockquote></section>"
    )


def _ranks(explanation: Explanation) -> str:
    """Return a table of the passage's ranks in the lists that were searched."""
    rows = (
        ("By meaning (dense)", explanation.dense_rank, "cosine", explanation.cosine),
        ("By words (lexical)", explanation.lexical_rank, "BM25", explanation.bm25),
        ("Both together", explanation.rank, "", None),
    )
    cells = "".join(
        f'<tr><th scope="row">{name}</th><td>{_rank(rank)}</td>'
        f"<td>{escape(f'{score_name} {score:.2f}') if score is not None else ''}</td></tr>"
        for name, rank, score_name, score in rows
    )
    searched = escape(count(explanation.passages_searched, "passage"))
    return f"<table><caption>Rank of its passage among {searched}</caption>{cells}</table>"


def _rank(rank: int | None) -> str:
    return "not found" if rank is None else f"{rank:,}"


def _terms(explanation: Explanation) -> str:
    """Return the words of the question that the passage has, and those that it lacks."""
    found = [term.word for term in explanation.terms if term.passage or term.quote]
    titled = [term.word for term in explanation.missing if term.in_title]
    missing = [term.word for term in explanation.missing if not term.in_title]
    lines = (("Matched", found), ("In the title only", titled), ("Not in it", missing))
    return "".join(
        f'<p class="terms">{name}: {", ".join(f"<b>{escape(word)}</b>" for word in words)}</p>'
        for name, words in lines
        if words
    )


def _marked(text: str, span: tuple[int, int], marks: list[tuple[int, int]]) -> str:
    """Return a part of a text with spans of it marked, which do not overlap."""
    cuts = sorted({*span, *(border for mark in marks for border in mark)})
    pieces = []
    for start, end in pairwise(cuts):
        piece = escape(text[start:end])
        pieces.append(f'<mark class="term">{piece}</mark>' if (start, end) in marks else piece)
    return "".join(pieces)
