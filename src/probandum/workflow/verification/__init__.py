"""Whether a case is still what its log says: what is checked, and what is not."""
