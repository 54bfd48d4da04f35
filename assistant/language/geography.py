"""Countries and peoples of the world, by the names that English has for them."""

from functools import cache

from babel import Locale


def is_country(name: str) -> bool:
    """Tell whether a name is that of a country or a larger part of the world."""
    return name.removeprefix("the ") in _countries()


_UNIONS = {"EU", "EZ", "UN", "QO", "AQ", "XA", "XB", "ZZ"}


def is_state(name: str) -> bool:
    """Tell whether a name is that of a country, and of no larger part of the world.

    >>> is_state("Kazakhstan"), is_state("Central Asia")
    (True, False)
    """
    return is_country(name) and name.removeprefix("the ") not in _regions()


@cache
def _regions() -> frozenset[str]:
    """Return the parts of the world that the United Nations number (M49), and unions of states."""
    territories = Locale("en").territories.items()
    return frozenset(name for code, name in territories if code.isdigit() or code in _UNIONS)


@cache
def _countries() -> frozenset[str]:
    territories = set(Locale("en").territories.values())
    return frozenset(
        territories | {"UK", "US", "U.S.", "USA", "America", "UAE", "Türkiye", "Soviet Union"}
    )


def is_people(word: str) -> bool:
    """Tell whether a word such as "Kazakh" says of which people something is."""
    return word in _peoples()


@cache
def _peoples() -> frozenset[str]:
    return frozenset(
        {*Locale("en").languages.values(), "American", "European", "Asian", "African", "British",
         "Canadian", "Australian", "Indian", "Brazilian", "Mexican", "Austrian", "Belgian", "Swiss",
         "Iranian", "Egyptian", "Pakistani", "Israeli",
         "Western", "Eastern", "Catholic", "Christian"}
    )  # fmt: skip
