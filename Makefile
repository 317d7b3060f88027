# Two commands do all the set-up on a machine with Python 3.11 or later and make: `make run` and `make test`.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run plan test lint fix lock bench soak pictures
export PIP_DISABLE_PIP_VERSION_CHECK := 1

PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	$$name -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin
INSTALL := python -m pip install -qq --require-hashes -r

help:
	@echo "make run    set up, then serve the demonstration on http://localhost:8000/"
	@echo "make plan   set up, then check and plan the example trust"
	@echo "make test   set up, then everything that must hold before a change is taken"
	@echo "make lint   style, types and walls; changes nothing        make fix    mend style where a machine can"
	@echo "make bench  how fast, as ratios       make soak   the long tests       make lock   choose dependencies anew"

run: $(BIN)/evenhand
	@$(BIN)/evenhand serve --demo

plan: $(BIN)/evenhand
	@EVENHAND="$(BIN)/evenhand" sh examples/check-and-plan.sh var/plans

test: lint .venv-library/installed
	@sh tests/postgres.sh
	@sh tests/chromium.sh
	$(BIN)/coverage run -m pytest
	@$(BIN)/coverage report
	@echo "And the library once more, where Django is not installed:"
	.venv-library/bin/python -m pytest $(patsubst %,--ignore=tests/%,architecture accounts browser pages site)

lint: .venv/installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

fix: .venv/installed
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: .venv/installed
	$(BIN)/python -m bench

pictures: .venv/installed
	@sh tests/chromium.sh
	PYTHONPATH=src $(BIN)/python tools/pictures.py

soak: .venv/installed
	@sh tests/postgres.sh
	EVENHAND_SOAK=1 $(BIN)/python -m pytest -m soak

# Without the index's address, the machine's paths or anything else that is only so here.
COMPILE = uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-package evenhand
lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: install it with pip install uv, then run make lock again."; exit 2; }
	$(COMPILE) requirements-dev.in -o requirements-dev.txt
	$(COMPILE) requirements.in -c requirements-dev.txt -o requirements.txt
	$(COMPILE) requirements-library.in -c requirements-dev.txt -o requirements-library.txt

# Each environment is made once and brought up to date whenever its lock file changes.
%/bin/python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later that can make a virtual environment was found." \
		"Install one (on Debian: apt-get install python3 python3-venv), or name it: make run PYTHON=/path/to/python3."; exit 2; }
	$(PYTHON) -m venv $*

.venv/installed: requirements-dev.txt $(BIN)/evenhand
	$(BIN)/$(INSTALL) requirements-dev.txt
	@touch $@

.venv-library/installed: requirements-library.txt | .venv-library/bin/python
	.venv-library/bin/$(INSTALL) requirements-library.txt
	@for packages in .venv-library/lib/python3*/site-packages; do echo "$(CURDIR)/src" >"$$packages/evenhand.pth"; done
	@touch $@

# The package itself is used where it stands: nothing is built, so no build tool has to be fetched.
$(BIN)/evenhand: requirements.txt | $(BIN)/python
	$(BIN)/$(INSTALL) requirements.txt
	@for packages in .venv/lib/python3*/site-packages; do echo "$(CURDIR)/src" >"$$packages/evenhand.pth"; done
	@printf '#!/bin/sh\nexec "%s/$(BIN)/python" -m evenhand.cli "$$@"\n' "$(CURDIR)" >$@
	@chmod +x $@
