"""Re-performance: what the record leads to is worked out again, by whoever does not want to trust it."""
