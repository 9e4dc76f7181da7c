"""From PDF pages to grids: knows pages, lines and cells, and nothing of money."""
