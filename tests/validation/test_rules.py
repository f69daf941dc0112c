"""Rules look twice only where something may be found; that they miss nothing by it is tried here."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from tei.records import records
from tei.validation import parse
from tei.validation.rules.edition import Together, placed
from tei.validation.rules.misreadings import _ALL, _SIGNS

_LETTERS = "abtlihwcfreosndkvy01289O ’'-,.<>é/"
_DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>
<text><body>
<div type="document" n="{n}" xml:id="d{n}"><head>{n}. Łódź</head><p>{text}</p></div>
</body></text></TEI>
"""


@given(st.text(_LETTERS, max_size=12))
@example(" tbe ")
@example("wh1ch")
@example("it may foe so")
@example("19l6")
@example("l2th")
def test_what_an_expression_finds_is_seen_in_the_bytes(text: str) -> None:
    content = text.encode("utf-8")
    if any(pattern.search(text) for pattern in _ALL):
        assert b" foe" in content or any(sign.search(content) for sign in _SIGNS)


def test_a_place_is_the_same_whether_it_is_searched_for_or_parsed(tmp_path: Path) -> None:
    """Where there is a comment, a search cannot be sure, and the file is parsed."""
    found = {}
    for name, text in (("searched", "one"), ("parsed", "one<!-- two -->")):
        (tmp_path / name).mkdir()
        together = Together()
        for number, n in enumerate((*range(1, 11), 13, 13)):
            file = tmp_path / name / f"{number}.xml"
            file.write_text(_DOCUMENT.format(n=n, text=text), encoding="utf-8")
            tree, _ = parse(file)
            assert tree is not None
            for record in records(tree.getroot(), str(file), brief=True):
                together.add(record)
        found[name] = [(d.code, str(d.place)[-6:], d.place.xpath) for d in placed(together.found())]
    assert found["searched"] == found["parsed"]
    assert {code for code, *_ in found["parsed"]} == {"B003", "L003"}
