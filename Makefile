# Marbre: one command for everything. `make run` and `make test` do their own set-up.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3.14 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
# The stamps say which locked requirements the environment was made from.
READY  := $(VENV)/.ready
DEV    := $(VENV)/.ready-dev
BENCH  := $(VENV)/.ready-bench
# Twice quiet: what a package warns of itself is nothing that who installs Marbre could mend.
PIP     = $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
WHAT   ?= all

.PHONY: run setup test check bench quality docs catalogs lock clean help

help: ## Show what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: $(READY) ## Open the demo desk (prints the demo's main job where there is no terminal)
	@$(BIN)/marbre demo

setup: $(READY) ## Make .venv with the command marbre in it

test: $(DEV) ## Run the tests
	$(BIN)/python -m pytest -n auto $(ARGS)

check: $(DEV) ## Lint, types, layers, catalogues, contents of the wheel
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tests/catalogs.py --check
	$(BIN)/python tests/wheel_contents.py

bench: $(BENCH) ## Measure: make bench WHAT=…
	$(BIN)/python -m tests.bench $(WHAT)

quality: $(DEV) ## Measure on real texts, where they are here: make quality WHAT=…
	$(BIN)/python -m tests.quality $(if $(filter all,$(WHAT)),,$(WHAT))

docs: $(DEV) ## Make again what the documentation takes from the code: keys, commands, pictures
	$(BIN)/python -m tests.make_docs

catalogs: $(DEV) ## Take new messages into the catalogues and compile them
	$(BIN)/python tests/catalogs.py

lock: ## Lock the requirements again (needs uv)
	uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/run.txt
	uv pip compile --quiet pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/dev.txt
	uv pip compile --quiet --group bench --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/bench.txt

clean: ## Remove the environment and what was built
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Marbre needs Python 3.11 or newer: install it, or say PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Marbre needs Python 3.11 or newer, this is $$($(PYTHON) --version): say PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python could not make an environment: on Debian and Ubuntu, install the package python3-venv" >&2; rm -rf $(VENV); exit 1; }

$(READY): requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) (once)…" >&2
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --require-hashes -r requirements/build.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(DEV): requirements/dev.txt $(READY)
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(BENCH): requirements/bench.txt $(DEV)
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@
