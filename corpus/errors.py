"""Errors that a person reads: one sentence that says what is wrong and what to do."""


class SteppewiseError(Exception):
    """A mistake in the input or the surroundings, worded for the person who can mend it."""


class LoadError(SteppewiseError):
    """A file, or a line of one, that cannot be read as an article."""
