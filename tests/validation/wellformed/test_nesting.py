"""Elements of one name in each other, of which one is not closed: which that is, as far as it can be told."""

from __future__ import annotations

import pytest
from test_wellformed import told

INDENTED = """<TEI><body>
<div>
  <div>
    <p>One</p>
  <div>
    <p>Two</p>
  </div>
  <div>
    <p>Three</p>
  </div>
</div>
</body></TEI>
"""
WITHIN = INDENTED.replace("  </div>\n  <div>\n    <p>Three", "    <p>Three")
PLAIN = "\n".join(line.strip() for line in INDENTED.splitlines())
OUTER = INDENTED.replace("<p>One</p>\n", "<p>One</p>\n  </div>\n").replace("\n</div>\n</body>", "\n</body>")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (
            INDENTED,
            3,
            "<div> is most likely not closed before </body> in line 12, column 1, as the indentation",
        ),
        (WITHIN, 3, "<div> is most likely not closed"),
        (PLAIN, 2, "<div>, or a <div> in it, of lines 3, 5, 8, is not closed before </body> in line 12"),
        (OUTER, 2, "<div> is not closed before </body> in line 12"),
    ],
)
def test_the_one_that_is_not_closed(text: str, line: int, words: str) -> None:
    [found] = told(text)
    assert (found.place.line, found.message.startswith(words)) == (line, True), found
    assert found.hint == "write </div> where it should end"


def test_of_many_a_few_lines_are_named() -> None:
    [found] = told("<TEI>" + "<div>\n" * 30 + "</div>" * 29 + "</TEI>")
    assert "of lines 2, 3, 4, 5, 6 …, is" in found.message
