"""Training the adapters of the cross-encoder on what `assistant.evaluation.lessons` found.

    python -m assistant.evaluation.training LESSONS.jsonl… --to FILE.safetensors

Of the sentences that the sieve finds for a question, the model learns to tell those that answer
from the others, and that none does where none does. It runs on the GPU that torch finds, or on the
processor.
"""

import argparse
import logging
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional
from transformers import BertModel

from assistant.evaluation.lessons import Lesson, read_lessons
from index import PACKAGED_MODEL, Candidate
from index.cross_encoder import SENTENCE_TOKENS, joined
from index.inference import open_tokenizer
from index.weights import ModelFiles

_ALIKE = 8  # as many steps' questions are sorted by length, so that little is padded
_PARTS = 4  # that the sentences of a step are read in, by length
_OMITTED = 0.15  # of the questions are asked without the sentences that answer
_UNMARKED = 0.15  # … without a question mark
_RANK = 64
_WARMUP = 0.08  # of the steps
_LEAST_RATE = 0.02  # of the rate, at the end
_SAID = 20  # steps between two lines of the log
_DROPOUT = 0.1  # of a training from the packaged model; one that goes on does without
_ENDS_STEPS = 25  # in which only the ends of answers are learnt, where a training goes on
_ENDS_RATE = 3e-3
_IMPOSSIBLE = -1e4
_SEGMENTS = "embeddings.token_type_embeddings.weight"
_MAPS = (
    "attention.self.query", "attention.self.key", "attention.self.value",
    "attention.output.dense", "intermediate.dense", "output.dense",
)  # fmt: skip

_log = logging.getLogger(__name__)


