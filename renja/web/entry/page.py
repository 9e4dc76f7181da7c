"""The script that Streamlit runs anew for each click: ``streamlit run page.py -- DATASET [PDF_ROOT]``."""

import sys

from renja.web.app import show_page
from renja.web.settings import Settings

if __name__ == "__main__":
    show_page(Settings.of(sys.argv[1:]))
