# accord: `make run` serves a seeded register on 127.0.0.1:8080, `make test` is what CI runs.
.PHONY: run test check bench real walks mutations mutants compare clean
.NOTPARALLEL:

BIN := .venv/bin
TO_RUN := .venv/ready-to-run
TO_DEVELOP := .venv/ready-to-develop
LAST := tests/lives/test_every_way.py

run: $(TO_RUN)
	@$(BIN)/accord demo $(if $(PORT),--port $(PORT))

# Random order, two workers; what needs minutes is `make real`.
# The last tests look at what all others have shown, which these write down in .seen.
test: postgres check
	@rm -rf .seen
	@ACCORD_SEEN=.seen $(BIN)/pytest -q -n 2 --dist worksteal -m "not real" --ignore=$(LAST) --cov --cov-report=
	@ACCORD_SEEN=.seen $(BIN)/pytest -q $(LAST)
	@printf 'Lines and branches covered: %s %%\n' "$$($(BIN)/coverage report --format=total)"

check: $(TO_DEVELOP)
	@$(BIN)/ruff format --check --quiet || { echo 'accord: run ".venv/bin/ruff format" and look at what it changed.' >&2; exit 1; }
	@$(BIN)/ruff check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: postgres $(TO_DEVELOP)
	@$(BIN)/python -m benchmarks

real: postgres $(TO_DEVELOP)
	@$(BIN)/pytest -q -m real

# Twenty times as many walks through lives as `make test` takes, and others; ACCORD_SEED draws others still.
walks: $(TO_DEVELOP)
	@ACCORD_WALKS=20 $(BIN)/pytest -q -rP -n 2 $(wildcard tests/lives/test_*_life.py)

# A hundred thousand changes by lot of what an auditor is handed; `make test` tries some thousands.
mutations: $(TO_DEVELOP)
	@ACCORD_MUTATIONS=100000 $(BIN)/pytest -q -n 2 tests/audit/test_mutations.py

# The code of the rules is changed, a place at a time; what no test notices is listed, with the reason why it may stay.
# mutmut makes the changes and notes which tests reach them (it is let to try a few itself); the others we try faster.
mutants: $(TO_DEVELOP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'mutmut>=3.8,<4'
	@$(BIN)/mutmut run 'accord.rules.catalogue.naming*' >/dev/null
	@$(BIN)/python -m tests.rules.mutants
	@$(BIN)/python -m tests.rules.survivors

# Thousands of elections drawn by lot, counted by accord and by the field's own libraries; what differs is explained.
# These bring compilers, solvers and plots with them, and so have an environment of their own.
compare: $(TO_DEVELOP)
	@$(BIN)/python -m venv .venv/compare
	@.venv/compare/bin/python -m pip install --quiet --disable-pip-version-check 'pabutools>=1.2.3,<2' 'pref-voting>=1.18,<2'
	@PYTHONPATH=src:. .venv/compare/bin/python -m tests.compare

# Back to a clean clone; of var/ only the demonstration goes.
clean:
	rm -rf .venv .seen .coverage .coverage.* htmlcov .mypy_cache .ruff_cache .pytest_cache mutants .import_linter_cache .hypothesis build dist
	rm -rf var/demo.db var/demo.db-shm var/demo.db-wal var/demo-log
	find src tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

# Said before anything is downloaded.
.PHONY: postgres
postgres:
	@tools/environment postgres

$(TO_RUN): pyproject.toml tools/environment
	@tools/environment run
	@touch $@

$(TO_DEVELOP): pyproject.toml tools/environment
	@tools/environment dev
	@touch $@ $(TO_RUN)
