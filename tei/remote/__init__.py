"""Remote: sources and outputs on other file systems, of which there are copies on this machine.

An :class:`Address` (``s3://bucket/letters``) is a path and may be given wherever one is. What lies there is copied to
this machine, all work is done on the copies, and what was made is sent: so there is one way of doing things, each file
is written in one step also where nothing can be renamed, nothing has to be asked twice over a network, and a program
that reads a stylesheet with what it includes reads files. The price is room for the copies; they stay, so that a run
fetches what has changed.
"""

from tei.remote.address import Address, local, made, place, root, shown, told

__all__ = ["Address", "local", "made", "place", "root", "shown", "told"]
