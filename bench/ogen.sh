#!/bin/sh
# Runs bench/report with ogen as another peer. Nothing of ogen is written into the
# repository: its output, and a go.mod with its modules, are in a temporary folder.
#
#   bench/ogen.sh [FLAGS of bench/report]
#
# OGEN is a version of its module (default v1.25.0), or the folder of a checkout.
set -e
cd "$(dirname "$0")"
bench=$(pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cp go.mod go.sum "$tmp"
if [ -d "$OGEN" ]; then
	go mod edit -require=github.com/ogen-go/ogen@v0.0.0 -replace=github.com/ogen-go/ogen="$OGEN" "$tmp/go.mod"
else
	go mod edit -require=github.com/ogen-go/ogen@"${OGEN:-v1.25.0}" "$tmp/go.mod"
fi
flags="-modfile=$tmp/go.mod -mod=mod"
printf 'generator:\n  ignore_not_implemented: ["all"]\n' >"$tmp/ogen.yml" # server-sent events

for document in report:../openapi/peer-report.yaml bodies:openapi/bodies.yaml; do
	package=${document%%:*}
	go run $flags github.com/ogen-go/ogen/cmd/ogen --loglevel error --config "$tmp/ogen.yml" \
		--target "$tmp/$package" --package "$package" --clean "${document#*:}"
done

# The compiler sees the files as parts of this module.
{
	printf '{"Replace": {"%s/ogen_peer.go": "%s/testdata/ogen/peer.go"' "$bench" "$bench"
	for package in report bodies; do
		for file in "$tmp/$package"/*.go; do
			printf ', "%s/ogen/%s/%s": "%s"' "$bench" "$package" "$(basename "$file")" "$file"
		done
	done
	printf '}}\n'
} >"$tmp/overlay.json"
go run $flags -overlay="$tmp/overlay.json" ./report "$@"
