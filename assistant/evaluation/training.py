"""Training the adapters of the cross-encoder on prepared sets of questions, public or our own.

    python -m assistant.evaluation.training SET… --besides FILE… --minutes 40 --to FILE.safetensors

Every question is asked of its set's collection; of the sentences that the sieve finds, the model
learns to tell those that answer from the others, and that none does where none does. Questions
about a paragraph that the files behind --besides ask about are left out, so that the model can be
checked on them.
"""

import argparse
import logging
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import torch
from safetensors.numpy import save_file
from torch.nn import functional
from transformers import BertModel

from assistant.evaluation.lessons import Lesson, about, lessons, read_lines, strange_lessons
from assistant.evaluation.sets import CORPUS, corpus_index
from assistant.settings import configured_embedder
from index import PACKAGED_MODEL, Candidate
from index.cross_encoder import SENTENCE_TOKENS, joined
from index.inference import open_tokenizer
from index.weights import ModelFiles

_READ = 5  # in one step
_QUESTIONS = 16
_OMITTED = 0.15  # of the questions are asked without the sentences that answer
_UNMARKED = 0.15  # … without a question mark
_STRANGE = 7  # of the questions of the first set, one of another set is asked of its collection
_RANK = 32
_RATE = 8e-4
_WARMUP = 40  # steps
_LEAST_RATE = 0.02  # of the rate, at the end
_IMPOSSIBLE = -1e4
_SEGMENTS = "embeddings.token_type_embeddings.weight"
_MAPS = (
    "attention.self.query", "attention.self.key", "attention.self.value",
    "attention.output.dense", "intermediate.dense", "output.dense",
)  # fmt: skip

_log = logging.getLogger(__name__)

T = TypeVar("T")


class Row(NamedTuple):
    """What the model reads of a question and a sentence.

    Attributes:
        ids: The tokens.
        segments: Of each, 0 or 1.
        answer: The first and the last token of the answer; None if there is none.
    """

    ids: list[int]
    segments: list[int]
    answer: tuple[int, int] | None


class Adapter(torch.nn.Module):
    """A linear map with a low-rank one added to it, which alone is trained."""

    def __init__(self, plain: torch.nn.Module) -> None:
        """Start as the plain map."""
        super().__init__()
        self.plain = plain
        outputs, inputs = plain.get_parameter("weight").shape
        self.down = torch.nn.Parameter(torch.randn(_RANK, inputs) / inputs**0.5)
        self.up = torch.nn.Parameter(torch.zeros(outputs, _RANK))

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """Return the sum of both maps."""
        low = functional.linear(tokens, self.down)
        plain: torch.Tensor = self.plain(tokens)
        return plain + functional.linear(low, self.up)


