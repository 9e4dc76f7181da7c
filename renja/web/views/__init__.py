"""The six views, a module each with one function ``show(settings)``."""
