"""The sentences that are quoted and what is said of them, or why none is."""
