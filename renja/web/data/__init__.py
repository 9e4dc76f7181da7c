"""What the views ask of the dataset: DuckDB queries over the Parquet, answered once for each state of the dataset."""
