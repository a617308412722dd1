#!/bin/sh
# Makes sure that a program of the tests is there: need.sh node|npm|chromium|firefox|webkit|xvfb|nginx|caddy|wrk. Where apt may install it, it does;
# else it says what to install and fails. A test is never skipped for want of a program.
set -eu

have() {
	for name in "$@"; do
		if found=$(command -v "$name"); then return 0; fi
	done
	return 1
}

# finish says where the program is, if that was asked.
finish() {
	if [ "${1:-}" = path ]; then echo "$found"; fi
	exit 0
}

case "$1" in
node) names="node" package="nodejs" ;;
npm) names="npm" package="npm" ;;
nginx | caddy | wrk) names="$1" package="$1" ;;
chromium) names="chromium chromium-browser google-chrome google-chrome-stable" package="chromium" ;;
firefox) names="firefox-esr firefox" package="firefox-esr" ;;
webkit) names="WebKitWebDriver" package="webkit2gtk-driver" ;;
xvfb) names="Xvfb" package="xvfb" ;;
*) echo "need.sh: unknown program $1" >&2; exit 2 ;;
esac

if have $names; then finish "${2:-}"; fi
if [ "$(id -u)" = 0 ] && have apt-get; then
	echo "installing $package …" >&2
	apt-get update -qq </dev/null
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" </dev/null >/dev/null
fi
have $names || {
	echo "The tests need $1. Install it, for example with: sudo apt-get install $package" >&2
	exit 1
}
finish "${2:-}"