class CrossModel(torch.nn.Module):
    """The packaged model with adapters and a score for the first token."""

    def __init__(self) -> None:
        """Load the packaged model and add adapters that change nothing yet.

        Where the answer begins and ends in a sentence is learnt as well (Devlin et al. 2019), for
        what that teaches about the rest; it is not kept.
        """
        super().__init__()
        self.bert = BertModel.from_pretrained(
            ModelFiles(PACKAGED_MODEL).folder,
            add_pooling_layer=False,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        for name, part in self.bert.named_parameters():
            part.requires_grad = name == _SEGMENTS
        self.adapters = {}
        for number, layer in enumerate(self.bert.encoder.layer):
            for name in _MAPS:
                owner, _, last = name.rpartition(".")
                adapter = Adapter(layer.get_submodule(name))
                setattr(layer.get_submodule(owner), last, adapter)
                self.adapters[f"encoder.layer.{number}.{name}"] = adapter
        self.score = torch.nn.Linear(self.bert.config.hidden_size, 1)
        self.ends = torch.nn.Linear(self.bert.config.hidden_size, 2)

    def forward(self, rows: Sequence[Row]) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the log-odds, (rows,), and the scores of tokens as ends, (rows, tokens, 2)."""
        longest = max(len(row.ids) for row in rows)
        table = torch.zeros(3, len(rows), longest, dtype=torch.long)
        for number, row in enumerate(rows):
            table[0, number, : len(row.ids)] = torch.tensor(row.ids)
            table[1, number, : len(row.ids)] = torch.tensor(row.segments)
            table[2, number, : len(row.ids)] = 1
        ids, segments, mask = table
        states = self.bert(input_ids=ids, token_type_ids=segments, attention_mask=mask)
        tokens = states.last_hidden_state
        return self.score(tokens[:, 0])[:, 0], self.ends(tokens).masked_fill(
            (segments == 0)[:, :, None], _IMPOSSIBLE
        )

    def save(self, path: Path) -> None:
        """Write what was trained, as `index.cross_encoder.ADAPTERS` says."""
        trained = {_SEGMENTS: self.bert.get_parameter(_SEGMENTS)}
        trained |= {f"score.{name}": part for name, part in self.score.named_parameters()}
        for name, adapter in self.adapters.items():
            trained |= {f"{name}.down": adapter.down, f"{name}.up": adapter.up}
        save_file(
            {name: part.detach().numpy().astype(np.float16) for name, part in trained.items()}, path
        )


def train(model: CrossModel, sets: Sequence[Sequence[Lesson]], most: int, seconds: float) -> None:
    """Train for so many seconds, a step at least; the rate falls to its least in that time.

    Args:
        model: To train.
        sets: The lessons of each set.
        most: Of one set in each round.
        seconds: How long.
    """
    chance, begun = np.random.default_rng(1), time.monotonic()
    trained = [part for part in model.parameters() if part.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=_RATE)
    tokenizer = open_tokenizer(ModelFiles(PACKAGED_MODEL).folder / "tokenizer.json")
    for step, batch in enumerate(_batches(sets, most, chance)):
        past = (time.monotonic() - begun) / seconds
        if step and past >= 1:
            break
        rate = min(1, (step + 1) / _WARMUP) * max(_LEAST_RATE, 1 - past)
        optimiser.param_groups[0]["lr"] = _RATE * rate
        loss = torch.stack([_loss(model, tokenizer, one, chance) for one in batch]).mean()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        _log.info("step %d, after %.0f %% of the time: loss %.3f", step, 100 * past, loss)


def _batches(
    sets: Sequence[Sequence[Lesson]], most: int, chance: np.random.Generator
) -> Iterator[Sequence[Lesson]]:
    while True:
        some = [one for each in sets for one in _drawn(each, most, chance)]
        some = _drawn(some, len(some), chance)
        yield from (some[begin : begin + _QUESTIONS] for begin in range(0, len(some), _QUESTIONS))


def _drawn(some: Sequence[T], most: int, chance: np.random.Generator) -> list[T]:
    return [some[number] for number in chance.permutation(len(some))[:most]]


def _loss(
    model: CrossModel,
    tokenizer: Any,  # noqa: ANN401 - tokenizers has no types
    lesson: Lesson,
    chance: np.random.Generator,
) -> torch.Tensor:
    """Return what a question costs: minus the log-probability of what answers, a sentence or none.

    None has the log-odds 0. Where there is an answer, its ends cost as well.
    """
    query = lesson.query.rstrip("?") if chance.random() < _UNMARKED else lesson.query
    right = () if chance.random() < _OMITTED else lesson.right[:2]
    rows = [row_of(tokenizer, query, one, answer) for one, answer in right]
    first = lesson.wrong[: (_READ - len(rows)) // 2 + 1]
    others = lesson.wrong[len(first) :]
    drawn = _drawn(others, _READ - len(rows) - len(first), chance)
    rows += [row_of(tokenizer, query, one, "") for one in (*first, *drawn)]
    if not rows:
        return model.score.bias.sum() * 0
    scores, ends = model(rows)
    logs = functional.log_softmax(torch.cat([scores.new_zeros(1), scores]), 0)
    loss = -logs[1 : len(right) + 1].logsumexp(0) if right else -logs[0]
    for row, of_tokens in zip(rows, ends, strict=True):
        if row.answer is not None:
            loss = loss + functional.cross_entropy(of_tokens.T, torch.tensor(row.answer)) / 2
    return loss


def row_of(
    tokenizer: Any,  # noqa: ANN401 - tokenizers has no types
    query: str,
    one: Candidate,
    answer: str,
) -> Row:
    """Return what the model reads of a candidate, and where the words that answer stand in it."""
    ids, segments = joined(tokenizer, query, one)
    begin = one.sentence.lower().find(answer.lower()) if answer else -1
    offsets = tokenizer.encode(one.sentence, add_special_tokens=False).offsets[:SENTENCE_TOKENS]
    within = [
        number
        for number, (start, end) in enumerate(offsets)
        if begin >= 0 and start < begin + len(answer) and begin < end
    ]
    before = len(ids) - 1 - len(offsets)
    ends = (before + within[0], before + within[-1]) if within else None
    return Row(ids, segments, ends)


def main(arguments: Sequence[str]) -> None:
    """Find the lessons, train on them, write the adapters."""
    parser = argparse.ArgumentParser(prog="assistant.evaluation.training")
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--besides", nargs="*", type=Path, default=[])
    parser.add_argument("--most", type=int, default=1300, help="of one set in each round")
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO)
    torch.manual_seed(1)
    besides = frozenset[str]().union(
        *(about(fields) for file in options.besides for fields in read_lines(file))
    )
    embedder = configured_embedder()
    indexes = {folder: corpus_index(folder / CORPUS, embedder) for folder in options.sets}
    some = [list(lessons(folder, index, besides)) for folder, index in indexes.items()]
    queries = [one.query for each in some[1:] for one in each]
    strange = _drawn(queries, len(some[0]) // _STRANGE, np.random.default_rng(1))
    some.append(list(strange_lessons(indexes[options.sets[0]], strange)))
    model = CrossModel()
    train(model, some, options.most, 60 * options.minutes)
    model.save(options.to)


if __name__ == "__main__":
    main(sys.argv[1:])
