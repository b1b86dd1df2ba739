# Plain `make` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
.DEFAULT_GOAL := help
.PHONY: help setup demo test mutants check fix lock messages assets screens speed

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Fremdrift needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment. On Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/dev.txt
	@touch $@

setup: $(VENV)/.run  ## Install; leaves .venv/bin/fremdrift ready

demo: setup  ## Start the demo at http://127.0.0.1:8000 (PORT=… for another, CASES=… for how many)
	@exec $(BIN)/fremdrift demo --port $(PORT) $(if $(CASES),--cases $(CASES))

test: $(VENV)/.dev  ## Install what the tests need, and run all of them
	@$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest --numprocesses auto --dist loadgroup

mutants: $(VENV)/.dev  ## Break the access rules on purpose; the tests must see it (slow)
	nice $(BIN)/python -m tests.access.mutants $(MUTANTS)

check: $(VENV)/.dev  ## Formatting, types, layers, templates, migrations
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --check --lint --quiet src/fremdrift/web
	$(BIN)/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run --settings fremdrift.config.settings.test

fix: $(VENV)/.dev  ## Let the tools mend what they can
	$(BIN)/ruff check --fix src tests
	$(BIN)/ruff format src tests
	@for pass in 1 2 3 4 5; do $(BIN)/djlint --reformat --quiet src/fremdrift/web && break; done  # it comes to rest in a few

lock: $(VENV)/.dev  ## Pin the newest allowed versions anew
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --upgrade --output-file requirements/run.txt pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --upgrade --extra test --extra check --constraint requirements/run.txt --output-file requirements/dev.txt pyproject.toml

messages: $(VENV)/.dev  ## Collect texts for translation, and compile them (needs GNU gettext)
	cd src/fremdrift && ../../$(BIN)/python -m django makemessages --locale da --no-location --no-obsolete --settings fremdrift.config.settings.test
	$(BIN)/python -m tests.messages

screens: $(VENV)/.dev  ## Pictures of every screen, for people to look at
	$(BIN)/python -m tests.e2e.screens screens

speed: $(VENV)/.dev  ## How fast the lists are with 1 000 and with 10 000 open cases
	@$(BIN)/python -m tests.speed

assets:  ## Rebuild the style sheet of the design system (needs Node)
	cd assets && npm ci --no-audit --no-fund && npm run build