class Pace(NamedTuple):
    """How a training goes.

    Attributes:
        steps: How many; the rate rises in the first of them, then falls to its least.
        questions: In one step.
        sentences: Read of each question.
        rate: The highest.
    """

    steps: int = 3000
    questions: int = 32
    sentences: int = 16
    rate: float = 8e-4


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

    def __init__(self, adapters: Path | None = None) -> None:
        """Load the packaged model and add adapters: those in a file, or that change nothing yet.

        Where the answer begins and ends in a sentence is learnt as well (Devlin et al. 2019), for
        what that teaches about the rest; it is not kept.
        """
        super().__init__()
        dropout = _DROPOUT if adapters is None else 0.0
        self.bert = BertModel.from_pretrained(
            ModelFiles(PACKAGED_MODEL).folder,
            add_pooling_layer=False,
            hidden_dropout_prob=dropout,
            attention_probs_dropout_prob=dropout,
            dtype=torch.float32,
            attn_implementation="eager",  # on a processor twice as fast in training
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
        if adapters is not None:
            learnt = load_file(adapters)
            for name, part in self._learnt().items():
                part.data.copy_(learnt[name])

    def forward(self, rows: Sequence[Row]) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the log-odds, (rows,), and the scores of tokens as ends, (rows, tokens, 2).

        Rows of like length are read together: a third of the tokens would be padding otherwise.
        """
        order = sorted(range(len(rows)), key=lambda number: len(rows[number].ids))
        longest = len(rows[order[-1]].ids)
        size = -(-len(rows) // _PARTS)
        scores, ends = [], []
        for begin in range(0, len(rows), size):
            part = [rows[number] for number in order[begin : begin + size]]
            score, end = self._read(part)
            scores.append(score)
            missing = (0, 0, 0, longest - end.shape[1])
            ends.append(functional.pad(end, missing, value=_IMPOSSIBLE))
        back = torch.tensor(order).argsort().to(self.score.weight.device)
        return torch.cat(scores)[back], torch.cat(ends)[back]

    def _read(self, rows: Sequence[Row]) -> tuple[torch.Tensor, torch.Tensor]:
        longest = max(len(row.ids) for row in rows)
        table = torch.zeros(3, len(rows), longest, dtype=torch.long)
        for number, row in enumerate(rows):
            table[0, number, : len(row.ids)] = torch.tensor(row.ids)
            table[1, number, : len(row.ids)] = torch.tensor(row.segments)
            table[2, number, : len(row.ids)] = 1
        ids, segments, mask = table.to(self.score.weight.device)
        states = self.bert(input_ids=ids, token_type_ids=segments, attention_mask=mask)
        tokens = states.last_hidden_state
        return self.score(tokens[:, 0])[:, 0], self.ends(tokens).masked_fill(
            (segments == 0)[:, :, None], _IMPOSSIBLE
        )

    def save(self, path: Path) -> None:
        """Write what was trained, as `index.cross_encoder.ADAPTERS` says."""
        save_file({name: part.detach().half().cpu() for name, part in self._learnt().items()}, path)

    def _learnt(self) -> dict[str, torch.nn.Parameter]:
        learnt = {_SEGMENTS: self.bert.get_parameter(_SEGMENTS)}
        learnt |= {f"score.{name}": part for name, part in self.score.named_parameters()}
        for name, adapter in self.adapters.items():
            learnt |= {f"{name}.down": adapter.down, f"{name}.up": adapter.up}
        return learnt


def learn_ends(model: CrossModel, some: Sequence[Lesson], pace: Pace) -> None:
    """Train alone what finds the ends of answers, before a training goes on: it was not kept."""
    chance = random.Random(1)  # noqa: S311 - no secret
    optimiser = torch.optim.AdamW(model.ends.parameters(), lr=_ENDS_RATE)
    tokenizer = open_tokenizer(ModelFiles(PACKAGED_MODEL).folder / "tokenizer.json")
    for batch in islice(_batches(some, pace.questions, chance), _ENDS_STEPS):
        read = [row for one in batch for row in _rows(tokenizer, one, pace.sentences, chance)[0]]
        rows = [row for row in read if row.answer is not None]
        if rows:
            optimiser.zero_grad()
            _ends_cost(model(rows)[1].float(), rows).backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    model.zero_grad()


def train(model: CrossModel, some: Sequence[Lesson], pace: Pace) -> None:
    """Train a model where it is; all lessons are taken before one is taken again."""
    chance = random.Random(1)  # noqa: S311 - no secret
    trained = [part for part in model.parameters() if part.requires_grad]
    device = trained[0].device.type
    optimiser = torch.optim.AdamW(trained, lr=pace.rate)
    tokenizer = open_tokenizer(ModelFiles(PACKAGED_MODEL).folder / "tokenizer.json")
    model.train()
    for step, batch in enumerate(islice(_batches(some, pace.questions, chance), pace.steps)):
        past = step / pace.steps
        rate = min((past + 1 / pace.steps) / _WARMUP, max(_LEAST_RATE, 1 - past))
        optimiser.param_groups[0]["lr"] = pace.rate * rate
        with torch.autocast(device, torch.bfloat16):
            loss = loss_of(model, [_rows(tokenizer, one, pace.sentences, chance) for one in batch])
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        if step % _SAID == 0:
            _log.info("step %d of %d: loss %.3f", step, pace.steps, loss.item())
    model.eval()


def _batches(
    some: Sequence[Lesson], size: int, chance: random.Random
) -> Iterator[Sequence[Lesson]]:
    while True:
        drawn = chance.sample(some, len(some))
        for begin in range(0, len(drawn), size * _ALIKE):
            alike = sorted(drawn[begin : begin + size * _ALIKE], key=_length)
            batches = [alike[at : at + size] for at in range(0, len(alike), size)]
            yield from chance.sample(batches, len(batches))


def _length(lesson: Lesson) -> int:
    return max((sum(map(len, one)) for one in lesson.wrong), default=0)


def _rows(
    tokenizer: Any,  # noqa: ANN401 - tokenizers has no types
    lesson: Lesson,
    most: int,
    chance: random.Random,
) -> tuple[list[Row], int]:
    """Return what is read of a question in one step, and how many of it, the first, answer."""
    query = lesson.query.rstrip("?") if chance.random() < _UNMARKED else lesson.query
    right = () if chance.random() < _OMITTED else lesson.right[: max(1, most // 2)]
    rows = [row_of(tokenizer, query, one, answer) for one, answer in right]
    first = lesson.wrong[: (most - len(rows)) // 2]
    others = lesson.wrong[len(first) :]
    drawn = chance.sample(others, min(len(others), most - len(rows) - len(first)))
    return rows + [row_of(tokenizer, query, one, "") for one in (*first, *drawn)], len(right)


def loss_of(model: CrossModel, questions: Sequence[tuple[list[Row], int]]) -> torch.Tensor:
    """Return what questions cost: minus the log-probability of what answers, a sentence or none.

    None has the log-odds 0. Of several that answer each is held against the wrong ones alone, so
    that all items of a list are learnt. Where there is an answer, its ends cost as well.
    """
    rows = [row for some, _ in questions for row in some]
    if not rows:
        return model.score.bias.sum() * 0
    scores, ends = (part.float() for part in model(rows))
    costs, begin = [], 0
    for some, right in questions:
        read = scores[begin : begin + len(some)]
        wrong = torch.cat([scores.new_zeros(1), read[right:]]).logsumexp(0)
        costs.append(functional.softplus(wrong - read[:right]).mean() if right else wrong)
        begin += len(some)
    return torch.stack(costs).mean() + _ends_cost(ends, rows) / 2


def _ends_cost(ends: torch.Tensor, rows: Sequence[Row]) -> torch.Tensor:
    """Return minus the log-probability of the ends of the answers; 0 if there are none."""
    at = [number for number, row in enumerate(rows) if row.answer is not None]
    answers = torch.tensor([rows[number].answer for number in at], device=ends.device)
    return functional.cross_entropy(ends[at], answers) if at else ends.new_zeros(())


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
    """Train on lessons, and write the adapters."""
    parser = argparse.ArgumentParser(prog="assistant.evaluation.training")
    parser.add_argument("lessons", nargs="+", type=Path)
    parser.add_argument("--adapters", type=Path, help="to go on from")
    parser.add_argument("--steps", type=int, default=Pace().steps)
    parser.add_argument("--questions", type=int, default=Pace().questions, help="in a step")
    parser.add_argument("--sentences", type=int, default=Pace().sentences, help="of a question")
    parser.add_argument("--rate", type=float, default=Pace().rate)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO)
    torch.manual_seed(1)
    model = CrossModel(options.adapters).to("cuda" if torch.cuda.is_available() else "cpu")
    pace = Pace(options.steps, options.questions, options.sentences, options.rate)
    some = [lesson for file in options.lessons for lesson in read_lessons(file)]
    if options.adapters:
        learn_ends(model, some, pace)
    train(model, some, pace)
    model.save(options.to)


if __name__ == "__main__":
    main(sys.argv[1:])
