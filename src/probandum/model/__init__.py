"""The vocabulary: frozen values that every step takes and returns, and their one codec."""
