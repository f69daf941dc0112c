"""``python -m tei``: the command line."""

from tei.cli import main

if __name__ == "__main__":
    main()
