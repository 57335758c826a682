# Two commands need nothing but git, make and any python3:
#   make compare   set everything up, run the study of Seoul, write the report
#   make test      set everything up, pass the tests
# The interpreter comes from .python-version; uv finds or fetches it.

PYTHON3 ?= python3
export MPLBACKEND ?= Agg
# The certificates of the system, so that set-up also works behind a proxy that has its own.
export UV_SYSTEM_CERTS ?= 1
# Each command would read hundreds of sources anew: three quarters of its start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: compare test check lint types floors format lock docs failing findings bench clean

UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
BIN := .venv/bin
READY := .venv/.ready

compare: $(READY)
	$(BIN)/chian compare study=seoul

# The kernels are compiled once, before the test workers would each do it.
test: $(READY)
	$(BIN)/python -m experiments.running.warming
	$(BIN)/python -m pytest

check: lint types floors

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

floors: $(READY)
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY)
	$(BIN)/chian parameters --markdown > docs/parameters.md
	$(BIN)/chian outcomes --markdown > docs/outcomes.md

# Where in the plausible ranges does a strategy, or the dual model, do worse than the law in force without it?
failing: $(READY)
	$(BIN)/chian failing

# What does each strategy do alone, what do all of them do together? An hour on two cores; each part goes on where it stopped.
findings: $(READY)
	$(BIN)/chian table out=results/table
	$(BIN)/chian factorial out=results/factorial
	$(BIN)/chian findings results/table results/factorial

bench: $(READY)
	$(BIN)/python -m benchmarks

lock: .tools/bin/uv
	.tools/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.12 --extra dev --extra bench \
		--no-header --no-annotate pyproject.toml --output-file requirements.lock

.tools/bin/uv:
	$(PYTHON3) -m venv .tools
	.tools/bin/python -m pip install --quiet uv

# Hashes of every dependency are checked; the project itself is an editable install of this clone.
$(READY): requirements.lock pyproject.toml .python-version $(if $(findstring .tools,$(UV)),.tools/bin/uv)
	$(UV) venv --quiet --clear .venv
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $(READY)

clean:
	rm -rf .venv .tools .cache .mypy_cache .pytest_cache .ruff_cache
