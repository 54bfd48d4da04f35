"""Dates of publication, brought to ISO 8601."""

import datetime
import re

# A day may have a time behind it.
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d).*|\d{4}-\d{2}|\d{4}", re.DOTALL)


def iso_date(value: object) -> str | None:
    """Return a date as `2025-06-18`, `2025-06` or `2025`, as precisely as it was given.

    Takes what metadata holds: dates and times, years, ISO 8601 with or without a time, and dates
    in words, read by dateparser. What cannot be read as a date is None.

    >>> iso_date("2025-06-18T09:30:00Z"), iso_date("18 June 2025"), iso_date("June 2025")
    ('2025-06-18', '2025-06-18', '2025-06')
    """
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    text = str(value).strip() if isinstance(value, str | int) else ""
    if iso := _ISO.fullmatch(text):
        return _checked(iso.group(1) or iso.group())
    return _in_words(text) if text else None


def _checked(date: str) -> str | None:
    try:
        datetime.date.fromisoformat(f"{date}-01-01"[:10])
    except ValueError:
        return None
    return date


def _in_words(text: str) -> str | None:
    from dateparser.date import DateDataParser  # imported here: it takes 0.1 s

    # Without relative times: the day on which "yesterday" was written is not known.
    settings = {"REQUIRE_PARTS": ["month", "year"], "PARSERS": ["absolute-time"]}
    parser = DateDataParser(settings=settings)
    data = parser.get_date_data(text)
    if data.date_obj is None:
        return None
    form = {"day": "%Y-%m-%d", "month": "%Y-%m"}.get(data.period or "", "%Y-%m-%d")
    return str(data.date_obj.strftime(form))
