# make demo     set up, build, and play in the browser at once
# make test     set up, and run every test: the contract, Swift, the binary over sockets, HTTP and
#               WebSocket vectors, the page in Chromium
# make test-contract   hold the binary to its own OpenAPI document; SCHEMATHESIS_EXAMPLES=500 for longer
# make fuzz FUZZ_SECONDS=600   let libFuzzer try what strangers send, so long for each kind
# make fuzz-check   the same, with the same inputs each time, some ten seconds for each kind
# make bench    set up, build, and measure the server beside the limits: Tests/Benchmarks/RESULTS.md
# make kill-loop ROUNDS=50   end the server under load at any moment, and look for what it had acknowledged
# make chaos MINUTES=10 ROUNDS=20   parties at play, cut off and killed at random, and everybody's view beside the table
# make test-thread-sanitizer, make test-address-sanitizer   the Swift suite, and the server under it, with a sanitizer
# make soak MINUTES=10       mixed load on a release build, and a look at what grows
# make format   rewrite the sources in the project's format

SHELL := /bin/bash
# What nobody needs at run time is left out, a fifth of the binary: tables for unwinding (packaging/release.ld), names for
# libraries that would be loaded into us; and addresses are relocated by a packed list, which glibc 2.36 reads.
RELEASE_BUILD := swift build -c release --static-swift-stdlib -Xswiftc -use-ld=lld \
	-Xlinker -T -Xlinker $(CURDIR)/packaging/release.ld -Xlinker --no-eh-frame-hdr -Xlinker --no-export-dynamic \
	-Xlinker -z -Xlinker pack-relative-relocs -Xlinker --icf=safe
RELEASE := $(RELEASE_BUILD) --product mimic

.PHONY: demo build test test-contract test-swift test-conformance test-browser fuzz fuzz-check bench format check-format
.PHONY: setup setup-test setup-bench clean

demo: build
	"$$($(RELEASE) --show-bin-path)/mimic" demo $(DEMO)

build: setup
	$(RELEASE)

test: setup-test test-contract test-swift test-conformance test-browser

test-contract: setup-test
	swift build --product mimic
	Tests/Contract/run "$$(swift build --show-bin-path)/mimic"

test-swift: setup
	swift test --disable-xctest

test-conformance: setup-test
	swift build --product mimic
	swift build --product mimic-ws-echo
	Tests/Conformance/run "$$(swift build --show-bin-path)"

test-browser: setup-test
	swift build --product mimic
	Tests/BrowserTests/run "$$(swift build --show-bin-path)/mimic"

# Ends at the first finding, whose input is kept in .build-fuzz/findings.
FUZZ_SECONDS ?= 600
FUZZ = set -e; for target in Conditions HTTP Images InitData JSON Messages TOML WebSocket YAML; do Tests/Fuzz/run $$target
fuzz: setup
	$(FUZZ) $(FUZZ_SECONDS); done

fuzz-check: setup
	$(FUZZ) check; done

# Quiet the machine first. Exits with 1 when a bar is missed.
bench: setup-bench
	$(RELEASE)
	$(RELEASE_BUILD) --product mimic-ws-echo
	Tests/Benchmarks/run "$$($(RELEASE) --show-bin-path)/mimic" $(BENCH)

# The seed is printed, and can be given: SEED=7.
ROUNDS ?= 50
.PHONY: kill-loop chaos test-thread-sanitizer test-address-sanitizer soak
kill-loop: setup
	MIMIC_KILL_ROUNDS=$(ROUNDS) MIMIC_KILL_SEED=$(SEED) swift test --disable-xctest --filter KillLoopTests

# The tokens of its players last an hour.
chaos: MINUTES = 10
chaos: ROUNDS = 20
chaos: setup
	MIMIC_CHAOS_MINUTES=$(MINUTES) MIMIC_CHAOS_ROUNDS=$(ROUNDS) MIMIC_CHAOS_SEED=$(SEED) \
		swift test --disable-xctest --filter ChaosTests

test-thread-sanitizer: setup
	Tests/Sanitizers/run thread

test-address-sanitizer: setup
	Tests/Sanitizers/run address

MINUTES ?= 10
soak: setup
	$(RELEASE)
	Tests/Soak/run "$$($(RELEASE) --show-bin-path)/mimic" --minutes $(MINUTES)

format:
	swift format --in-place --recursive --parallel Sources Tests Plugins Package.swift

check-format:
	swift format lint --strict --recursive --parallel Sources Tests Plugins Package.swift

setup:
	@scripts/install-packages build

setup-test:
	@scripts/install-packages build test

setup-bench:
	@scripts/install-packages build bench

clean:
	rm -rf .build .build-fuzz Tests/Contract/.venv Tests/BrowserTests/.venv Tests/BrowserTests/screenshots
