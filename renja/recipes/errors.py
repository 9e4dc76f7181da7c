"""What is wrong with a recipe, in words a user can act on."""

from __future__ import annotations


class RecipeError(ValueError):
    """A recipe that cannot be read, made, kept or used; the text says where and why."""
