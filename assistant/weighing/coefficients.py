"""What `assistant.evaluation.fitting` has fitted; the README says on what."""

CHOICE = {
    "cosine": 4.711,
    "coverage": 8.174,
    "passage": 6.968,
    "kind": 5.016,
    "share": 2.626,
    "aside": -6.563,
}
INTERCEPT = -6.880
CONFIDENCE = {
    "cosine": 2.736,
    "coverage": 1.395,
    "kind": 4.408,
    "names": -4.865,
    "number": 1.987,
    "negated": -6.074,
}
