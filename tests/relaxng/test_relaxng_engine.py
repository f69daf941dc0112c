"""The engine: the same answers by every way in, no limits on documents, a bound for schemas, and lengths of things."""

from __future__ import annotations

import io
import pickle
import re
import tracemalloc
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.relaxng import ComplexityError, Error, InvalidError, Schema, SchemaError, load

LETTERS = Path(__file__).parent / "letters.rnc"


def compact(folder: Path, text: str) -> Schema:
    path = folder / "schema.rnc"
    path.write_text(text, "utf-8")
    return load(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("relaxng")


# Models of what may stand in an element, as a schema and as a regular expression over the names a, b, c.
LEAF = st.sampled_from("abc").map(lambda name: (f"element {name} {{ empty }}", name))
MODELS = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(
            lambda parts: (f"({', '.join(p[0] for p in parts)})", "".join(f"(?:{p[1]})" for p in parts))
        ),
        st.lists(inner, min_size=2, max_size=3).map(
            lambda parts: (
                f"({' | '.join(p[0] for p in parts)})",
                "(?:" + "|".join(p[1] for p in parts) + ")",
            )
        ),
        st.tuples(inner, st.sampled_from("?*+")).map(
            lambda pair: (f"({pair[0][0]}){pair[1]}", f"(?:{pair[0][1]}){pair[1]}")
        ),
    ),
    max_leaves=7,
)


@given(MODELS, st.lists(st.text("abc", max_size=6), min_size=1, max_size=12))
def test_models_are_regular_expressions(folder: Path, model: tuple[str, str], words: list[str]) -> None:
    schema = compact(folder, f"element r {{ {model[0]} }}")
    for word in words:
        document = f"<r>{''.join(f'<{name}/>' for name in word)}</r>".encode()
        assert schema.is_valid(document) == bool(re.fullmatch(model[1], word)), (model, word)


@given(MODELS, MODELS, st.text("abcxyz", max_size=8))
def test_interleave_is_any_mixture(
    folder: Path, one: tuple[str, str], two: tuple[str, str], word: str
) -> None:
    other = two[0]
    for old, new in zip("abc", "xyz", strict=True):
        other = other.replace(f"element {old}", f"element {new}")
    schema = compact(folder, f"element r {{ {one[0]} & {other} }}")
    document = f"<r>{''.join(f'<{name}/>' for name in word)}</r>".encode()
    first = "".join(name for name in word if name in "abc")
    second = "".join(name for name in word if name in "xyz").translate(str.maketrans("xyz", "abc"))
    assert schema.is_valid(document) == bool(re.fullmatch(one[1], first) and re.fullmatch(two[1], second))


TREES = st.recursive(
    st.sampled_from(["words", " ", "<pb/>", '<pb n="1"/>', '<hi rend="bold">x</hi>', "<b/>"]),
    lambda inner: st.tuples(
        st.sampled_from(
            ["p", "hi", "list", "item", "div", "head", "note", "table", "closer", "title", "TEI", "q"]
        ),
        st.sampled_from(
            ["", ' rend="strong"', ' n="1"', ' xml:id="a"', ' corresp="b"', ' xmlns=""', ' type="x"']
        ),
        st.lists(inner, max_size=4).map("".join),
    ).map(lambda parts: f"<{parts[0]}{parts[1]}>{parts[2]}</{parts[0]}>"),
    max_leaves=20,
)


@given(TREES)
def test_all_ways_in_give_the_same(body: str) -> None:
    schema = load_letters()
    document = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'.encode()
    errors = list(schema.iter_errors(document))
    assert errors
    assert list(schema.iter_errors(io.BytesIO(document))) == errors
    tree = etree.fromstring(document, etree.XMLParser(collect_ids=False))
    assert [plain(error) for error in schema.iter_errors(tree)] == [plain(error) for error in errors]
    for error in errors:
        assert error.line == 1
        assert error.column >= 1
        assert error.message
        assert "\n" not in error.message
        assert pickle.loads(pickle.dumps(error)) == error


def plain(error: Error) -> tuple[object, ...]:
    return error.kind, error.message, error.path, error.element, error.expected, error.found


def load_letters(known: list[Schema] = []) -> Schema:  # noqa: B006 - loaded once
    if not known:
        known.append(load(LETTERS))
    return known[0]


def test_documents_may_be_deep(tmp_path: Path) -> None:
    schema = compact(tmp_path, "start = a\na = element a { a* }")
    deep = 50_000
    assert schema.is_valid(b"<a>" * deep + b"</a>" * deep)
    (error,) = schema.iter_errors(b"<a>" * deep + b"<b/>" + b"</a>" * deep)
    assert error.path.count("/") == deep + 1


def test_memory_does_not_grow_with_the_document(tmp_path: Path) -> None:
    schema = compact(tmp_path, "element r { element p { attribute n { text }, text }* }")

    def document(count: int) -> io.BytesIO:
        return io.BytesIO(b"<r>" + b'<p n="1">some words</p>' * count + b"</r>")

    def peak(count: int) -> int:
        source = document(count)
        tracemalloc.start()
        assert schema.is_valid(source)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(100_000) < peak(10_000) + 1_500_000


def test_a_schema_goes_to_other_processes() -> None:
    schema = load_letters()
    document = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(found, schema, document).result() == list(schema.iter_errors(document))


