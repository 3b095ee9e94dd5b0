"""What accord is about: parties, agreements, roles, decisions and amendments."""
