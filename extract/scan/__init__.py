"""Scanned pages: a picture to the same characters and rules that a digital page has."""
