"""Renderers: one file each, holding one frozen value named RENDERER."""
