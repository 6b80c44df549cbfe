"""The stores there are: SQLite in a case folder, and one in memory."""
