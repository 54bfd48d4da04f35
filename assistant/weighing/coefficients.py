"""What `assistant.evaluation.fitting` has fitted; the README says on what."""

CHOICE = {
    "cosine": 4.711,
    "coverage": 8.174,
    "passage": 6.968,
    "kind": 5.016,
    "share": 2.626,
    "aside": -6.563,
}
INTERCEPT = -3.917
CONFIDENCE = {
    "cosine": 0.933,
    "coverage": 0.627,
    "kind": 3.476,
    "names": -4.411,
    "number": 1.905,
    "negated": -4.652,
    "cross": 0.220,
}
