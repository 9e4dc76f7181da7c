"""Recipes as people keep them: files, making one, what it changes, bringing a dataset up to date, what to map next."""
