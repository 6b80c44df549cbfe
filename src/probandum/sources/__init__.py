"""From preserved bytes to text, its passages and their places; nothing here opens a file."""
