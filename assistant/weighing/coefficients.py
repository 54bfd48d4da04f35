"""What `assistant.evaluation.fitting` has fitted; the README says on what."""

CHOICE = {
    "cosine": 4.711,
    "coverage": 8.174,
    "passage": 6.968,
    "kind": 5.016,
    "share": 2.626,
    "aside": -6.563,
}
INTERCEPT = 0.767
CONFIDENCE = {
    "cosine": -0.444,
    "coverage": -0.708,
    "kind": 1.167,
    "names": -2.978,
    "number": 0.804,
    "negated": -2.005,
    "cross": 0.335,
}
