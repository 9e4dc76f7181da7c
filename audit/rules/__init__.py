"""The checks, each a pure function over rows."""
