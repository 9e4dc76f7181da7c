"""Forms: labels that follow from the roles of a table's columns; one small declaration each (CONTRIBUTING.md)."""
