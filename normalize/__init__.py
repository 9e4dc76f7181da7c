"""From grids to meaning: numbers, columns, rows, and what document this is."""
