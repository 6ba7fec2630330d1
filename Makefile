# make demo     set up, build, and play in the browser at once
# make test     set up, and run every test: Swift, the binary over sockets, the page in Chromium
# make format   rewrite the sources in the project's format

SHELL := /bin/bash
RELEASE := swift build -c release --static-swift-stdlib --product mimic

.PHONY: demo build test test-swift test-browser format check-format setup setup-test clean

demo: build
	"$$($(RELEASE) --show-bin-path)/mimic" demo $(DEMO)

build: setup
	$(RELEASE)

test: setup-test test-swift test-browser

test-swift: setup
	swift test --disable-xctest

test-browser: setup-test
	swift build --product mimic
	Tests/BrowserTests/run "$$(swift build --show-bin-path)/mimic"

format:
	swift format --in-place --recursive --parallel Sources Tests Plugins Package.swift

check-format:
	swift format lint --strict --recursive --parallel Sources Tests Plugins Package.swift

setup:
	@scripts/install-packages build

setup-test:
	@scripts/install-packages build test

clean:
	rm -rf .build Tests/BrowserTests/.venv Tests/BrowserTests/screenshots
