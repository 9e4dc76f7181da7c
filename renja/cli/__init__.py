"""The command line ``renja``: one module for each subject, put together in ``root``. Cheap to import."""

from renja.cli.root import app, main

__all__ = ["app", "main"]
