"""The grids of pages to the tables of a document: headers, captions, cut rows, pages laid under each other."""
