"""Sums as the judge: levels and doubtful readings settled by what must add up, once rows and their items are known."""
