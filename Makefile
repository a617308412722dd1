# Two commands do everything: make run, make test. The rest is below; make alone lists it.

# What is here works with GNU make 3.81, which macOS has, and with the tools that POSIX names; the rest is Go.

# Whatever the environment says, this is the toolchain; an older Go (1.21 or later) fetches it by itself.
export GOTOOLCHAIN := go1.27.4
export GOEXPERIMENT := simd
# math32's amd64 assembly has other bits than its Go code, which WebAssembly runs. The same files make the same bytes: in any folder, at
# any commit, and whether or not there is a C compiler.
export GOFLAGS := -tags=noasm -trimpath -buildvcs=false
export CGO_ENABLED := 0
export GOWORK := off

PORT ?= 8080
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOTESTSUM := gotest.tools/gotestsum@v1.13.0

STEP := @sh .ci/step.sh
NEED := sh .ci/need.sh
WASM := GOOS=js GOARCH=wasm
BUILD := go build -ldflags "-s -w"
PAGE := wasm/main.go $(shell find wasm/ui wasm/protocol -name '*.go' ! -name '*_test.go') go.mod go.sum
TRAINER := $(shell find nn32 wasm/worker wasm/trainer wasm/protocol -name '*.go' ! -name '*_test.go') go.mod go.sum
# Takes out of a program what it never reads.
SHRINK := wasm/shrink/main.go
PROGRAMS := static/app.wasm static/trainer.wasm static/trainer-scalar.wasm
SERVER := $(shell find server wasm/ui wasm/protocol -name '*.go' ! -name '*_test.go') go.mod go.sum
STATIC := $(shell find static -type f ! -name '*.wasm*')
GO_APP := github.com/maxence-charriere/go-app/v10/pkg/app
ON_NODE := -exec="'$$(go env GOROOT)/lib/wasm/go_js_wasm_exec'"
ON_QEMU := -exec="$$($(NEED) qemu-aarch64 path)"
FUZZTIME ?= 30s
FUZZ := ./nn32:FuzzArchitecture ./nn32/weights:FuzzLoad ./nn32/pretrained:FuzzDecode ./nn32/datasets:FuzzReadIDX ./nn32/datasets:FuzzDecodeIDX ./nn32/datasets:FuzzReadCSV ./nn32/drawing:FuzzToPicture \
	./wasm/protocol:FuzzUnmarshal ./wasm/protocol:FuzzDescribe ./wasm/ui/settings:FuzzFragment ./wasm/ui/panels/handwriting:FuzzReadSamples \
	./wasm/ui/panels/handwriting:FuzzParseJSON \
	./nn32/formats:FuzzRead ./nn32/formats:FuzzONNX ./nn32/formats:FuzzWeights ./nn32/formats:FuzzPickle ./nn32/formats:FuzzZip ./nn32/formats:FuzzInflate ./nn32/formats/internal/hdf5:FuzzOpen ./nn32/formats/internal/json:FuzzParse
# The last that is copied of its four files. Where they cannot be had, all is built without.
MNIST_FILES := static/data/mnist/train-images-idx3-ubyte.gz
# Each has a scope of its own in the browser, and so is checked by itself.
SCRIPTS := page compiler worker service-worker
PURE := ./nn32/... ./wasm/protocol ./wasm/trainer/...
EMULATED := ./nn32 $(addprefix ./nn32/,augment calibrate datasets drawing/... embedding formats/... inside internal/... metrics schedules weights) ./wasm/protocol \
	./wasm/trainer/data ./wasm/trainer/model
RACE := ./nn32/weights ./nn32/metrics ./nn32/schedules ./nn32/calibrate ./nn32/datasets ./nn32/internal/... ./wasm/trainer/data ./wasm/trainer/helpers \
	./wasm/trainer/history ./wasm/trainer/runstore ./server/serving

.PHONY: help run build modules need-go test test-scalar test-simd test-wasm test-race test-arm64 test-slim test-formats test-browser test-served test-browsers check golden pretrained accuracy draw-accuracy \
	fuzz bench bench-go bench-peers bench-server audit vulncheck clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "%-15s %s\n", $$1, $$2 }' Makefile

run: build/server-of-folder $(PROGRAMS) $(MNIST_FILES) ## build and serve the page at http://localhost:8080 (PORT= changes it)
	@exec build/server-of-folder -dir static -addr localhost:$(PORT)

build: build/server ## build the server, one program with all in it; compressing takes a minute when the page has changed

need-go:
	@$(NEED) go

