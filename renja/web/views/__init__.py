"""The five views, a module each with one function ``show(settings)``."""