def found(schema: Schema, document: bytes) -> list[Error]:
    return list(schema.iter_errors(document))


@pytest.mark.parametrize(
    ("attribute", "value", "message", "hint"),
    [
        ('xsd:language | ""', "en_US", "parts of the code have a hyphen", "did you mean “en-US”?"),
        (
            'xsd:language | ""',
            "abcdefghij",
            "its parts have eight letters",
            "it must be the code of a language, like en or pt-BR or “”",
        ),
        (
            'xsd:boolean { pattern = "0|1" }',
            "yes",
            "it is not true, false, 1 or 0",
            "it must be true, false, 1 or 0, of the form 0|1",
        ),
        ('"a" | ""', "zzz", "it must be “a” or “”", ""),
    ],
)
def test_what_a_value_must_be(tmp_path: Path, attribute: str, value: str, message: str, hint: str) -> None:
    schema = compact(tmp_path, f"start = element e {{ attribute x {{ {attribute} }} }}")
    [error] = found(schema, f'<e x="{value}"/>'.encode())
    assert (message in error.message, error.hint) == (True, hint), error


def test_validate_raises_the_first_error() -> None:
    with pytest.raises(InvalidError, match="lacks <teiHeader> and <text>") as caught:
        load_letters().validate(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    assert caught.value.error.kind == "incomplete"
    assert pickle.loads(pickle.dumps(caught.value)).error == caught.value.error


def test_a_file_that_is_not_there_is_an_error_of_the_system() -> None:
    with pytest.raises(FileNotFoundError):
        load_letters().is_valid("no such file.xml")


def test_errors_come_while_the_document_is_read(tmp_path: Path) -> None:
    schema = compact(tmp_path, "element r { empty }")

    class Endless(io.BytesIO):
        """A document without end."""

        def read(self, size: int | None = -1) -> bytes:
            return b"<r>" if self.first() else b"<x>" * 10

        def first(self) -> bool:
            self.begun, before = True, getattr(self, "begun", False)
            return not before

    first = next(iter(schema.iter_errors(Endless())))
    assert first.element == "x"


DOUBLING = "".join(f"a{n} = (a{n + 1}, a{n + 1}) | b\n" for n in range(40))
HOSTILE = {
    "doubling": f"start = element r {{ a0 }}\n{DOUBLING}a40 = element x {{ empty }}?\nb = element y {{ empty }}",
    "ambiguous": "element r { " + ", ".join(["element x { empty }?"] * 3_000) + " }",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_schema_is_stopped(name: str, tmp_path: Path) -> None:
    schema = compact(tmp_path, HOSTILE[name])
    with pytest.raises(ComplexityError, match="too complex"):
        schema.is_valid(b"<r>" + b"<x/>" * 30 + b"<y/></r>")


def test_a_schema_nested_without_end_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="nested too deeply"):
        compact(tmp_path, "element r { " + "(" * 5_000 + "empty" + ")" * 5_000 + " }")


def test_files_beside_the_document_are_not_read(tmp_path: Path) -> None:
    schema = compact(tmp_path, "element r { text }")
    (tmp_path / "secret.txt").write_text("x", "utf-8")
    document = f'<!DOCTYPE r [<!ENTITY s SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]><r>&s;</r>'
    (error,) = schema.iter_errors(document.encode())
    assert error.kind == "syntax"
    assert "another file" in error.message


def test_entities_do_not_explode(tmp_path: Path) -> None:
    schema = compact(tmp_path, "element r { text }")
    entities = "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    document = f'<!DOCTYPE r [<!ENTITY a "0123456789">{entities}]><r>&j;</r>'
    (error,) = schema.iter_errors(document.encode())
    assert error.kind == "syntax"


def test_schemas_are_not_read_from_the_network(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="network") as caught:
        compact(tmp_path, '\n\nexternal "http://example.org/a.rnc"')
    assert (caught.value.line, Path(caught.value.file).name) == (3, "schema.rnc")


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    schema = compact(tmp_path, 'element r { "é" }')
    declared = encoding.removesuffix("-sig")
    assert schema.is_valid(f'<?xml version="1.0" encoding="{declared}"?><r>é</r>'.encode(encoding))


def test_defaults_of_a_document_type_count(tmp_path: Path) -> None:
    schema = compact(tmp_path, 'element r { attribute a { "x" } }')
    assert schema.is_valid(b'<!DOCTYPE r [<!ATTLIST r a CDATA "x">]><r/>')


def test_a_schema_is_not_put_together_of_entities(tmp_path: Path) -> None:
    (tmp_path / "part.xml").write_text("<empty/>", "utf-8")
    path = tmp_path / "schema.rng"
    path.write_text(
        '<!DOCTYPE element [<!ENTITY part SYSTEM "part.xml">]>'
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0">&part;</element>',
        "utf-8",
    )
    with pytest.raises(SchemaError, match="another file"):
        load(path)


def test_lines_are_right_where_there_are_many(tmp_path: Path) -> None:
    schema = compact(tmp_path, "element r { element p { text }* }")
    document = b"<r>\n" + b"<p/>\n" * 100_000 + b"  <q/>\n</r>"
    (error,) = schema.iter_errors(document)
    assert (error.line, error.column, error.path) == (100_002, 3, "/r/q[1]")
