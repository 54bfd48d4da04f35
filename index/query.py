"""What can be searched for."""

from index.errors import QueryError

MAX_HITS = 1000
"""The most hits that one search returns."""
MAX_CHARACTERS = 2000
"""The longest query."""


def check_query(query: str) -> None:
    """Check that a question or query can be searched for.

    Raises:
        QueryError: If it is blank, holds no word, or is too long.
    """
    if not query.strip():
        raise QueryError("The question is empty; type one, such as: Who invested in the project?")
    if len(query) > MAX_CHARACTERS:
        raise QueryError(
            f"The question has {len(query):,} characters and may have {MAX_CHARACTERS:,}; "
            "shorten it."
        )
    if not any(character.isalnum() for character in query):
        raise QueryError("The question holds no words; ask in words, such as: How large is it?")


def check_hits(k: int) -> None:
    """Check a number of hits.

    Raises:
        QueryError: If it is out of range.
    """
    if not 1 <= k <= MAX_HITS:
        raise QueryError(f"The number of passages is {k}; give one from 1 to {MAX_HITS}.")
