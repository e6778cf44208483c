# make demo   try it          make test   the tests         make check   everything that needs no run
# PYTHON=python3.12 make venv chooses another interpreter; 3.11 is the oldest that works.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCALE := src/ipe_events/locale
TRANSLATIONS := $(wildcard $(LOCALE)/*/LC_MESSAGES/*.po)
CODE := src tests hatch_build.py $(wildcard benchmarks/*.py scripts/*.py)
TEMPLATE := build/ipe_events.pot
# Three on two cores: tests that wait for a screen leave room for others.
WORKERS ?= 3
LOCK_FLAGS ?=

# What the user's shell sets for another Python must not reach this one.
unexport PYTHONPATH PYTHONHOME PYTHONSTARTUP VIRTUAL_ENV PIP_USER PIP_TARGET PIP_PREFIX
# The tests start the program a hundred times: each would compile all of it again.
unexport PYTHONDONTWRITEBYTECODE
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DELETE_ON_ERROR:
.PHONY: venv demo test check soak bench lock messages keys screenshot clean

venv: $(VENV)/.installed

# The dependencies: made anew when the lock changes.
$(VENV)/.dependencies: requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "error: $(PYTHON) is not Python 3.11 or newer; try: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || \
	  { echo "error: $(PYTHON) cannot make a virtual environment; Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

# The project itself, as links to these sources; its build hook compiles the translations.
$(VENV)/.installed: $(VENV)/.dependencies pyproject.toml hatch_build.py $(TRANSLATIONS)
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: venv
	$(BIN)/ipe-events demo --fresh

test: venv
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal

check: venv
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_imports.py

soak: venv
	$(BIN)/python -m pytest -q -n $(WORKERS) -m soak

bench: venv
	$(BIN)/python benchmarks/bench.py

# Without LOCK_FLAGS=--upgrade every version that still fits stays.
COMPILE := $(BIN)/pip-compile pyproject.toml --quiet --generate-hashes --no-header --no-annotate \
  --strip-extras --no-build-isolation --no-emit-index-url --no-emit-find-links \
  --no-emit-trusted-host --no-emit-options $(LOCK_FLAGS)

lock: venv
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --extra dev --allow-unsafe --constraint requirements.lock --output-file requirements-dev.lock

messages: venv
	@mkdir -p $(dir $(TEMPLATE))
	$(BIN)/pybabel --quiet extract --mapping pyproject.toml --add-location file --sort-by-file \
	  --width 100 --project ipe-events --output-file $(TEMPLATE) .
	$(BIN)/pybabel --quiet update --domain ipe_events --input-file $(TEMPLATE) --output-dir $(LOCALE) \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100
	$(BIN)/python -c 'import pathlib, hatch_build; hatch_build.compile_catalogues(pathlib.Path("$(LOCALE)"))'

# The table of keys, without anybody's own.
keys: venv
	$(BIN)/ipe-events --lang en keys --standard --markdown > docs/keys.md

screenshot: venv
	$(BIN)/python scripts/screenshot.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	rm -f $(LOCALE)/*/LC_MESSAGES/*.mo
	find $(wildcard src tests benchmarks scripts) -name __pycache__ -type d -prune -exec rm -rf {} +
