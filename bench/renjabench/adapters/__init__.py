"""Tools that are measured, each a command that reads one PDF: ``python -m bench.renjabench.adapters NAME PDF OUT``."""
