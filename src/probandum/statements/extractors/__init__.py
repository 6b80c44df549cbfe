"""Extractors: one file each, holding one frozen value named EXTRACTOR."""
