# make publish  checks the reference document and publishes it to dist/
# make test     runs the tests
# Each creates what it needs below .venv/; nothing outside this folder is touched.

PYTHON ?= python3
PY := .venv/bin/python
RUN := $(PY) -m perfspec
PIP := $(PY) -m pip install --quiet --disable-pip-version-check

# Before 3.13 Python does not start from a path with Chinese characters where LC_ALL=C.
ifneq (,$(filter C POSIX,$(LC_ALL)))
export LC_ALL := C.UTF-8
endif

.PHONY: help publish test lint fuzz mutate bench docs wheel clean

help:
	@sed -n 's/^# //p' Makefile

publish: .venv/publish
	$(RUN) check
	$(RUN) opinion
	$(RUN) build --output dist

test: .venv/test
	$(PY) -m pytest -n auto --dist loadfile

lint: .venv/dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(RUN) fmt --check

# The property tests with many more examples; takes about half an hour.
fuzz: .venv/test
	HYPOTHESIS_PROFILE=deep $(PY) -m pytest -n auto -m hypothesis
	$(PY) -m tests.test_yamlfile_ordinary 3000000

# Small changes of the rules and of the engine that the tests must notice; takes about half an hour.
mutate: .venv/mutation
	$(PY) benchmarks/mutation.py

docs: .venv/core
	$(PY) -m perfspec.docs docs

# Builds the wheel, installs it into a clean environment and uses it on a new workspace elsewhere.
# Times checks beside other tools, which it installs below build/; takes about half an hour.
bench: .venv/test
	$(PY) benchmarks/bench.py --peers --large 100000

wheel: .venv/dev
	rm -rf build/wheel
	$(PY) -m build --outdir build/wheel
	$(PYTHON) -m venv build/wheel/venv
	build/wheel/venv/bin/python -m pip install --quiet --disable-pip-version-check build/wheel/*.whl
	cd build/wheel && venv/bin/python -m perfspec init workspace --profile mof-2021 --year 2024
	cd build/wheel/workspace && ../venv/bin/python -m perfspec new 41010524P00000110001A --name 校舍维修
	cd build/wheel/workspace && ../venv/bin/python -m perfspec check
	cd build/wheel/workspace && ../venv/bin/python -m perfspec build

.venv/mutation: pyproject.toml | .venv/core
	$(PIP) --editable '.[mutation]'
	@touch $@

clean:
	rm -rf .venv build dist node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "perfspec 需要 Python 3.11 以上 / needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo "缺少 venv / venv is missing: sudo apt-get install python3-venv"; exit 1; }

.venv/core: pyproject.toml | .venv/bin/python
	$(PIP) --editable .
	@touch $@

.venv/publish: pyproject.toml | .venv/core
	$(PIP) --editable '.[publish]'
	@touch $@

.venv/test: pyproject.toml | .venv/core
	$(PIP) --editable '.[test]'
	@touch $@

.venv/dev: pyproject.toml | .venv/core
	$(PIP) --editable '.[dev]'
	@touch $@
