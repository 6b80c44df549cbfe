"""An invented case in an invented country, worked through from sources to a report."""
