"""The four collections of an index on a Milvus server: their fields and what indexes them."""

from typing import TYPE_CHECKING, TypeAlias

from index.milvus.rows import ARTICLES, LONGEST, META, PASSAGES, TERMS, Row

if TYPE_CHECKING:
    from pymilvus import CollectionSchema

BM25 = {"bm25_k1": 1.2, "bm25_b": 0.75}
"""The parameters that the local store has, where they are fixed."""

_SENTENCES = 4096  # of one passage: the most strings that Milvus keeps in a list


_Defined: TypeAlias = "tuple[CollectionSchema, list[Row]]"


def define(dimension: int) -> dict[str, _Defined]:
    """Return the schema and the indexes of each collection, by the suffix of its name.

    Args:
        dimension: Of the passages' vectors.
    """
    return {
        PASSAGES: _passages(dimension),
        ARTICLES: _keyed(
            "article",
            strings=("version", "replaces", "title", "sha256", "lead", "added"),
            optional=("source", "date", "url"),
            numbers=("first_day", "last_day", "words", "passages"),
            indexed=("sha256", "source"),
        ),
        TERMS: _keyed("term", numbers=("letters",)),
        META: _keyed("key", strings=("value",)),
    }


def _passages(dimension: int) -> _Defined:
    from pymilvus import DataType, Function, FunctionType, MilvusClient

    schema = MilvusClient.create_schema()
    schema.add_field("number", DataType.INT64, is_primary=True)
    _add(
        schema,
        strings=("article", "version", "title", "text"),
        optional=("source",),
        numbers=("first_day", "last_day", "start", "end"),
    )
    schema.add_field(
        "terms",
        DataType.VARCHAR,
        max_length=LONGEST,
        enable_analyzer=True,
        enable_match=True,
        analyzer_params={"tokenizer": "standard"},
    )
    schema.add_field(
        "sentences",
        DataType.ARRAY,
        element_type=DataType.VARCHAR,
        max_capacity=_SENTENCES,
        max_length=LONGEST,
    )
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
    schema.add_field("bm25", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function("bm25", FunctionType.BM25, ["terms"], ["bm25"]))
    indexes = [
        *_indexes("article", "version", "source", "first_day", "last_day"),
        {
            "field_name": "bm25",
            "index_type": "SPARSE_INVERTED_INDEX",
            "metric_type": "BM25",
            "params": {"params": BM25},  # Milvus reads them in either, Milvus Lite in the inner one
        },
    ]
    return schema, indexes


def _keyed(
    key: str,
    *,
    strings: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
    numbers: tuple[str, ...] = (),
    indexed: tuple[str, ...] = (),
) -> _Defined:
    """Define a collection that is only looked up: its vector is there because Milvus wants one."""
    from pymilvus import DataType, MilvusClient

    schema = MilvusClient.create_schema()
    schema.add_field(key, DataType.VARCHAR, max_length=LONGEST, is_primary=True)
    _add(schema, strings, optional, numbers)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=2)
    return schema, _indexes(*indexed)


def _add(
    schema: "CollectionSchema",
    strings: tuple[str, ...],
    optional: tuple[str, ...],
    numbers: tuple[str, ...],
) -> None:
    from pymilvus import DataType

    for name in (*strings, *optional):
        schema.add_field(name, DataType.VARCHAR, max_length=LONGEST, nullable=name in optional)
    for name in numbers:
        schema.add_field(name, DataType.INT64)


def _indexes(*fields: str) -> list[Row]:
    """Return the indexes of the vectors and of some fields, as pymilvus takes them."""
    vectors = {"field_name": "vector", "index_type": "AUTOINDEX", "metric_type": "COSINE"}
    return [vectors, *({"field_name": field, "index_type": "INVERTED"} for field in fields)]
