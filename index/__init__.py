"""Where in it to look: passages, their embeddings, and the search over them."""

from index.alignment import Alignment, is_number
from index.cross_encoder import Candidate
from index.embedding import Embedder, SentenceTransformerEmbedder
from index.errors import (
    IndexDamagedError,
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
    IndexServerError,
    ModelError,
    QueryError,
)
from index.explaining import Explanation, Term
from index.filters import Filters
from index.index import Index
from index.matching import matched
from index.passages import PASSAGE_CHARACTERS, Passage, split_passages
from index.places import Place, place_of
from index.query import MAX_HITS, check_query
from index.results import Change, Hit, Mention, Outcome, Summary
from index.weights import PACKAGED_MODEL, cache_folder

__all__ = [
    "MAX_HITS",
    "PACKAGED_MODEL",
    "PASSAGE_CHARACTERS",
    "Alignment",
    "Candidate",
    "Change",
    "Embedder",
    "Explanation",
    "Filters",
    "Hit",
    "Index",
    "IndexDamagedError",
    "IndexLockedError",
    "IndexMismatchError",
    "IndexMissingError",
    "IndexServerError",
    "Mention",
    "ModelError",
    "Outcome",
    "Passage",
    "Place",
    "QueryError",
    "SentenceTransformerEmbedder",
    "Summary",
    "Term",
    "cache_folder",
    "check_query",
    "is_number",
    "matched",
    "place_of",
    "split_passages",
]