modules: build/modules ## download the Go modules that go.mod names

build/modules: go.mod go.sum | need-go
	$(STEP) "downloading the Go modules that go.mod names …" go mod download
	@mkdir -p build && touch $@

# Where no time is spent, calls stay calls: 65 KB of Brotli less in the page's program, 37 KB in the trainer.
CALLS := -gcflags=digitlab/wasm/...=-l
FORMATS := -gcflags=digitlab/nn32/formats/...=-l

# A program is written under another name first, so that a build that fails leaves no half of one.
# Without net/http, fmt, encoding/json and what they bring the page's program is a third smaller.
static/app.wasm: $(PAGE) build/slim/go.mod $(SHRINK) | build/modules
	$(STEP) "building the page's program (1 of 3) …" env $(WASM) $(BUILD) $(CALLS) $(FORMATS) -gcflags=$(GO_APP)=-l -modfile build/slim/go.mod -o $@.new ./wasm
	@go run $(SHRINK) $@.new
	@mv $@.new $@

build/slim/go.mod: $(shell find wasm/slim -name '*.go') go.mod go.sum | build/modules
	$(STEP) "making the copy of go-app that the page's program is built from …" go run ./wasm/slim build/slim

# The browser unzips for the trainer. Of nn32 the rooms that have no loop of training in them are cold, too: 12 KB of Brotli.
COLD := $(addprefix -gcflags=digitlab/nn32/,datasets=-l drawing/strokes=-l embedding=-l inside=-l)
SMALL := -tags=noasm,nogzip $(CALLS) $(COLD) -gcflags=runtime=-l

static/trainer.wasm: $(TRAINER) $(SHRINK) | build/modules
	$(STEP) "building the trainer (2 of 3) …" env $(WASM) $(BUILD) $(SMALL) -o $@.new ./wasm/worker
	@go run $(SHRINK) $@.new
	@mv $@.new $@

# For a browser that has no vectors.
static/trainer-scalar.wasm: $(TRAINER) $(SHRINK) | build/modules
	$(STEP) "building the trainer for browsers without vectors (3 of 3) …" env GOEXPERIMENT=nosimd $(WASM) $(BUILD) $(SMALL) -o $@.new ./wasm/worker
	@go run $(SHRINK) $@.new
	@mv $@.new $@

$(MNIST_FILES): server/mnist/main.go | build/modules
	$(STEP) "downloading MNIST …" go run ./server/mnist static/data/mnist

# It carries no page, and serves and packs that of a folder.
build/server-of-folder: $(SERVER) | build/modules
	$(STEP) "building the server …" $(BUILD) -o $@.new ./server
	@mv $@.new $@

build/server: build/server-of-folder $(PROGRAMS) $(STATIC) $(MNIST_FILES)
	$(STEP) "compressing the page …" build/server-of-folder -dir static -pack server/site/staged/page.zip
	$(STEP) "building the server with the page in it …" $(BUILD) -tags=noasm,page -o $@.new ./server
	@mv $@.new $@

test: test-simd test-scalar test-wasm test-race test-slim test-formats test-browser ## run every test

# Without asyncpreemptoff a preemption signal may cost vector code some hundredfold.
test-simd: modules ## Go tests, native with vectors
	GODEBUG=asyncpreemptoff=1 go test ./...

test-scalar: modules ## Go tests of the numbers, native without vectors
	GOEXPERIMENT=nosimd go test $(PURE)

test-wasm: modules ## Go tests of the numbers, as WebAssembly under Node
	@$(NEED) node
	$(WASM) go test $(ON_NODE) $(PURE)

# The detector also checks each pointer of the vectors' code. It makes training thirty times slower: of nn32 and the trainer only those
# tests run that have several goroutines, or every kernel.
test-race: modules ## Go tests of the numbers, the trainer and the server under the race detector
	@$(NEED) gcc
	CGO_ENABLED=1 GODEBUG=asyncpreemptoff=1 go test -race -short $(RACE)
	CGO_ENABLED=1 GODEBUG=asyncpreemptoff=1 go test -race -short -run 'Replica|Results|MicroBatch|TestTraceTakes' ./nn32
	CGO_ENABLED=1 GODEBUG=asyncpreemptoff=1 go test -race -short -run 'RunFile|LearnRefuses|TestPing|Damaged' ./wasm/trainer

