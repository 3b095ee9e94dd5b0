"""The record on disk: the only package that knows the event store's library."""
