# .venv is made once, and again when its inputs change.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/pip install --quiet --constraint constraints.txt --editable
# What make demo speaks; := since on many systems the environment has another LANGUAGE, en_US:en.
LANGUAGE := en
# Tests start hundreds of processes: each module is compiled once, not in each of them.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-all bench lint release pictures messages
demo: .venv/ready ## release, hand in, grade and return a class of twelve
	$(BIN)/python -m autograder demo --language $(LANGUAGE)
# Four workers on two cores: half of the time, a test or a notebook waits for another process.
NBVAL := LESSON_GRADING=1 OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 4 --dist loadfile \
	--nbval-lax --nbval-kernel-startup-timeout=300
test: .venv/dev ## every test but the long ones; CI runs this
	@requirements/system.sh tests
	$(BIN)/python -m pytest -n 4 --dist loadgroup --timeout 300 --hypothesis-profile=ci -m "not slow" $(COVERAGE)
	$(NBVAL) source
test-all: COVERAGE := --cov --cov-report=
test-all: test ## and everything through the whole pipeline, every control, a million inputs: hours
	$(BIN)/python -m pytest -n auto --dist loadgroup -m slow --cov --cov-append --cov-fail-under=70
	$(BIN)/python -m tests.support.translated build/pt_BR # the same programs: tests/test_languages.py
	$(NBVAL) build/pt_BR
	LESSON_FRAMEWORK=tensorflow $(NBVAL) source/word-lab
lint: .venv/dev ## ruff, mypy strict, and the layers of autograder/
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports
bench: .venv/dev ## what grading costs, into benchmarks/RESULTS.md and docs/scaling.md
	$(BIN)/python -m benchmarks.sandbox && $(BIN)/python -m benchmarks.engine \
		&& $(BIN)/python -m benchmarks.scaling
release: .venv/ready ## generate release/ from source/
	$(BIN)/python -m autograder release
pictures: .venv/dev ## of what one clicks, for the guides
	$(BIN)/python -m tests.support.pictures docs/pictures
messages: .venv/dev ## extract every message and bring the catalogues up to date
	$(BIN)/python -m autograder.translation update

.venv/ready: pyproject.toml constraints.txt requirements/system.sh
	@requirements/system.sh sandbox
	$(PYTHON) -m venv .venv
	$(INSTALL) '.[pytorch,tensorflow]'
	$(BIN)/python -m autograder.server # /autograder/questions, beside formgrader
	touch $@
.venv/dev: .venv/ready # what only tests, checks of the code and translators need
	$(INSTALL) '.[dev]'
	touch $@