# On arm64 Go's compiler fuses a product and a sum unless the product is rounded explicitly: the recorded bits find what is not. Emulated
# code is some twenty times slower. So this is not part of make test, and it leaves out the examples and what trains for long.
test-arm64: modules ## Go tests of the numbers for arm64, emulated by QEMU, with vectors and without; some minutes
	@$(NEED) qemu-aarch64
	GOARCH=arm64 go test -short -run '^Test' $(ON_QEMU) $(EMULATED)
	GOARCH=arm64 go test -run Everywhere $(ON_QEMU) ./nn32/pretrained
	GOARCH=arm64 GOEXPERIMENT=nosimd go test -short -run '^Test' $(ON_QEMU) ./nn32 ./nn32/internal/...

test-slim: build/slim/go.mod | modules ## the copy of go-app: vet, and its tests with go-app's own files and, under Node, without them
	@$(NEED) node
	$(WASM) go vet -modfile build/slim/go.mod $(GO_APP)
	go test -modfile build/slim/go.mod $(GO_APP)
	$(WASM) go test $(ON_NODE) -modfile build/slim/go.mod $(GO_APP) ./wasm/slim/std/...

# The readers themselves are the judges: onnxruntime-web, TensorFlow.js and jsfive from npm, Debian's h5dump, h5py, onnx and PyTorch.
test-formats: build/formats/node_modules/.package-lock.json $(MNIST_FILES) | modules ## the files and programs that are written, by the programs that read them
	@for program in gcc h5dump h5py onnx sklearn torch; do $(NEED) $$program || exit 1; done
	GODEBUG=asyncpreemptoff=1 go test -tags=noasm,readers -count=1 ./nn32/formats/...

# Four tests share the machine with each other. One that fails so is run again alone: it fails only if it fails then too, and is told
# in any case. More than three failures are no accident.
test-browser: $(PROGRAMS) $(MNIST_FILES) build/axe/node_modules/.package-lock.json | modules ## the page in headless Chromium
	@for program in chromium nginx; do $(NEED) $$program || exit 1; done
	go run $(GOTESTSUM) --format standard-quiet --rerun-fails=1 --rerun-fails-max-failures=3 --packages="./server/browsertest ./server/site" \
		-- -tags=noasm,browser -count=1 -parallel 4 -timeout 40m -run Browser

test-served: | modules ## one run in Chromium on the page of a server that is up already, URL=http://localhost:8080/
	@$(NEED) chromium
	go test -tags=noasm,browser -count=1 -run '^TestServed$$' ./server/browsertest -served "$(URL)"

# Not in make test, which it would make longer by two minutes, and by 45 seconds more where the two are to be installed.
test-browsers: $(PROGRAMS) | modules ## the essential tests of the page in Firefox and WebKitGTK, with what Chromium computes beside it
	@for program in chromium firefox webkit xvfb; do $(NEED) $$program || exit 1; done
	go test -tags=noasm,browser -count=1 -run Others ./server/browsertest

