"""The version, apart from the public names: what writes it down needs none of them."""

__version__ = "0.2.0"
