"""What `assistant.evaluation.fitting` has fitted; the README says on what."""

CHOICE = {
    "cosine": 4.711,
    "coverage": 8.174,
    "passage": 6.968,
    "kind": 5.016,
    "share": 2.626,
    "aside": -6.563,
}
INTERCEPT = 0.032
CONFIDENCE = {
    "cosine": 1.092,
    "coverage": 0.413,
    "kind": 0.666,
    "names": -3.203,
    "number": 0.784,
    "negated": -2.638,
    "cross": 0.575,
}
