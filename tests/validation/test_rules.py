"""Rules look twice only where something may be found; that they miss nothing by it is tried here."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from tei.batch import validate as validate_files
from tei.namespaces import Paths
from tei.records import records
from tei.validation import parse, validate
from tei.validation.rules.edition import Together, placed
from tei.validation.rules.misreadings import _ALL, _SIGNS
from tei.validation.rules.names import _MANY, _counts

_LETTERS = "abtlihwcfreosndkvy01289O ’'-,.<>é/"
_SURNAMES = [f"{a}{b}" for a in ("Smith", "Jones", "Brown") for b in range(30)]
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


def test_many_names_are_counted_as_few_are() -> None:
    names = [f"{first} {last}".encode() for first in ("John", "Mary", "Élise-Ann") for last in _SURNAMES]
    content = b" ".join((*names[::2], *names[::3], b"<p>(Mary Smith12)</p>"))
    assert len(names) > _MANY
    capital = [name for name in names if name[:1].isupper()]
    assert {name: _counts(names, content, 4)[name] for name in capital} == {
        name: content.count(name, 4) for name in capital
    }


def test_a_misread_word_is_told_once_and_where_it_stands_in_a_long_file(tmp_path: Path) -> None:
    lines = ["<p>Łódź is a town.</p>"] * 4000
    lines[3000] = lines[3500] = "<p>Łódź is wbich town.</p>"
    text = _DOCUMENT.format(n=1, text="</p>" + "\n".join(lines) + "<p>")
    found = [d for d in validate(text.encode("utf-8"), "long.xml") if d.code == "C010"]
    assert [(d.place.line, d.place.column) for d in found] == [(3003, 12)]
    assert [d.excerpt.text for d in found if d.excerpt] == [lines[3000]]


@given(st.recursive(st.just(etree.Comment), lambda inside: st.lists(inside, max_size=4), max_leaves=12))
def test_a_path_leads_to_its_element(shape: object) -> None:
    root = etree.Element("a")
    _grow(root, shape)
    path_to = Paths()
    for element in root.iter(etree.Element):
        assert root.getroottree().xpath(path_to(element)) == [element]


def _grow(parent: etree._Element, shape: object) -> None:
    if not isinstance(shape, list):
        parent.append(etree.Comment("no element"))
        return
    for number, part in enumerate(shape):
        _grow(etree.SubElement(parent, "ab"[number % 2]), part)


def test_a_pointer_that_leads_nowhere_is_told_once_by_its_file_or_by_the_folder(tmp_path: Path) -> None:
    files = []
    for n, targets in ((1, ("nowhere", "d1x", "")), (2, ("d9", "d1fn3", "p_smith"))):
        files.append(tmp_path / f"{n}.xml")
        text = " ".join(f'<ref target="#{target}">See.</ref>' for target in targets)
        files[-1].write_text(_DOCUMENT.format(n=n, text=text), encoding="utf-8")
    told = [d for o in validate_files(files) for d in o.diagnostics if d.code[0] == "L"]
    said = sorted((d.code, match[0]) for d in told if (match := re.search("#[a-z0-9_]*", d.message)))
    wanted = [
        ("L001", "#d1fn3"),
        ("L001", "#d1x"),
        ("L001", "#nowhere"),
        ("L001", "#p_smith"),
        ("L002", "#d9"),
    ]
    assert len(said) == len(told)
    assert said == wanted


def test_a_day_that_does_not_exist_is_no_neighbour() -> None:
    """The third would make the second look as if it were of the year before; only the third is wrong."""
    days = ("1953-01-05", "1954-01-10", "1953-02-30", "1954-03-01")
    dated = "".join(
        f'<div type="document" n="{n}"><head>{n}. Letter</head>'
        f'<dateline><date when="{day}"/></dateline><p>Words.</p></div>'
        for n, day in enumerate(days, 1)
    )
    start, rest = _DOCUMENT.split("<div ")[0], "\n</body></text></TEI>\n"
    found = validate(f"{start}{dated}{rest}".encode())
    assert "1953-02-30" in " ".join(d.message for d in found if d.code == "S005")
    assert "D005" not in {d.code for d in found}
