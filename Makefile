# ombud: every target installs what it lacks into .venv; `make` alone lists the targets.

.DEFAULT_GOAL := help
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory

# The first Python that is new enough; `make PYTHON=/path/to/python3.12 test` chooses another.
PYTHON ?= $(shell for python in python3 python3.11 python3.12 python3.13 python3.14; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$python"; exit; }; \
	done; echo python3)

BIN := .venv/bin
UV := $(BIN)/uv
# uv is quick; where it cannot reach what this machine's pip is set up to reach, pip installs the same hashes.
install = $(UV) pip install --quiet --system-certs --python $(BIN)/python $(1) || { \
	echo "uv could not install; trying pip" >&2; $(BIN)/pip install --quiet --disable-pip-version-check $(1); }
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile --system-certs --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links
SHOPS := $(sort $(wildcard src/ombud/shops/demo/*/shop.toml src/ombud/shops/starter/*/shop.toml))
export PYTHONHASHSEED ?= 0
# Modules are compiled once, also where the environment says otherwise: every command and test process starts from them.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install demo test explore check lint types format contracts bench-rules bench-docket readme lock clean

help:  ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "make %-12s %s\n", $$1, $$2 }'

install: .venv/.runtime  ## put ombud into .venv/bin, and nothing else

demo: .venv/.runtime  ## rule on the demo docket: one line a case, and one full ruling worth reading
	@$(BIN)/ombud demo

test: .venv/.dev  ## run the tests that are quick
	@$(BIN)/pytest -q -n 2 --dist worksteal -m "not slow"

explore: .venv/.dev  ## try the properties on examples newly drawn; SEED=7 repeats a run
	@OMBUD_EXPLORE=1 $(BIN)/pytest -q -n 2 --dist worksteal $(if $(SEED),--hypothesis-seed=$(SEED))

check: .venv/.dev  ## everything that must hold: format, lint, types, contracts, all tests, law, books, locks
	@echo "== format"    && $(BIN)/ruff format --check --quiet .
	@echo "== lint"      && $(BIN)/ruff check --quiet .
	@echo "== types"     && $(BIN)/mypy
	@echo "== contracts" && $(BIN)/lint-imports
	@echo "== law"       && $(BIN)/ombud law check
	@echo "== books"     && for shop in $(SHOPS); do $(BIN)/ombud book check "$${shop%/shop.toml}" || exit 1; done
	@echo "== locks"     && $(UV) pip check --quiet --python $(BIN)/python
	@echo "== tests, with the slow ones, the README and the locks" && $(BIN)/pytest -q -n 2 --dist worksteal
	@echo "== all gates hold"

lint: .venv/.dev  ## check style and format
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: .venv/.dev  ## check types, strictly
	@$(BIN)/mypy

format: .venv/.dev  ## put the code into its one format, and mend what can be mended
	@$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format .

contracts: .venv/.dev  ## check who may import whom
	@$(BIN)/lint-imports

bench-rules: .venv/.dev  ## measure the rules against rivals: one line a figure
	@$(BIN)/python bench/rules/run.py

bench-docket: .venv/.dev  ## measure the docket and the sweep: one line a figure (several minutes)
	@$(BIN)/python bench/docket/sweeping.py

readme: .venv/.dev  ## put the real output of its commands into README.md
	@$(BIN)/python -m tests.docs.readme

lock: .venv/.bootstrap  ## choose versions anew within pyproject.toml and lock them with hashes
	@printf 'uv\n' | $(COMPILE) --upgrade - -o requirements/bootstrap.txt
	@$(COMPILE) --upgrade pyproject.toml --group build -o requirements/runtime.txt
	@$(COMPILE) --upgrade pyproject.toml --group dev -c requirements/runtime.txt -o requirements/dev.txt

clean:  ## remove what was installed or generated
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# --- what the targets above lack -------------------------------------------------------------------------------------

.venv/.bootstrap: requirements/bootstrap.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "ombud needs Python 3.11 or newer, and $(PYTHON) is not: apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		v=$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		echo "$(PYTHON) cannot make virtual environments: apt-get install $$v" >&2; exit 1; }
	@echo "installing into .venv (once)"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/.runtime: requirements/runtime.txt pyproject.toml | .venv/.bootstrap
	@$(call install,--require-hashes -r $<)
	@$(call install,--no-deps --no-build-isolation --editable .)
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.runtime
	@$(call install,--require-hashes -r $<)
	@touch $@
