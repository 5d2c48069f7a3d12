#!/usr/bin/env bash
# Checks reports for accessibility, with axe in headless Chromium. Needs Node.js with npm, and Chromium (on Debian:
# apt-get install chromium npm).
#
#   tests/accessibility/check.sh                     makes the report of a small scenario, and checks it
#   tests/accessibility/check.sh output/kent/report.html ...
#
# Exit code: 0 if no fault was found, 1 if one was, 77 if a program that it needs is missing.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

skip() {
    printf 'accessibility check skipped: %s\n' "$*" >&2
    exit 77
}

browser="${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}"
[ -n "$browser" ] || skip "no Chromium was found (name one in CHROMIUM)"
command -v npm >/dev/null && command -v node >/dev/null || skip "Node.js and npm are needed"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/check.mjs" "$work"
(cd "$work" && npm install --no-audit --no-fund --silent >"$work/npm.log" 2>&1) || skip "npm could not install axe-core and playwright-core"

pages=()
for page in "$@"; do
    pages+=("$(realpath "$page")")
done
if [ $# -eq 0 ]; then
    cd "$here/../.."
    cargo run --locked --quiet -- run tests/integration/options.toml --trials 100 --quiet --out "$work/run" >/dev/null
    pages=("$work/run/report.html")
fi
node "$work/check.mjs" "$browser" "${pages[@]}"
