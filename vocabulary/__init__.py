"""The words of planning documents, in one place for all stages: what headers are made of and what their words mean."""
