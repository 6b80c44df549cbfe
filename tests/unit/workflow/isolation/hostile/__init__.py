"""What hostile files would do to their readers."""
