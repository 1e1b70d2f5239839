"""How data come in: from memory, from files, and in what form they go out."""
