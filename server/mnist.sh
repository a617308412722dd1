#!/bin/sh
# mnist.sh MODULE FOLDER copies the four files of MNIST out of a Go module, each by its SHA-256. Where the module cannot be
# fetched it says so and does no harm: the page then tells its visitors that MNIST is not there.
set -eu

module=$1 folder=$2

give_up() {
	echo "MNIST: $1; all else is built without it" >&2
	rm -rf "$folder"
	exit 0
}

sum() { { sha256sum "$1" 2>/dev/null || shasum -a 256 "$1"; } | cut -d " " -f 1; }

source=$(go mod download -json "$module" | sed -n 's/.*"Dir": "\(.*\)",*/\1/p') || source=
[ -d "$source/data" ] || give_up "$module could not be fetched"
mkdir -p "$folder"
while read -r want name; do # the largest last, which says to make that all are there
	cp "$source/data/$name" "$folder/$name.new"
	chmod 644 "$folder/$name.new"
	[ "$(sum "$folder/$name.new")" = "$want" ] || give_up "$name is not the file it should be"
	mv "$folder/$name.new" "$folder/$name"
	touch "$folder/$name"
done <<END
3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c train-labels-idx1-ubyte.gz
f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6 t10k-labels-idx1-ubyte.gz
8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6 t10k-images-idx3-ubyte.gz
440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609 train-images-idx3-ubyte.gz
END
