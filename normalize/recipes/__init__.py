"""What a person says of a layout of tables: the recipe, where it fits, and what follows for columns and rows."""
