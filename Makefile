# The commands of this project. `make run` and `make test` each work alone on a fresh clone
# that has Python 3.11 or newer, make and git.

HOST ?= 127.0.0.1
PORT ?= 8501
# Matrices here are small: a second thread for linear algebra costs more than it gives.
OPENBLAS_NUM_THREADS ?= 1
export HOST PORT PYTHON CHROMIUM OPENBLAS_NUM_THREADS

RUN_READY := .venv/.installed
TEST_READY := .venv/.installed-for-tests
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup run demo migrate check test browser bench bench-scale

help: ## Say what each command does
	@echo "make <command>:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-11s %s\n", $$1, $$2 }' Makefile

setup: $(TEST_READY) ## Make .venv with everything for running, testing and measuring

run: $(RUN_READY) ## Start the app (HOST=127.0.0.1 PORT=8501)
	@scripts/run.sh

demo: $(RUN_READY) ## Start the app on a demonstration database with learners at different stages
	@scripts/demo.sh

migrate: $(RUN_READY) ## Bring the configured database to the newest schema
	@$(BIN)/python -m services.migrate upgrade

check: $(TEST_READY) ## Format, lint, types, layers, content (under a minute)
	@scripts/check.sh

# Three at once on two cores: whoever drives a browser waits more than it computes.
test: $(TEST_READY) browser check ## Everything: checks, then all tests on both databases and in a browser
	@$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

browser: $(TEST_READY)
	@scripts/find_browser.sh

bench: $(TEST_READY) ## Measure clicks, queries and memory (under ten minutes)
	@$(BIN)/python -m bench

bench-scale: $(TEST_READY) ## Measure the product team's dashboards at three sizes (ten minutes)
	@$(BIN)/python -m bench.scale

$(RUN_READY): requirements.txt
	@scripts/make_environment.sh requirements.txt
	@touch $@

$(TEST_READY): requirements.txt requirements-dev.txt content/runtimes/packages/package-lock.json
	@scripts/make_environment.sh requirements-dev.txt
	@scripts/install_packages.sh
	@touch $(RUN_READY) $@
