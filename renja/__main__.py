"""``python -m renja``: the command line where its script is not on the path."""

from renja.cli import main

if __name__ == "__main__":
    main()
