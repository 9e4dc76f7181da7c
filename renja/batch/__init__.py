"""Many documents into a dataset: what to read, by whom, within which limits, what is done and how it went."""
