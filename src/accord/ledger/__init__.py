"""How the record proves itself: the tree over all entries, signed checkpoints and proofs, as functions of bytes."""
