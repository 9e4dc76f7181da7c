"""From a document's results to the Parquet dataset of the contract, and back."""
