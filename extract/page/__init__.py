"""What pdfium says of a page: characters, rules and fills, as displayed."""
