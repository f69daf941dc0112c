"""Places: those that the bytes are searched for are those that a parser finds."""

from __future__ import annotations

from xml.parsers import expat

import pytest

from tei.validation.places import Places

XML = (
    '<a><b/><c></c>é<d e=">"/></a>',
    "<?xml version='1.0'?><!-- <x> --><a><?go <y> ?><b><![CDATA[<z>]]></b><!--<b/>--></a>",
    "<t:a xmlns:t='u'>\r\n<t:b\r n='1'\n>two</t:b\n><_c/></t:a>",
)


@pytest.mark.parametrize("xml", XML)
def test_elements_begin_where_a_parser_says(xml: str) -> None:
    content = xml.encode()
    begins: list[int] = []
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda *_: begins.append(parser.CurrentByteIndex)
    parser.Parse(content, True)
    places = Places(content)
    assert [places.start(number) for number in range(len(begins))] == begins
    with pytest.raises(IndexError):
        places.start(len(begins))
    assert [places.around(start) for start in begins] == list(range(len(begins)))
