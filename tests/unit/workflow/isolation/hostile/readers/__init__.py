"""Readers that do what a hostile file would make a reader do; content is what each needs."""
