"""A process that goes on asking until it is killed: appends turns and says so for each."""

import sys

from assistant.records import Records
from tests.assistant.records.support import made_turn


def main(folder: str, owner: str, conversation: str) -> None:
    records = Records.open(folder)
    id_ = conversation if conversation != "new" else records.start(owner, "A conversation").id
    print(id_, flush=True)
    for number in range(10_000):
        records.append(owner, id_, made_turn(f"Question {number}?"))
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
