# Two commands matter: `make demo` and `make test`. Both do all the set-up first.
PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin
MANAGE = $(BIN)/python manage.py
export PORT
unexport PYTHONDONTWRITEBYTECODE  # compiling every module at every start costs a fifth of a start, and of the tests

.PHONY: setup demo serve test test-all guards lint sbom audit bench lock messages pictures

setup:
	@$(PYTHON) scripts/setup.py

demo: setup
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_units
	@$(MANAGE) load_demo
	@echo "http://127.0.0.1:$(PORT)"
	@$(BIN)/gunicorn --config config/gunicorn.py config.wsgi

serve: setup
	@$(BIN)/gunicorn --config config/gunicorn.py config.wsgi

test: export CI ?= 1
test: setup lint
	@$(BIN)/python -m pytest -n 2 -m "not slow"

test-all: export CI ?= 1
test-all: setup lint
	@$(BIN)/python -m pytest -n 2

guards: setup
	@$(BIN)/python scripts/guards.py

lint:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(MANAGE) makemigrations --check --dry-run

sbom:
	@$(BIN)/python scripts/sbom.py

audit: setup
	@$(BIN)/python scripts/audit.py

bench: setup
	@$(BIN)/python -m benchmarks

pictures:
	@MANUAL_PICTURES=1 $(BIN)/python -m pytest -q tests/browser/test_manual.py

messages:
	@$(MANAGE) makemessages

lock:
	@for name in base dev; do $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
	  --output-file requirements/$$name.txt requirements/$$name.in; done
