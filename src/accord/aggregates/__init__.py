"""What accord is about: parties, agreements, roles, decisions, amendments and meetings."""
