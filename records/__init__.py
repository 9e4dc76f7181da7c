"""What a document says once it is read: rows with levels and codes, and findings. The dataset holds these."""
