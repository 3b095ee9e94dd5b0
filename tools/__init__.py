"""What developers of accord run: each is `python -m tools.<name>`."""
