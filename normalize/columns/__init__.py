"""What the columns of a table mean: facts, candidates, relations between numbers, one best reading of all together."""
