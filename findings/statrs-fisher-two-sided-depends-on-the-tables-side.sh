#!/usr/bin/env bash
# statrs 0.19.1: the two-sided p of Fisher's exact test is another when rows and columns change places.
#
# The test asks whether two properties have to do with one another, so a table and its transpose have one p: the sum over all tables that
# are no likelier than the observed one. Where the first column is much larger than the first row, `fishers_exact` leaves a whole tail out,
# or, above the mode, adds one that does not belong there.
#
# Seen: of 2,000 employees 1,000 are women, of 60 participants 25. Participants in the first row: 0.118940. Women in the first row: 0.237881,
# which is right (the same in exact fractions). With 35 women, just as far from the middle, and participants in the first row: 0.566864.
#
# Ends with 0 while it is so; with 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "fisher"
version = "0.0.0"
edition = "2021"

[dependencies]
statrs = { version = "=0.19.1", default-features = false, features = ["std"] }
TOML
cat >"$folder/src/main.rs" <<'RUST'
use statrs::stats_tests::{fisher::fishers_exact, Alternative};

fn main() {
    // Row by row.
    for table in [[25, 35, 975, 965], [25, 975, 35, 965], [35, 25, 965, 975]] {
        println!("{:.6}", fishers_exact(&table, Alternative::TwoSided).unwrap());
    }
}
RUST
mapfile -t told < <(cargo run --quiet --manifest-path "$folder/Cargo.toml")
exact=$(python3 - <<'PYTHON'
from fractions import Fraction
from math import comb

ways = [comb(1000, x) * comb(1000, 60 - x) for x in range(61)]
print(f"{float(Fraction(sum(w for w in ways if w <= ways[25]), sum(ways))):.6f}")
PYTHON
)
echo "participants first: ${told[0]}; women first: ${told[1]}; mirrored: ${told[2]}; exact: $exact"
[[ ${told[*]} == "0.118940 0.237881 0.566864" && $exact == 0.237881 ]] || { echo "changed"; exit 1; }