check: modules test-slim build/jscheck/node_modules/.package-lock.json ## what each commit passes: format, vet, staticcheck, shellcheck, types of the scripts, unit tests, imports
	@unformatted=$$(gofmt -l nn32 wasm server); test -z "$$unformatted" || { echo "gofmt these: $$unformatted"; exit 1; }
	go vet -tags=noasm,browser,readers ./...
	$(WASM) go vet ./wasm/... ./nn32/...
	GOARCH=arm64 go vet ./nn32/...
	go run $(STATICCHECK) -tags=noasm,browser,readers ./...
	@$(NEED) shellcheck
	shellcheck .ci/run .ci/*.sh server/*.sh
	@for scripts in $(SCRIPTS); do echo "tsc -p server/jscheck/$$scripts.json"; \
		node build/jscheck/node_modules/typescript/bin/tsc -p server/jscheck/$$scripts.json || exit 1; done
	GODEBUG=asyncpreemptoff=1 go test -short ./...

golden: ## make the golden numbers anew with PyTorch (Debian's python3-torch and python3-sklearn)
	/usr/bin/python3 nn32/testdata/golden.py
	git diff --exit-code --stat nn32/testdata/golden && echo "they are the same"

pretrained: $(MNIST_FILES) | modules ## train the network that comes with the page anew, from MNIST and drawings; some seven minutes of one core
	GODEBUG=asyncpreemptoff=1 go run ./nn32/cmd/trainpretrained -mnist static/data/mnist
	git diff --exit-code --stat static/data/reader.nn && echo "it is the same"

accuracy: modules ## loss and accuracy of the tutorial's network over 30 seeds
	GODEBUG=asyncpreemptoff=1 go run ./nn32/cmd/accuracy

draw-accuracy: $(MNIST_FILES) | modules ## how well drawings are predicted, by recipe, digit and stage; FLAGS="-seeds 15 -recipes strokes" and the like
	@GODEBUG=asyncpreemptoff=1 go run ./nn32/cmd/drawaccuracy -mnist static/data/mnist $(FLAGS)

fuzz: modules ## look for input that breaks the numbers' doors, FUZZTIME (30s) for each
	@for target in $(FUZZ); do GODEBUG=asyncpreemptoff=1 go test -run '^$$' -fuzz "^$${target#*:}$$" -fuzztime $(FUZZTIME) \
		-fuzzminimizetime 1x $${target%:*} || exit 1; done

bench: bench-go bench-peers ## measure: Go benchmarks, then the page's program beside its peers in one Chromium

bench-go: modules ## Go benchmarks, native with vectors and without, and as WebAssembly under Node; for benchstat
	GODEBUG=asyncpreemptoff=1 go test -run '^$$' -bench . ./nn32/...
	GOEXPERIMENT=nosimd go test -run '^$$' -bench . ./nn32/...
	@$(NEED) node
	$(WASM) go test $(ON_NODE) -run '^$$' -bench . ./nn32/...

# npm's packages, at the versions and checksums of package-lock.json. A lock file is made anew, without the address of a registry, by:
#   npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved
# Lighthouse's parts ask for the latest third-party-web, which no lock file can answer: package.json overrides it.
# Node does not know the authorities that the system trusts, such as that of a proxy; npm is told where they are.
CERTIFICATES := $(firstword $(wildcard /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt))

build/%/node_modules/.package-lock.json: server/%/package-lock.json server/%/package.json
	@for program in node npm; do $(NEED) $$program || exit 1; done
	@mkdir -p build/$*
	@cp server/$*/package.json server/$*/package-lock.json build/$*
	$(STEP) "downloading what server/$*/package-lock.json names …" env NODE_EXTRA_CA_CERTS="$${NODE_EXTRA_CA_CERTS:-$(CERTIFICATES)}" \
		npm ci --prefix build/$* --ignore-scripts --no-audit --no-fund
	@touch $@

bench-peers: build build/bench/node_modules/.package-lock.json ## the page's download, and its start beside the smallest page of go-app; the tutorial's job by Digit Lab, its peers from npm, and PyTorch; a table, and build/bench/bench.md; PART=together runs one part
	@$(NEED) chromium
	rm -f build/bench/peers && ln -s node_modules build/bench/peers
	cp "$$(go env GOROOT)/lib/wasm/wasm_exec.js" build/bench
	$(WASM) $(BUILD) -o build/bench/bench.wasm ./wasm/bench
	GOEXPERIMENT=nosimd $(WASM) $(BUILD) -o build/bench/bench-scalar.wasm ./wasm/bench
	go run ./wasm/bench/button build/bench/button
	GOEXPERIMENT= $(WASM) $(BUILD) -o build/bench/button/web/app.wasm ./wasm/bench/button
	go test -tags=noasm,browser -count=1 -timeout 60m -run 'TestBenchmark/$(PART)' ./server/browsertest -benchmark "$(CURDIR)/build/bench"

bench-server: build ## the server beside nginx, Caddy and Go's FileServer, each under the same load, and a thousand connections
	@for program in wrk nginx caddy; do $(NEED) $$program || exit 1; done
	go test -tags=noasm,browser -count=1 -v -run '^TestLoad$$' ./server/bench -load

audit: build build/audit/node_modules/.package-lock.json ## what outside judges say of the page: Lighthouse, axe-core, html-validate, csp_evaluator, govulncheck; licences, budget
	@$(NEED) chromium
	cp server/audit/audit.mjs build/audit
	go test -tags=noasm,browser -count=1 -v -run '^(TestBudget|TestLicences)$$' ./server ./server/browsertest
	@$(MAKE) --no-print-directory vulncheck
	cd build/audit && node audit.mjs ../server "$$(sh ../../.ci/need.sh chromium path)"

# Its database is at vuln.go.dev; where that cannot be reached it is made from the module that has what is in it. VULNDB= names another,
# such as file:///path.
vulncheck: modules ## known holes in what is built on
	@mkdir -p build && GOBIN="$(CURDIR)/build" go install $(GOVULNCHECK)
	@sh server/vulncheck.sh build $(VULNDB)

clean: ## remove what was built
	rm -rf build server/site/staged static/*.wasm static/*.wasm.new static/data/mnist
