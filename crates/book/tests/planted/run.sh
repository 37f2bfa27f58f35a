#!/usr/bin/env bash
# Plants bugs into the runtime, and waits until the fuzzer finds them: bash crates/book/tests/planted/run.sh [PYTHON]
#
# For each patch beside this file: it is applied, the tool is built, and random programs are compared with the real
# CPython. A program that disagrees counts if it agrees without the patch: what the runtime is known to do otherwise
# finds no planted bug. After 10 minutes without one, the bug isn't found, and the script ends with 1.
set -euo pipefail
cd "$(dirname "$0")/../../../.."
python=${1:-3.13}
git diff --quiet -- crates || { echo "there are changes in crates/; commit them first" >&2; exit 2; }
work=$(mktemp -d)
planted=
leave() {
  if [ -n "$planted" ]; then git apply --reverse "$planted"; fi
  rm -rf "$work"
}
trap leave EXIT
cargo build --quiet --package book
cp target/debug/book "$work/sound"

missed=0
for patch in "$PWD"/crates/book/tests/planted/*.patch; do
  name=$(basename "$patch" .patch)
  git apply "$patch"
  planted=$patch
  cargo build --quiet --package book
  start=$SECONDS
  seed=1000
  found=
  while [ -z "$found" ] && [ $((SECONDS - start)) -lt 600 ]; do
    rm -rf "$work/found"
    mkdir "$work/found"
    # One round; it ends with 1 where something disagrees.
    target/debug/book fuzz --python "$python" --seed "$seed" --seconds 1 --save "$work/found" >"$work/told" 2>&1 || true
    made=$(sed -n 's/^\([0-9]*\) programs from seed .*/\1/p' "$work/told")
    seed=$((seed + ${made:?the fuzzer made no programs}))
    "$work/sound" fuzz --python "$python" --again "$work/found" >"$work/told" 2>&1 || true
    found=$(sed -n 's/^agrees on [^:]*: //p' "$work/told" | head -n 1)
  done
  if [ -n "$found" ]; then
    echo "$name: found in $((seed - 1000)) programs, after $((SECONDS - start)) seconds"
    cat "$found"
  else
    echo "$name: not found in $((seed - 1000)) programs" >&2
    missed=1
  fi
  git apply --reverse "$patch"
  planted=
done
exit $missed
