"""Draws what scale.json holds into .readme/scale.png: python -m tests.benchmarks.plot."""

import json
from pathlib import Path

from tests.benchmarks.scale import RESULTS

PICTURE = Path(__file__).parents[2] / ".readme" / "scale.png"
_STAGES = {
    "all": "all stages",
    "rescoring": "rescoring 60 passages",
    "rows": "reading their rows",
    "dense": "dense search",
    "lexical": "lexical search",
}


def main() -> None:
    """Draw the stages without filters, and the whole with each filter, over the passages."""
    import matplotlib.pyplot as plt  # of the extra "benchmark"; the tests do without it

    rows = json.loads(RESULTS.read_text())
    sizes = [row["passages"] for row in rows]
    plt.rcParams.update({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
    figure, (stages, filters, writing) = plt.subplots(1, 3, figsize=(11, 3.4), layout="tight")
    for stage, label in _STAGES.items():
        median, high = zip(*(row["search"]["none"][stage] for row in rows), strict=True)
        [line] = stages.plot(sizes, median, marker="o", markersize=3, label=label)
        stages.fill_between(sizes, median, high, color=line.get_color(), alpha=0.15, linewidth=0)
    stages.set_title("A search, stage by stage (ms; shaded up to p95)")
    for name in rows[0]["search"]:
        high = [row["search"][name]["all"][1] for row in rows]
        filters.plot(sizes, high, marker="o", markersize=3, label=f"filter: {name}")
    filters.set_title("A search with filters, all stages (p95, ms)")
    writing.plot(sizes, [row["open"] for row in rows], marker="o", markersize=3, label="opening")
    for which, label in (("median", "one article added and found"), ("remove", "one removed")):
        times = [row["add"][which] for row in rows]
        writing.plot(sizes, times, marker="o", markersize=3, label=label)
    writing.set_title("Opening and changing (ms)")
    for axes in (stages, filters, writing):
        axes.set_xscale("log")
        axes.set_ylim(bottom=0)
        axes.set_xlabel("passages")
        axes.grid(alpha=0.25)
        axes.legend(frameon=False, fontsize=7)
    figure.savefig(PICTURE, dpi=130)


if __name__ == "__main__":
    main()
