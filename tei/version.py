"""The version of the program, which every header it writes states."""

__version__ = "0.1.0"
