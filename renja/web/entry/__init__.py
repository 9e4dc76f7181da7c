"""A folder with one file: Streamlit puts its script's folder before all others on the search path of modules."""
