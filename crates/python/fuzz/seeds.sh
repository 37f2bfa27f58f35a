#!/usr/bin/env bash
# Lays the small programs out as the fuzzer's seeds: bash crates/python/fuzz/seeds.sh
# Then: cargo fuzz run --sanitizer none --fuzz-dir crates/python/fuzz text -- -max_total_time=3600
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p corpus/text
number=0
for program in ../../../tests/programs/*/*.py; do
  topic=$(basename "$(dirname "$program")")
  # The first byte is the version.
  { printf "\\x$(printf %02x $((number % 8)))"; cat "$program"; } >"corpus/text/$topic-$(basename "$program" .py)"
  number=$((number + 1))
done
echo "$number seeds in $PWD/corpus/text"
