"""A process that adds articles to an index, for the tests that kill it: FOLDER COUNT.

It prints the id of each article when it is committed.
"""

import sys

import index.index as index_module
from corpus import Article
from index import Index
from tests.embedder import HashingEmbedder

BATCH = 2  # small, so that there are many moments to be killed at


def article(number: int) -> Article:
    """Return the article of a number, which holds a word that no other one has."""
    return Article(
        f"town-{number:03}",
        f"The town {number}",
        f"The mill of town{number} turns in the wind.\n\nIts goats number {number * 7}.",
    )


def main() -> None:
    folder, count = sys.argv[1], int(sys.argv[2])
    index_module._ARTICLES_AT_ONCE = BATCH
    index = Index.open(folder, HashingEmbedder())
    print("ready", flush=True)
    index.add(map(article, range(count)), lambda outcome: print(outcome.article_id, flush=True))
    print("done", flush=True)


if __name__ == "__main__":
    main()
