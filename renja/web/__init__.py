"""The page: what a dataset holds, compared, and every number on its page. Streamlit; nothing from the internet."""
