"""What people say of a dataset: corrections of readings and decisions on findings, kept beside it and never in it."""
