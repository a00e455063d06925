# Each target is one line; .venv is made once and again when its inputs change.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-all bench lint release messages
demo: .venv/ready ## release, hand in, grade and return a class of twelve
	$(BIN)/python -m autograder demo
test: lint ## every test; CI runs this
	@requirements/system.sh browser
	$(BIN)/python -m pytest -n auto --dist loadgroup -m "not slow" $(COVERAGE)
	$(BIN)/python -m tests.support.translated build/pt_BR
	LESSON_GRADING=1 OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --dist loadfile \
		--nbval-lax --nbval-kernel-startup-timeout=300 source build/pt_BR
test-all: COVERAGE := --cov --cov-report=
test-all: test ## and everything through the whole pipeline, every control, a million inputs: hours
	$(BIN)/python -m pytest -n auto --dist loadgroup -m slow --cov --cov-append --cov-fail-under=70
	LESSON_FRAMEWORK=tensorflow LESSON_GRADING=1 OMP_NUM_THREADS=1 $(BIN)/python -m pytest --nbval-lax source/word-lab
lint: .venv/ready ## ruff, and mypy strict
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
bench: .venv/ready ## what sandbox and engine cost, into benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks.sandbox && $(BIN)/python -m benchmarks.engine
release: .venv/ready ## generate release/ from source/
	$(BIN)/python -m autograder release
messages: .venv/ready ## extract every message and bring the catalogues up to date
	$(BIN)/python -m autograder.translation update

.venv/ready: pyproject.toml constraints.txt requirements/system.sh
	@requirements/system.sh sandbox
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[pytorch,tensorflow,dev]'
	touch $@
