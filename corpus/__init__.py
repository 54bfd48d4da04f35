"""What is said, and where: articles, their texts and their sentences."""

from corpus.article import Article
from corpus.errors import LoadError, SteppewiseError
from corpus.load import Refusal, bundled_articles, count_articles, load
from corpus.sentences import Sentence, split_sentences
from corpus.text import is_list_line, normalise

__all__ = [
    "Article",
    "LoadError",
    "Refusal",
    "Sentence",
    "SteppewiseError",
    "bundled_articles",
    "count_articles",
    "is_list_line",
    "load",
    "normalise",
    "split_sentences",
]
