"""Benchmarks: this working tree beside a named commit, in the same run (docs/performance.md)."""
