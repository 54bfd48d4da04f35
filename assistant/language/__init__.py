"""English: which words count, what names and phrases are, and how numbers are written."""
