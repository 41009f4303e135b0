# Two commands are enough: make run, make test. The rest is for development.
VENV ?= .venv
python := $(VENV)/bin/python
export VENV

.NOTPARALLEL:
.PHONY: run test bench setup lint types unit js browser shots lock components fuzz access load faults format clean

run:  ## Serve the atlas (HOST, PORT; default http://127.0.0.1:8050)
	@.ci/setup run
	@$(python) -m dashboard serve

test: setup lint types unit js browser  ## Everything: lint, types, unit, contract, JavaScript, browser

bench:  ## Speed and size beside other ways to build the page; writes tests/reports/bench.{json,md}
	@.ci/setup dev
	@.ci/tools bench
	$(python) -m tests.bench $(BENCH)

setup:  ## Environment for development, browser and node for the tests
	@.ci/setup dev
	@.ci/tools
	@.ci/services

lint:
	$(python) -m ruff check .
	$(python) -m ruff format --check .

types:
	$(python) -m mypy

unit:  ## Unit and contract tests with their coverage
	$(python) -m coverage run -m pytest -m "not browser"
	$(python) -m coverage report

js:
	node --test tests/js/*.test.cjs

browser:
	$(python) -m pytest -m browser

shots: setup  ## Pictures of the page for README and review, into tests/screenshots
	$(python) -m tests.browser.shots

format:  ## Put the code in order
	$(python) -m ruff check --fix .
	$(python) -m ruff format .

lock:  ## Pin with hashes again, after requirements*.txt changed
	@.ci/lock

components:  ## Licences of all that is installed; writes tests/reports/components.cdx.json
	$(python) -m dashboard components --sbom tests/reports/components.cdx.json

fuzz:  ## Ask for 100,000 generated addresses; writes tests/reports/fuzz.json
	$(python) -m tests.fuzz.run --addresses $(or $(ADDRESSES),100000) --bodies $(or $(BODIES),4000)

access: setup  ## What axe, keyboard, reflow and contrast are tested for; writes tests/reports/access.json
	$(python) -m tests.access

load:  ## 200 users on two processes, alone and behind nginx, without and with killed processes
	$(python) -m tests.bench.load

faults:  ## What breaks under load, what /readyz says, what users see
	$(python) -m tests.bench.faults

clean:
	rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
