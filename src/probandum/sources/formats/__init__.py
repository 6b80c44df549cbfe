"""Readers, one file each: a module with one frozen value named READER."""
