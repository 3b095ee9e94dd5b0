"""accord: the system of record for what organisations agree and decide together."""
