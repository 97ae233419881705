# `make run` and `make test` set up what they need in .venv; nothing is installed twice.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
export LANG := C.UTF-8
export LC_ALL := C.UTF-8
export TZ := UTC
export TERM := xterm-256color
export COLORTERM := truecolor
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test check pytest format screenshots snapshots bench lock clean

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{ printf "  make %-12s %s\n", $$1, $$2 }'

$(STAMP): pyproject.toml .ci/requirements.txt
	$(PYTHON) -m venv --upgrade-deps .venv
	$(BIN)/pip install --quiet --require-hashes --requirement .ci/requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

run: $(STAMP) ## open the sample edition, or what ARGS names: make run ARGS="FOLDER"
	@$(BIN)/newsreader $(ARGS)

test: check pytest ## all that CI runs: the checks, then the tests

check: $(STAMP) ## formatting, lint, types, import contracts
	$(BIN)/ruff format --check reader tests
	$(BIN)/ruff check reader tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# Tests of the screens wait more than they work: four at a time fill two cores.
pytest: $(STAMP) ## the tests alone: make pytest ARGS="-k cleaning"
	$(BIN)/pytest -n 4 $(ARGS)

format: $(STAMP) ## format the code
	$(BIN)/ruff format reader tests
	$(BIN)/ruff check --fix reader tests

screenshots: $(STAMP) ## draw screenshots/*.svg anew from the tests' own walks
	$(BIN)/python -m tests.screenshots

snapshots: $(STAMP) ## accept what the screens look like now as what they shall look like
	$(BIN)/pytest -n 2 tests/tui/test_snapshots.py --snapshot-update

bench: $(STAMP) ## print speed and size, each beside its floor in the same run; never fails
	$(BIN)/python -m tests.bench

lock: $(STAMP) ## pin what development installs, with hashes
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --strip-extras --allow-unsafe \
		--no-emit-index-url --no-emit-find-links --no-header --output-file .ci/requirements.txt pyproject.toml

clean: ## remove what can be made again
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
