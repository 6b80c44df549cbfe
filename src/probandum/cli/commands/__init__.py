"""The commands there are, one file each."""
