# make run · make test · make eval · make bench · make screenshots · make clean
#
# Everything lives in .venv; a stamp makes the second call quick. PYTHON=python3.13 make … picks another Python.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

export OPENBLAS_NUM_THREADS ?= 1

.PHONY: run test eval bench screenshots clean

run: $(INSTALLED)
	@$(BIN)/warreader sample
	@echo "Articles of your own: $(BIN)/warreader add PATH, then $(BIN)/warreader"

test: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/python -m pytest -n auto

eval: $(INSTALLED)
	@$(BIN)/python -m tests.eval

bench: $(INSTALLED)
	@$(BIN)/python -m tests.bench

screenshots: $(INSTALLED)
	$(BIN)/python -m tests.screenshots screenshots
	$(BIN)/python -m tests.keytable

# A failed installation leaves no stamp, so that the next call takes it up again.
$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "warreader needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1 | head -n 1). Try: make PYTHON=python3.13 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing warreader, its model and its tools into $(VENV) (once, a minute or two) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
