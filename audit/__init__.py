"""From rows to findings: checks that the printed figures agree with one another."""
