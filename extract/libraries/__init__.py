"""Table libraries behind the engine Protocol, imported on demand."""
