"""Benchmarks: what is shown in numbers, as ratios within one run."""
