# make chat   sets up, indexes the bundled articles if there is no index, opens the chat
# make test   sets up, checks the code and runs all tests
# make bench  compares with the plain pipeline, side by side
# make measure asks our own questions, and LIMIT questions of each public set in SETS, and counts

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/ready
INDEX  := .steppewise/index
OTHERS := other further fresh
SETS   ?= $(patsubst %/corpus.jsonl,%,$(wildcard ../shared/evaluation/*/corpus.jsonl))
LIMIT  ?= 200

.PHONY: chat test check bench measure format clean

chat: $(INDEX)/catalogue.sqlite
	$(BIN)/steppewise chat --index $(INDEX)

test: check
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python -m tests.benchmarks.beside

measure: $(INDEX)/catalogue.sqlite
	$(BIN)/steppewise evaluate --index $(INDEX) $(addprefix tests/assistant/,$(addsuffix _questions.jsonl,bundled held_out reworded))
	for set in $(OTHERS); do \
	    $(BIN)/steppewise add tests/assistant/$${set}_articles --index .steppewise/$$set && \
	    $(BIN)/steppewise evaluate --index .steppewise/$$set tests/assistant/$${set}_questions.jsonl || exit; \
	done
	$(if $(SETS),$(BIN)/steppewise evaluate --limit $(LIMIT) $(SETS))

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) .steppewise build dist

$(INDEX)/catalogue.sqlite: | $(READY)
	$(BIN)/steppewise add corpus/articles --index $(INDEX)

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; name one with: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[test,check]'
	touch $@
