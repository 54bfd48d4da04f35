"""Adding articles to the catalogue, a few at a time."""

from corpus import Article
from index.caches import Delta
from index.catalogue import Catalogue
from index.embedding import Embedder
from index.parts import embed_parts
from index.results import Change, Outcome


def add_batch(
    catalogue: Catalogue, embedder: Embedder, batch: list[Article], delta: Delta
) -> list[Outcome]:
    """Add a few articles in one transaction, with one call of the model.

    Args:
        catalogue: To add them to.
        embedder: The model.
        batch: The articles.
        delta: Notes what is changed.

    Returns:
        What became of each, in the order given.
    """
    outcomes = []
    fresh: dict[str, Article] = {}
    for article in batch:
        outcome = _judge(catalogue, article, fresh)
        outcomes.append(outcome)
        if outcome.change in {Change.ADDED, Change.UPDATED}:
            fresh[article.id] = article
    if fresh:
        _embed_and_insert(catalogue, embedder, list(fresh.values()), delta)
    return outcomes


def delete(catalogue: Catalogue, id_: str, delta: Delta) -> None:
    """Delete an article, if there is one with the id, and note it."""
    if catalogue.delete(id_):
        delta.removed = True


def _embed_and_insert(
    catalogue: Catalogue, embedder: Embedder, articles: list[Article], delta: Delta
) -> None:
    parts = embed_parts(embedder, articles, catalogue.number("passage_characters"))
    with catalogue.transaction():
        for article, own in zip(articles, parts, strict=True):
            delete(catalogue, article.id, delta)
            number, numbers = catalogue.insert(article, own)
            delta.add(number, article, numbers, own)


def _judge(catalogue: Catalogue, article: Article, fresh: dict[str, Article]) -> Outcome:
    """Tell what adding an article would do, given the earlier ones of the same batch."""
    known = fresh.get(article.id) or catalogue.article(article.id)
    if known == article:
        return Outcome(article.id, Change.UNCHANGED)
    if known:
        return Outcome(article.id, Change.UPDATED)
    twin = next((a.id for a in fresh.values() if a.sha256 == article.sha256), None)
    stored = catalogue.id_of(article.sha256)
    if twin is None and stored not in fresh:  # one that is fresh is getting another text
        twin = stored
    if twin:
        return Outcome(article.id, Change.DUPLICATE, duplicate_of=twin)
    return Outcome(article.id, Change.ADDED)
