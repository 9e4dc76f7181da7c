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
  INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_MORE)
endif

# Also where the surroundings say otherwise, as images of containers do: the tests start hundreds of processes, and each
# would compile our sources anew, for longer than most of them run.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo page test quick quick-unit check lint types layers unit coverage explore golden docs site pins release vulnerabilities bench clean

help:
	@sed -n '1,7p' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "renja needs Python 3.11 or newer; say which: make demo PYTHON=python3.12")'
	$(CREATE)

$(VENV)/.installed: requirements.txt requirements-ocr.txt requirements-build.txt pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements-ocr.txt -r requirements-build.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-page: requirements-page.txt $(VENV)/.installed
	$(INSTALL) --require-hashes -r requirements-page.txt
	@touch $@

# Everything by one call, which is quicker than one after the other: requirements-dev.txt brings all but what builds the pages.
$(VENV)/.installed-dev: $(wildcard requirements*.txt) pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements-dev.txt -r requirements-docs.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $(VENV)/.installed $(VENV)/.installed-page $@

demo: $(VENV)/.installed
	$(BIN)/renja ingest samples --out $(OUT)
	$(BIN)/renja query $(OUT) --file docs/contoh.sql

page: $(VENV)/.installed-page
	$(BIN)/renja dashboard $(OUT)

test: $(VENV)/.installed-dev
	@$(MAKE) --no-print-directory check

check: lint layers
	@$(MAKE) --no-print-directory -j2 types unit

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
# Three workers on two cores: tests of the page and of whole runs wait a quarter of their time.
unit:
	$(BIN)/python -m pytest -n 3 --dist loadfile --hypothesis-profile=ci

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

# The lists of exact versions, with the hash of every wheel and sdist, for all systems and Pythons at once; needs uv.
# What is pinned stays where it still fits; make pins NEWEST=--upgrade takes the newest that fit.
PIN = uv pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-annotate --no-header $(NEWEST)
# $(call pins,LIST,the lists that it adds to,what is asked for,what it says of itself)
define pins
	$(PIN) $(3) $(addprefix -c ,$(2)) $$(sed -n 's/^\([a-z0-9-]*\)[^ ]*==.*/--no-emit-package=\1/p' /dev/null $(2)) -o $(1)
	@{ echo "# $(4)"; $(foreach list,$(2),echo "-r $(list)";) grep -v '^ *#' $(1); } > $(1).new && mv $(1).new $(1)
endef

pins:
	$(call pins,requirements.txt,,pyproject.toml,What renja runs with on Python 3.11 to 3.13 and any platform. Written by make pins (CONTRIBUTING.md).)
	$(call pins,requirements-ocr.txt,requirements.txt,pyproject.toml --extra ocr,What reads scanned pages besides (renja[ocr]). rapidocr's wheel carries its models: nothing is fetched at run time.)
	$(call pins,requirements-page.txt,requirements.txt,pyproject.toml --extra page -c requirements-ocr.txt,What draws charts and the page besides (renja[page]). Nothing of it loads from the internet at run time.)
	$(call pins,requirements-s3.txt,requirements.txt,pyproject.toml --extra s3 -c requirements-page.txt,What addresses of object stores need besides (renja[s3]).)
	$(call pins,requirements-build.txt,,--group build -c requirements-ocr.txt,What builds the package.)
	$(call pins,requirements-dev.txt,requirements.txt $(foreach part,ocr page s3 build,requirements-$(part).txt),pyproject.toml --all-extras,What the checks of make test need besides.)
	$(call pins,requirements-docs.txt,,--group docs -c requirements-page.txt -c requirements-dev.txt,What builds the documentation as pages; by itself: it needs on every system what others need on Windows.)

# Known vulnerabilities of the pinned packages, by pip-audit in an environment of its own; asks over the network.
vulnerabilities:
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(VENV)-audit/bin/pip-audit --no-deps --disable-pip $(foreach list,requirements.txt requirements-ocr.txt requirements-page.txt requirements-s3.txt,-r $(list))

bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench.renjabench table

clean:
	rm -rf $(VENV) $(VENV)-audit $(OUT) situs dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
