"""Choosing among options: ballots that rank, approve or give points, and how they are counted."""
