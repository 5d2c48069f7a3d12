#!/usr/bin/env bash
# Recomputes every figure of what Staffcast tells of nine runs of 200 trials from their csv files: five published scenarios, the
# plan of docs/guide/options.md, and three councils with options, made by `staffcast init`. Needs Python 3.11 or newer, and nothing else.
#
#   tests/figures/all.sh target/release/staffcast [FOLDER]     keeps the runs in FOLDER, if one is named
#
# Exit code: 0 if every figure is right and every sentence was read, 1 if not, 77 if Python is missing.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"

if ! python3 -c 'import tomllib' 2>/dev/null; then
    printf 'check of figures skipped: Python 3.11 or newer is needed\n' >&2
    exit 77
fi
binary="$(realpath "${1:?name the program, such as target/release/staffcast}")"
if [ $# -ge 2 ]; then
    mkdir -p "$2"
    work="$(realpath "$2")"
else
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
fi
cp "$root"/scenarios/*.toml "$work"
status=0

# Runs a scenario, makes its reports, and checks all that they say; the rest are arguments of `report`.
check() {
    local name="$1" date=2026-11-22
    shift
    "$binary" run "$work/$name.toml" --trials 200 --quiet --overwrite --out "$work/$name" >"$work/$name.txt"
    rm -rf "$work/$name-report"
    "$binary" report "$work/$name" --date "$date" --out "$work/$name-report" "$@" >/dev/null
    python3 -B "$here/check.py" "$work/$name" --terminal "$work/$name.txt" --reports "$work/$name-report" --date "$date" || status=1
}

for council in bath-and-north-east-somerset buckinghamshire; do
    check "$council-2025"
done
for council in havering kent peterborough; do
    check "$council-2025" --annex
done

# The plan that the guide shows.
awk '/^extends = "kent-2025.toml"/ {told = 1} told && /^```/ {exit} told' "$root/docs/guide/options.md" >"$work/plan.toml"
check plan

for council in Hackney Lancashire Rutland; do
    "$binary" init --council "$council" --overwrite --out "$work/$council.toml" >/dev/null
    sed "s/COUNCIL/$council/" "$here/options.toml" >"$work/$council-options.toml"
    if [ "$council" = Lancashire ]; then check "$council-options" --annex; else check "$council-options"; fi
done
exit "$status"
