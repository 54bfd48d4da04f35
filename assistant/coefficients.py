"""What `assistant.evaluation.fitting` has fitted; the README says on what."""

CHOICE = {
    "cosine": 0.8,
    "coverage": 1.0,
    "passage": 0.9,
    "kind": 0.5,
    "share": 0.5,
    "aside": -1.2,
}
INTERCEPT = -0.9
CONFIDENCE = {
    "cosine": 1.4,
    "coverage": 2.0,
    "kind": 2.0,
    "names": -1.0,
    "share": 0.0,
    "name": 0.0,
    "word": 0.0,
    "number": 0.0,
    "missing": 0.0,
    "misfit": 0.0,
    "absent": 0.0,
    "negated": 0.0,
}
