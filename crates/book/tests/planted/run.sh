#!/usr/bin/env bash
# Plants a bug into the runtime, and waits until the fuzzer finds it: bash crates/book/tests/planted/run.sh [PYTHON]
#
# For each patch beside this file: it is applied, the tool is built, random programs are compared with the real
# CPython until one disagrees, at most 10 minutes, and the patch is taken back. Ends with 1 if a bug wasn't found.
set -euo pipefail
cd "$(dirname "$0")/../../../.."
python=${1:-3.13}
git diff --quiet -- crates || { echo "there are changes in crates/; commit them first" >&2; exit 2; }
cargo build --quiet --package book
if ! target/debug/book fuzz --python "$python" --seed 1000 --seconds 30; then
  echo "the runtime disagrees without a planted bug" >&2
  exit 2
fi
missed=0
for patch in crates/book/tests/planted/*.patch; do
  git apply "$patch"
  trap 'git apply --reverse "$patch"' EXIT
  cargo build --quiet --package book
  start=$SECONDS
  if target/debug/book fuzz --python "$python" --seed 1000 --seconds 600 --most 1; then
    echo "$(basename "$patch"): not found" >&2
    missed=1
  else
    echo "$(basename "$patch"): found after $((SECONDS - start)) seconds"
  fi
  git apply --reverse "$patch"
  trap - EXIT
done
exit $missed
