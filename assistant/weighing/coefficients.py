"""What `assistant.evaluation.fitting` has fitted; the README says on what."""

CHOICE = {
    "cosine": 4.711,
    "coverage": 8.174,
    "passage": 6.968,
    "kind": 5.016,
    "share": 2.626,
    "aside": -6.563,
}
INTERCEPT = -0.954
CONFIDENCE = {
    "cosine": -0.871,
    "coverage": -0.141,
    "kind": 2.544,
    "names": -3.957,
    "number": 1.823,
    "negated": -3.229,
    "cross": 0.441,
}
