#!/bin/sh
# Takes a step of the build: step.sh WORDS COMMAND [ARGUMENT]... It prints the words and runs the command. When the command fails for a
# reason that is known, such as a full disk, it says what to do.
set -u

printf '%s\n' "$1"
shift
exec 3>&1
said=$("$@" 2>&1 >&3)
code=$?
if [ -n "$said" ]; then printf '%s\n' "$said" >&2; fi
if [ $code = 0 ]; then exit 0; fi

printf '\n%s\n' "That failed: $*" >&2
case $said in
*[Nn]"o space left on device"* | *"quota exceeded"*)
	echo "The disk is full. All that is downloaded and built takes some 2 GB, in these folders:
  $(pwd)
  $(go env GOCACHE), emptied by: go clean -cache
  $(go env GOMODCACHE), emptied by: go clean -modcache
  ${TMPDIR:-/tmp}, for a while; TMPDIR=FOLDER names another
Make room, then run make again: it goes on where it stopped." >&2
	;;
*"dial tcp"* | *"no such host"* | *"i/o timeout"* | *proxyconnect* | *"disabled by GOPROXY=off"* | *"TLS handshake"* | *ENOTFOUND* | *EAI_AGAIN* | *ECONN* | *ETIMEDOUT*)
	echo "Something could not be downloaded. It is downloaded once, and needs the network: Go modules come from where 'go env GOPROXY' says,
npm's packages from where 'npm config get registry' says. Make sure that it can be reached, then run make again: it goes on where it stopped." >&2
	;;
*"signal: killed"* | *"cannot allocate memory"* | *"Cannot allocate memory"*)
	echo "There was not enough memory, of which 2 GB should be free. Stop other programs, then run make again." >&2
	;;
esac
exit $code
