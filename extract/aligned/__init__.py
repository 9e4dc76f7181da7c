"""Tables from the way their text is aligned, with few rules or none."""
