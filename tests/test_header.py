"""The header: what the lists of the edition put into it, so that every pointer of the text leads somewhere."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tei.document import Document
from tei.pipeline import Settings, encode_document

TEXT = "12. Letter From Smith to Jones\n\nRome, May 2, 1969.\n\nKissinger left Ankara; NATO was told.\n"


def test_every_pointer_to_a_list_leads_to_an_entry(tmp_path: Path) -> None:
    lists = {
        "persons": 'id,name,description\np_k,"Kissinger, Henry A.",Assistant\n',
        "places": "id,name,description\npl_a,Ankara,capital of Turkey\npl_r,Rome,\npl_o,Oslo,\n",
        "terms": "id,term,description\nt_n,NATO,North Atlantic Treaty Organization\n",
    }
    for name, rows in lists.items():
        (tmp_path / f"{name}.csv").write_text(rows, "utf-8")
    settings = Settings(
        persons=tmp_path / "persons.csv", places=tmp_path / "places.csv", terms=tmp_path / "terms.csv"
    )
    encoding = encode_document(Document(TEXT, "letter"), settings)
    assert encoding.good, encoding.diagnostics
    root = etree.fromstring(encoding.content)
    ids = set(root.xpath("//@xml:id"))
    refs = {str(ref)[1:] for ref in root.xpath("//@ref")}
    assert {"p_k", "pl_a", "t_n"} <= refs
    assert refs <= ids
    assert "pl_o" not in ids, "a place that the document does not name is not listed"
