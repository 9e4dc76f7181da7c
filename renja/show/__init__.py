"""What was read, as text, frames, trees, comparisons and pictures: nothing is judged or written into a dataset here."""
