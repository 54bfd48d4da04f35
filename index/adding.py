"""Adding articles to a store, a few at a time."""

from corpus import Article
from index.embedding import Embedder
from index.parts import embed_parts
from index.results import Change, Outcome
from index.store import Writer


def add_batch(
    writer: Writer, embedder: Embedder, batch: list[Article], characters: int
) -> list[Outcome]:
    """Add a few articles at once, with one call of the model.

    Args:
        writer: To add them to.
        embedder: The model.
        batch: The articles.
        characters: The longest passage.

    Returns:
        What became of each, in the order given.
    """
    outcomes = []
    fresh: dict[str, Article] = {}
    for article in batch:
        outcome = _judge(writer, article, fresh)
        outcomes.append(outcome)
        if outcome.change in {Change.ADDED, Change.UPDATED}:
            fresh[article.id] = article
    if fresh:
        articles = list(fresh.values())
        parts = embed_parts(embedder, articles, characters)
        writer.put(list(zip(articles, parts, strict=True)))
    return outcomes


def _judge(writer: Writer, article: Article, fresh: dict[str, Article]) -> Outcome:
    """Tell what adding an article would do, given the earlier ones of the same batch."""
    known = fresh.get(article.id) or writer.article(article.id)
    if known == article:
        return Outcome(article.id, Change.UNCHANGED)
    if known:
        return Outcome(article.id, Change.UPDATED)
    twin = next((a.id for a in fresh.values() if a.sha256 == article.sha256), None)
    stored = writer.id_of(article.sha256)
    if twin is None and stored not in fresh:  # one that is fresh is getting another text
        twin = stored
    if twin:
        return Outcome(article.id, Change.DUPLICATE, duplicate_of=twin)
    return Outcome(article.id, Change.ADDED)
