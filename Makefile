# strata: build, try, test and install. `make` alone lists the targets.

IMAGE   ?= Fixtures/naive-bk.tar.zst
PREFIX  ?= /usr/local
DESTDIR ?=
SECONDS ?= 60
IMAGES  ?= $(wildcard Fixtures/*.tar.zst)

# What the program is built with, and what its tests use besides.
BUILD_PACKAGES = libncurses-dev libarchive-dev libisal-dev libxxhash-dev libssl-dev libyaml-dev libvectorscan-dev libsqlite3-dev \
                 pkg-config python3
# What archives of it are linked with and made by besides.
DIST_PACKAGES  = nettle-dev liblzma-dev libzstd-dev liblz4-dev libbz2-dev zlib1g-dev nasm dpkg-dev lintian buildah xz-utils
TEST_PACKAGES  = tmux python3-jsonschema xz-utils zstd
SUDO           = $(if $(filter 0,$(shell id -u)),,sudo)

# What --version says: the tag, or the last one and the commits since; without tags the commit.
export STRATA_VERSION ?= $(shell git describe --tags --dirty 2> /dev/null | sed 's/^v//' | grep . || \
                           git describe --always --dirty --abbrev=12 2> /dev/null | sed 's/^/0.0.0-/' | grep . || echo 0.0.0-unknown)

# The time that packages and archives say they are of: the last change's.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2> /dev/null | grep . || echo 0)

STRATA  = .build/release/strata
RELEASE = swift build -c release --product strata --static-swift-stdlib
bindir  = $(DESTDIR)$(PREFIX)/bin
share   = $(DESTDIR)$(PREFIX)/share
plugins = $(DESTDIR)$(PREFIX)/libexec/docker/cli-plugins
ZSH_FUNCTIONS ?= $(PREFIX)/share/zsh/site-functions

# Where packages, archives and the image go.
DISTRIBUTION = .build/distribution

# Where the documentation of the library goes.
DOCUMENTATION = .build/documentation

.PHONY: help run build test conformance lint rules docs use-it bench fuzz threads screenshots install uninstall deb dist image distribution-test packages \
        test-packages distribution-packages swift clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build strata and open an image: make run IMAGE=image.tar
	@$(STRATA) $(IMAGE)

build: packages ## Build the release program, .build/release/strata
	$(RELEASE)

test: test-packages ## Run all tests, and hold the JSON that they made strata write against its schemas
	swift build --build-tests
	rm -rf .build/documents
	STRATA_DOCUMENTS=$(CURDIR)/.build/documents SWIFT_BACKTRACE=enable=no swift test --skip-build --disable-xctest
	/usr/bin/python3 -W ignore Fixtures/schemas/validate.py --directory .build/documents

conformance: build ## Compare with independent computations, and with other tools where they are installed
	python3 Tests/Conformance/all.py $(STRATA)

lint: packages ## Check format, warnings, the README's key table, the table of bounds, the rules of the house and the library's use
	swift format lint --strict --recursive Sources Tests Fixtures/use-it Package.swift
	swift build --build-tests --scratch-path .build-lint -Xswiftc -warnings-as-errors
	STRATA=.build-lint/debug/strata Tests/Lint/check-readme.sh
	STRATA=.build-lint/debug/strata Tests/Lint/rules-reference.sh
	Tests/Lint/rules.py
	Tests/Lint/bounds.py
	Tests/Lint/house.py --check
	Tests/Lint/apart.sh .build-lint/debug
	Tests/Lint/use-it.sh

rules: ## Write the list of rules anew from the files of the rules
	Tests/Lint/rules.py --write

docs: packages ## Write the rules' reference and build the library's documentation, .build/documentation
	swift build --product strata
	Tests/Lint/rules-reference.sh --write
	@rm -rf $(DOCUMENTATION) && mkdir -p .build
	swift package --disable-sandbox generate-documentation --target ImageAnalysis --output-path $(DOCUMENTATION) 2>&1 | tee .build/documentation.log
	@! grep -n 'warning:\|error:' .build/documentation.log
	@test -f $(DOCUMENTATION)/index.html

use-it: packages ## Build a package outside of this one that uses the library, run it, compare what it prints
	Tests/Lint/use-it.sh

fuzz: build ## Fuzz the library under AddressSanitizer, and the program: make fuzz SECONDS=60, shared by all
	python3 Tests/Fuzz/fuzz.py --seconds $(SECONDS)

threads: packages ## Read images under ThreadSanitizer: make threads IMAGES="a.tar b.tar"
	swift build --sanitize thread --package-path Tests/Threads --scratch-path .build-threads
	.build-threads/debug/threads $(IMAGES)

bench: build ## Measure against dive, tar, igzip and grep, and what keys cost; prints tables
	Tests/Bench/bench.sh

screenshots: build ## Take the README's pictures anew
	Screenshots/take.sh

install: build ## Install program, plugin of docker, completions and man page: make install PREFIX=/usr/local DESTDIR=
	install -Dsm755 $(STRATA) $(bindir)/strata
	install -d $(plugins) $(share)/bash-completion/completions $(DESTDIR)$(ZSH_FUNCTIONS) $(share)/fish/vendor_completions.d
	ln -sf ../../../bin/strata $(plugins)/docker-strata
	$(STRATA) --generate-completion-script bash > $(share)/bash-completion/completions/strata
	$(STRATA) --generate-completion-script zsh > $(DESTDIR)$(ZSH_FUNCTIONS)/_strata
	$(STRATA) --generate-completion-script fish > $(share)/fish/vendor_completions.d/strata.fish
	install -d $(share)/man/man1
	$(STRATA) --experimental-dump-help \
	  | Tests/Distribution/manual.py $(STRATA_VERSION) $(shell date -u -d @$(SOURCE_DATE_EPOCH) +%F) > $(share)/man/man1/strata.1
	install -d $(share)/strata
	install -m644 Fixtures/*.tar.zst $(share)/strata
	cp -r --no-preserve=ownership Fixtures/lessons $(share)/strata

uninstall: ## Remove what install put there
	rm -f $(bindir)/strata $(plugins)/docker-strata $(share)/bash-completion/completions/strata \
	  $(DESTDIR)$(ZSH_FUNCTIONS)/_strata $(share)/fish/vendor_completions.d/strata.fish $(share)/man/man1/strata.1
	rm -rf $(share)/strata

deb: build distribution-packages ## Make a Debian package, in .build/distribution
	Tests/Distribution/deb.sh $(DISTRIBUTION)

dist: build distribution-packages ## Make an archive that needs libc alone, and the image; with checksums and bill of materials
	Tests/Distribution/archive.sh $(DISTRIBUTION)

image: build distribution-packages ## Make strata's own image, an OCI archive from scratch
	Tests/Distribution/link.sh $(DISTRIBUTION)
	Tests/Distribution/image.sh $(DISTRIBUTION)/strata-static $(DISTRIBUTION)

distribution-test: distribution-packages ## Try what deb, dist and image made, engines, the action and the hooks; needs root, debootstrap and docker's client
	Tests/Distribution/twice.sh $(DISTRIBUTION)
	Tests/Distribution/bare.sh $(DISTRIBUTION)
	Tests/Distribution/self.sh $(STRATA) $(DISTRIBUTION)
	Tests/Distribution/plugin.sh $(STRATA)
	Tests/Distribution/engines.sh $(STRATA)
	Tests/Distribution/action.py $(STRATA)
	Tests/Distribution/hooks.sh $(STRATA)

clean: ## Remove what was built
	rm -rf .build .build-fuzz .build-threads .build-lint .build-use-it

packages: swift
	@$(call need,$(BUILD_PACKAGES))

test-packages: swift
	@$(call need,$(BUILD_PACKAGES) $(TEST_PACKAGES))

distribution-packages: swift
	@$(call need,$(BUILD_PACKAGES) $(DIST_PACKAGES))

swift:
	@command -v swift > /dev/null || { echo "Swift 6.1 or newer is missing: get it from https://www.swift.org/install and put it into PATH." >&2; exit 1; }

# Installs those of the Debian packages $(1) that are not there; does nothing, and asks nothing, when all are.
define need
missing=; for package in $(1); do dpkg -s $$package 2> /dev/null | grep -q '^Status: .* installed' || missing="$$missing $$package"; done; \
if [ -n "$$missing" ]; then echo "installing$$missing"; \
$(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; fi
endef
