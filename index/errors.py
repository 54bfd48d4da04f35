"""What can be wrong with an index, each said in one sentence with its remedy."""

from corpus import SteppewiseError


class IndexMissingError(SteppewiseError, FileNotFoundError):
    """There is no index in the folder."""


class IndexDamagedError(SteppewiseError):
    """A file of the index does not hold what was written to it."""


class IndexMismatchError(SteppewiseError):
    """The index was made by another model, other settings or another format version."""


class IndexLockedError(SteppewiseError):
    """Another process is writing to the index, or the folder cannot be written to."""


class IndexServerError(SteppewiseError):
    """The server of an index cannot be reached, or does not do what it was asked."""


class ModelError(SteppewiseError):
    """The embedding model cannot be loaded."""


class QueryError(SteppewiseError, ValueError):
    """A query, filter or number of hits that cannot be searched for."""
