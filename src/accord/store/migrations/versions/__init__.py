"""How the tables of the record came to be, step by step; steps are added, never changed."""
