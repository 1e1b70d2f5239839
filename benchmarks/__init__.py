"""Benchmarks: solvers compared at equal, recomputed duality gap, and agreement on real data."""
