#!/bin/sh
# Makes sure that a program, or a package of Python, is there: need.sh PROGRAM [path]. With path it prints where the program is. Root on a
# machine with apt gets what is missing installed; everyone else is told what to install, and the script fails. A test is never skipped for
# want of a program.
# need.sh go also makes sure that Go is new enough, or can fetch the toolchain that go.mod asks for.
set -eu

# have NAME... looks for a program that has one of the names, and leaves its path in found.
have() {
	for name in "$@"; do
		if found=$(command -v "$name"); then return 0; fi
	done
	return 1
}

fail() {
	printf '%s\n' "$@" >&2
	exit 1
}

finish() {
	if [ "$asked" = path ]; then printf '%s\n' "$found"; fi
	exit 0
}

need_go() {
	cd "$(dirname "$0")/.."
	wanted=$(sed -n 's/^go //p' go.mod)
	where="Go $wanted is at https://go.dev/dl/. An older one, from 1.21 on, fetches it by itself:
  Debian 13, Ubuntu 24.04 and later: sudo apt-get install golang-go
  Fedora: sudo dnf install golang
  macOS: brew install go"
	have go || fail "Go is not here (there is no program go in PATH)." "$where"
	version=$(GOTOOLCHAIN=local go version)
	minor=${version#*go1.}
	minor=${minor%%[!0-9]*}
	if [ "${minor:-21}" -lt 21 ]; then
		fail "This Go is too old: $version. It must be 1.21 or later." "$where"
	fi
	go list -m >/dev/null || fail "Go could not get ready (its own words are above)." \
		"This is $version, and go.mod asks for $wanted, which an older Go downloads once, from the module proxy that 'go env GOPROXY' names." \
		"Make sure that it can be reached and that the disk is not full, or install Go $wanted yourself: https://go.dev/dl/"
	finish
}

# install lets root on a machine with apt have a package.
install() {
	if [ "$(id -u)" = 0 ] && have apt-get; then
		echo "installing $1 …" >&2
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"; } </dev/null >/dev/null ||
			echo "apt-get could not install it" >&2
	fi
}

# need_module NAME looks for a package of the system's Python; that of Debian and of Fedora is called python3-NAME.
need_module() {
	python=/usr/bin/python3
	imports() { "$python" -c "import $1" >/dev/null 2>&1; }
	imports "$1" || install "python3-$1"
	imports "$1" || fail "Python's package $1 is needed, and $python does not have it. To install it:" \
		"  Debian, Ubuntu: sudo apt-get install python3-$1" \
		"  Fedora: sudo dnf install python3-$1" \
		"  macOS: it is not to be had there; use Linux for this"
	found=$python
	finish
}

program=$1 asked=${2:-}
# The package of Debian, of Fedora and of Homebrew, then the names that the program may have.
case $program in
go) need_go ;;
h5py | onnx | sklearn | torch) need_module "$program" ;;
h5dump) set -- hdf5-tools hdf5 hdf5 h5dump ;;
node) set -- nodejs nodejs node node ;;
npm) set -- npm npm node npm ;;
nginx | caddy | wrk) set -- "$program" "$program" "$program" "$program" ;;
gcc) set -- gcc gcc gcc gcc ;;
qemu-aarch64) set -- qemu-user qemu-user "" qemu-aarch64 qemu-aarch64-static ;;
shellcheck) set -- shellcheck ShellCheck shellcheck shellcheck ;;
chromium) set -- chromium chromium "--cask google-chrome" chromium chromium-browser google-chrome google-chrome-stable \
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ;;
firefox) set -- firefox-esr firefox "--cask firefox" firefox-esr firefox ;;
webkit) set -- webkit2gtk-driver /usr/bin/WebKitWebDriver "" WebKitWebDriver ;;
xvfb) set -- xvfb /usr/bin/Xvfb "--cask xquartz" Xvfb ;;
*)
	echo "need.sh: unknown program $program" >&2
	exit 2
	;;
esac
debian=$1 fedora=$2 homebrew=$3
shift 3

if have "$@"; then finish; fi
install "$debian"
have "$@" || fail "$program is needed, and it is not here (no $1 in PATH). To install it:" \
	"  Debian, Ubuntu: sudo apt-get install $debian" \
	"  Fedora: sudo dnf install $fedora" \
	"  macOS: ${homebrew:+brew install }${homebrew:-it is not to be had there; use Linux for this}" \
	"  elsewhere: the package that has the program $1"
finish
