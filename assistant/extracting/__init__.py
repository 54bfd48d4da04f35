"""The part of a sentence that answers: an amount, a date, a person, a place."""
