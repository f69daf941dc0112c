"""Prints the page about all diagnostics."""

from tei.explanations import page

print("".join(page()), end="")
