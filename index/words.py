"""Words of English that say how something is asked or said, and not what about."""

FUNCTION_WORDS = frozenset(
    """
    a about after all also am an and any are as at be because been before being between both but by
    can could did do does doing done during each for from had has have having he her hers him his
    how i if in into is it its itself just me might more most much many must my near no not of
    off on only or other our out over own please said same say says shall she should so some such
    tell than that the their theirs them then there these they this those through to under until up
    very was we were what when where whether which while who whom whose why will with within
    would you your yours s t give show list name mention describe explain happen happened
    """.split()
)
