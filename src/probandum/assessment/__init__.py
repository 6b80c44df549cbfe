"""Assessment: evidence laid out beside the elements of a framework; never a verdict."""
