//! Plots and pictures, drawn from runs of the crates.
