"""Files that every export carries, so that a stranger can check it without this program."""
