"""Quantities in a text: their values, units, dates and periods."""
