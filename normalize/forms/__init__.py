"""Declarations of the forms (Permendagri 86/2017 and others): their columns and formulas."""
