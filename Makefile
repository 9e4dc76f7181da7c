# Two commands do everything, on a machine with only Python (3.11 to 3.13) and make:
#   make demo   creates .venv, reads samples/ into hasil/, prints what was read and an example query with its answer
#   make test   creates .venv and passes every check
#   make page   opens the page over hasil/ in a browser (after make demo)
#   make quick  a part of make test, for while you work: lint, types, layers, unit tests; no documents, no browser
# uv is used where it is present, pip where it is not. Another Python: make test PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
OUT ?= hasil

ifneq ($(UV),)
  CREATE = $(UV) venv --quiet --python $(PYTHON) $(VENV)
  INSTALL = $(UV) pip install --quiet --python $(BIN)/python
else
  CREATE = $(PYTHON) -m venv $(VENV)
  INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: help demo page test quick quick-unit check lint types layers unit coverage explore golden docs site release vulnerabilities bench clean

help:
	@sed -n '1,7p' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "renja needs Python 3.11 or newer; say which: make demo PYTHON=python3.12")'
	$(CREATE)

$(VENV)/.installed: requirements.txt requirements-ocr.txt requirements-build.txt pyproject.toml | $(BIN)/python
	$(INSTALL) -r requirements.txt -r requirements-ocr.txt -r requirements-build.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-page: requirements-page.txt $(VENV)/.installed
	$(INSTALL) -r requirements-page.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements-docs.txt $(VENV)/.installed-page
	$(INSTALL) -r requirements-dev.txt
	$(INSTALL) -r requirements-docs.txt
	@touch $@

demo: $(VENV)/.installed
	$(BIN)/renja ingest samples --out $(OUT)
	$(BIN)/renja query $(OUT) --file docs/contoh.sql

page: $(VENV)/.installed-page
	$(BIN)/renja dashboard $(OUT)

test: $(VENV)/.installed-dev
	@$(MAKE) --no-print-directory check

check: lint types layers unit

# By folders: whole documents, processes and browsers are tested in tests/renja, which is left out, and QUICK_NOT is slow.
QUICK := tests/audit tests/extract tests/nomenclature tests/normalize tests/output tests/settle tests/renja/test_imports.py \
  tests/renja/texts
QUICK_NOT := tests/audit/test_properties.py tests/extract/scan tests/output/test_compact.py tests/settle/test_damage.py

quick: $(VENV)/.installed-dev
	@$(MAKE) --no-print-directory -j 2 --output-sync=target lint types layers quick-unit

quick-unit:
	$(BIN)/python -m pytest -n 2 --dist loadfile --hypothesis-profile=ci $(QUICK) $(QUICK_NOT:%=--ignore=%)

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

layers:
	$(BIN)/lint-imports

# Hypothesis' own profile "ci" draws the same examples each time: what passed once on a commit passes again.
unit:
	$(BIN)/python -m pytest -n 2 --dist loadfile --hypothesis-profile=ci

# Which lines the tests run: tracing them makes the tests a third slower, so it is asked for by itself.
coverage: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile --hypothesis-profile=ci --cov --cov-report=term:skip-covered

# New examples each time: what it finds becomes a test of its own.
explore: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile tests

golden: $(VENV)/.installed-dev
	$(BIN)/python tests/golden/regenerate.py

# The pages that are made from the code.
docs: $(VENV)/.installed-dev
	$(BIN)/python docs/dataset.py
	$(BIN)/python docs/acuan.py
	$(BIN)/python docs/licences.py

# The documentation as a web site in situs/, without the internet; tests/renja/test_site.py builds it too.
site: docs
	$(BIN)/python -m mkdocs build --strict --site-dir situs

# The wheel, tried in a fresh environment of each Python that we support; docs/release.md says when.
PYTHONS ?= python3.11 python3.12 python3.13
release: $(VENV)/.installed
	rm -rf dist
	$(BIN)/python -m hatchling build
	for python in $(PYTHONS); do .ci/wheel $$python || exit 1; done

# Known vulnerabilities of the pinned packages, by pip-audit in an environment of its own; asks over the network.
vulnerabilities:
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(VENV)-audit/bin/pip-audit --no-deps --disable-pip $(foreach list,requirements.txt requirements-ocr.txt requirements-page.txt requirements-s3.txt,-r $(list))

bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench.renjabench table

clean:
	rm -rf $(VENV) $(VENV)-audit $(OUT) situs dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
