"""The sentences that may answer, what speaks for each, and how likely they do."""
