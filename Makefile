# Everything a checkout needs: Python 3.11 or newer, make, and a package index. `make help` lists the targets.

PYTHON ?= python3
ARGS   ?=

VENV      := .venv
BIN       := $(VENV)/bin
PACKAGES  := $(VENV)/.packages
READY     := $(VENV)/.ready
GENERATOR := $(BIN)/python -m generator

PEERS     := .cache/peers
SHIPPED   := runtime:generated/python

UV         := .cache/uv/bin/uv
UV_VERSION := 0.13.8

MAKEFLAGS     += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help generate check validate test drift lint types unit test-peers bench docs docs-serve lock venv clean ci

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

generate: $(READY) ## Write generated/ from definitions/ and say what changed
	@$(GENERATOR) generate $(ARGS)

check: $(READY) ## Tell whether generated/ matches the definitions, with a diff
	@$(GENERATOR) check $(ARGS)

validate: $(READY) ## Report every problem in the definitions, and write nothing
	@$(GENERATOR) validate $(ARGS)

test: drift lint types unit ## Check drift, style and types, then run the tests (under five minutes)

drift: $(READY)
	@echo "→ drift: generated files against the definitions"
	@$(GENERATOR) check --no-cache

lint: $(READY) ## Check style: ruff and black
	@echo "→ lint: ruff, black"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/black --check --quiet . || { $(BIN)/black --check . 2>&1 | grep '^would'; echo "Fix: $(BIN)/black ."; exit 1; }

types: $(READY) ## Check types: mypy and pyright, side by side, both strict
	@echo "→ types: mypy, pyright"
	@mkdir -p .cache
	@$(BIN)/mypy --no-color-output > .cache/mypy.txt 2>&1 & mypy=$$!; \
	 $(BIN)/pyright > .cache/pyright.txt 2>&1; pyright=$$?; \
	 wait $$mypy; mypy=$$?; \
	 [ $$mypy -eq 0 ] || cat .cache/mypy.txt; \
	 [ $$pyright -eq 0 ] || cat .cache/pyright.txt; \
	 [ $$mypy -eq 0 ] && [ $$pyright -eq 0 ]

unit: $(READY)
	@echo "→ tests"
	@$(BIN)/pytest $(ARGS)

test-peers: $(PEERS)/.ready $(READY) ## Compare requests and answers with the vendors' own SDKs, which it installs
	@PYTHONPATH=$(SHIPPED) $(PEERS)/bin/python -m pytest -n0 tests/peers $(ARGS)

bench: $(READY) $(if $(filter onboarding,$(ARGS)),$(PEERS)/.ready) ## Measure against the budgets, and beside the SDKs and generators that test-peers installs
	@if [ -e $(PEERS)/.ready ]; then PYTHONPATH=$(SHIPPED) $(PEERS)/bin/python -m benchmarks $(ARGS); \
	 else $(BIN)/python -m benchmarks $(ARGS); fi

docs: $(READY) ## Build the documentation site into site/ (SITE_URL=https://… adds a sitemap)
	@$(GENERATOR) site $(if $(SITE_URL),--site-url $(SITE_URL)) $(ARGS)

docs-serve: $(READY) ## Show the documentation site, and follow what is edited (ARGS="--port 8001")
	@$(GENERATOR) site --serve $(ARGS)

ci: ## Do what CI does: install the Lua tools, then run `make test` with all of them required
	@.ci/run

lock: $(UV) pyproject.toml ## Pin all packages anew in requirements.lock
	@$(UV) pip compile pyproject.toml --quiet --upgrade --group dev --extra lua --universal --python-version 3.11 \
	   --generate-hashes --no-annotate --no-header --output-file requirements.lock
	@$(UV) pip compile tests/peers/requirements.in --quiet --upgrade --constraint requirements.lock --universal \
	   --python-version 3.11 --generate-hashes --no-annotate --no-header --output-file tests/peers/requirements.lock
	@echo "requirements.lock is new; \`make test\` builds $(VENV) from it."

venv: $(READY) ## Set up .venv, as every other target does when it is needed
	@:

clean: ## Remove everything that git ignores and these targets made
	@rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis dist site tests/artifacts
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Both marks are written last, so that an environment whose building was interrupted is built again.
$(PACKAGES): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	   echo "Python 3.11 or newer is needed, and $(PYTHON) is not. Name another one: make PYTHON=python3.12 …"; exit 1; }
	@echo "→ setting up $(VENV) (about a minute, once)"
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) || { \
	   echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(READY): $(PACKAGES) pyproject.toml
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(PEERS)/.ready: requirements.lock tests/peers/requirements.lock
	@echo "→ setting up $(PEERS) (about a minute, once)"
	@rm -rf $(PEERS)
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PEERS)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r tests/peers/requirements.lock
	@touch $@

$(UV):
	@$(PYTHON) -m venv .cache/uv
	@.cache/uv/bin/python -m pip install -qq --disable-pip-version-check uv==$(UV_VERSION)
