# Every target is one line a person could type; `make demo` and `make test` set up what they need.
PYTHON ?= python3
BIN := .venv/bin
export PYTHONDONTWRITEBYTECODE := # the tests start hundreds of processes: what is compiled once is kept

.PHONY: setup setup-dev demo test night check screens sbom lock clean

setup: .venv/runtime.stamp          ## an environment with .venv/bin/passend

setup-dev: .venv/dev.stamp          ## the same, with what the tests and checks need

demo: .venv/runtime.stamp           ## collect, match, serve: prints the address and the sign-ins
	@$(BIN)/passend demo

test: .venv/dev.stamp               ## every test; browser tests skip with a reason without a Chromium
	@$(BIN)/python -m pytest -n 4 --dist worksteal

night: .venv/dev.stamp              ## the long rows of the test plan; NIGHT=small for an hour less; writes docs/security-figures.md
	@$(BIN)/python -m pytest -p no:cacheprovider -o python_files='t[0-9]*.py' -o faulthandler_timeout=7200 tests/night

check: .venv/dev.stamp              ## format, lint, types, import contracts
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports

screens: .venv/dev.stamp            ## pictures of every screen of the demo in build/screens
	@$(BIN)/python -m passend.screens build/screens

sbom: .venv/runtime.stamp           ## what the program is made of: build/sbom.json (CycloneDX 1.6)
	@$(BIN)/python -m passend.bill_of_materials requirements.lock build/sbom.json

lock: .venv/dev.stamp               ## refresh the locks: versions and hashes, no addresses
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra dev pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -c requirements-dev.lock pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra bench -c requirements.lock pyproject.toml -o requirements-bench.lock

clean:                              ## forget the environment and every cache
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache *.egg-info

.venv/runtime.stamp: requirements.lock pyproject.toml
	@PYTHON="$(PYTHON)" ./setup.sh requirements.lock && touch $@

.venv/dev.stamp: requirements-dev.lock pyproject.toml
	@PYTHON="$(PYTHON)" ./setup.sh requirements-dev.lock && touch $@ .venv/runtime.stamp
