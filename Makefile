# Every target works on a bare Debian or Ubuntu with git, make, python3 and python3-venv.
PORT ?= 8000
BIN := .venv/bin
CHECK := $(BIN)/python scripts/check.py
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Compiled modules are kept: without them each start compiles every library again, for seconds.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test test-all test-clock check lint unit web browser a11y bench screenshots translations lock environment dev

help: ## Show these lines
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*##/ { printf "make %-13s %s\n", $$1, $$2 }' Makefile

run: export PIXLEARN_PUBLIC_URL ?= http://127.0.0.1:$(PORT)
run: environment ## Serve http://127.0.0.1:8000 with demo data (PORT=… for another port)
	@$(BIN)/python scripts/translations.py compile
	@$(BIN)/flask upgrade
	@$(BIN)/flask demo
	@printf '\n  pixlearn: http://127.0.0.1:%s   (Ctrl+C stops it)\n\n' $(PORT)
	@exec $(BIN)/gunicorn --bind 127.0.0.1:$(PORT) wsgi:app

test: dev ## Install what is missing, then run what every change must pass
	@$(CHECK)

test-all: dev ## Before a release: all tests on both databases, all formats of all pages
	@$(CHECK) all

test-clock: dev ## Before a release: unit and web tests at each moment that is odd
	@$(CHECK) clock

check: ## The checks of `make test`, install nothing
	@$(CHECK)

lint: dev ## Style, types, layers, templates, content, translations
	@$(CHECK) lint

unit: dev ## The rules and the content, without app or database
	@$(CHECK) unit

web: dev ## The pages on SQLite, and on PostgreSQL what differs there
	@$(CHECK) web

browser: dev ## Chromium and axe on every page, at 360 px, light and dark
	@$(CHECK) browser

a11y: dev ## Chromium and axe: all pages, formats, themes and text sizes
	@$(CHECK) a11y

BENCH := $(if $(AGAINST),--against $(AGAINST)) $(if $(SECTION),--section $(SECTION)) \
	$(if $(SECONDS),--seconds $(SECONDS)) $(if $(THINK),--think $(THINK))
bench: environment ## Beside an earlier commit (AGAINST=c52ab2d, SECTION=locks): docs/performance.md
	@$(BIN)/python -m scripts.bench $(BENCH)

screenshots: dev ## Make docs/screenshots/ again from the running app
	@$(BIN)/python scripts/screenshots.py

translations: dev ## Read the sentences of the code and templates again
	@$(BIN)/python scripts/translations.py extract

LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url --no-emit-find-links $(UPGRADE)
lock: dev ## Compile requirements/*.txt again (UPGRADE=--upgrade for newer versions)
	@$(LOCK) --output-file requirements/run.txt
	@$(LOCK) --extra postgres --output-file requirements/postgres.txt
	@$(LOCK) --group dev --output-file requirements/dev.txt

environment:
	@case "$$PIXLEARN_DATABASE_URL" in \
	  postgresql*) scripts/environment.sh postgres ;; \
	  *) scripts/environment.sh run ;; \
	esac

dev:
	@scripts/environment.sh dev
