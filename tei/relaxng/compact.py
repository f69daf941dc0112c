"""The compact syntax of RELAX NG, read into the same tree as the XML syntax (RELAX NG Compact Syntax, section 3)."""

from __future__ import annotations

from tei.relaxng.cursor import WORDS, Cursor
from tei.relaxng.datatypes import XSD
from tei.relaxng.errors import SchemaError
from tei.relaxng.names import XML
from tei.relaxng.source import Node
from tei.relaxng.tokens import KEYWORDS, Token, tokens

_COMBINED = {"|": "choice", "&": "interleave", ",": "group"}
_REPEATED = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}
_ASSIGNED = {"=": "", "|=": "choice", "&=": "interleave"}


def read_compact(content: bytes, file: str, base: str) -> Node:
    """The tree of a schema in compact syntax; raises :class:`SchemaError` if it is not that."""
    return _Parser(tokens(content, file), file, base).schema()


class _Parser(Cursor):
    """Reads tokens from the first to the last; every method reads one construct of the grammar."""

    def __init__(self, read: list[Token], file: str, base: str) -> None:
        super().__init__(read, file)
        self._base = base
        self._namespaces: dict[str, str | None] = {"xml": XML}
        self._default: str | None = None
        self._libraries = {"xsd": XSD}
        self._scope: dict[str, str] = {}

    def _node(self, kind: str, line: int = 0, /, **attributes: str | None) -> Node:
        given = {key: value for key, value in attributes.items() if value is not None}
        return Node(kind, given, self._scope, self._file, line or self._peek().line, self._base)

    # declarations

    def schema(self) -> Node:
        """The whole schema."""
        while self._declaration():
            pass
        self._scope = {prefix: uri for prefix, uri in self._namespaces.items() if uri}
        self._annotations()
        if self._peek().kind == "end" or self._in_grammar():
            root = self._node("grammar", self._tokens[0].line)
            self._content(root)
        else:
            root = self._pattern()
        if self._peek().kind != "end":
            raise self._wrong("the end of the schema")
        return root

    def _declaration(self) -> bool:
        start = self._at
        self._documentation()
        if self._is_word("namespace"):
            self._next()
            prefix = self._word()
            self._namespaces[prefix] = self._uri_for(prefix)
        elif self._is_word("default") and self._peek(1).text == "namespace":
            self._at += 2
            prefix = "" if self._is("=") else self._word()
            self._default = self._uri_for(prefix)
            if prefix:
                self._namespaces[prefix] = self._default
        elif self._is_word("datatypes"):
            self._next()
            prefix = self._word()
            self._need("=")
            self._libraries[prefix] = self._literal()
        else:
            self._at = start
            return False
        return True

    def _uri_for(self, prefix: str) -> str | None:
        """What a prefix is declared to be; None for what the including schema says."""
        self._need("=")
        if self._is_word("inherit"):
            self._next()
            return None
        line = self._peek().line
        uri = self._literal()
        if prefix == "xmlns" or (prefix == "xml") != (uri == XML):
            raise SchemaError(f"the prefix “{prefix}” cannot be declared as “{uri}”", self._file, line)
        return uri

    # grammars

    def _in_grammar(self) -> bool:
        """Whether what follows is part of a grammar, not a pattern."""
        token, behind = self._peek(), self._peek(1)
        if token.kind == "prefixed":
            return behind.kind == "sign" and behind.text == "["
        if token.kind not in WORDS:
            return False
        if token.kind == "name" and token.text in {"div", "include"}:
            return True
        return behind.kind == "sign" and (behind.text in _ASSIGNED or behind.text == "[")

    def _content(self, parent: Node, included: bool = False) -> None:
        """The components of a grammar, up to ``}`` or the end."""
        while self._peek().kind != "end" and not self._is("}"):
            self._annotations()
            token, behind = self._peek(), self._peek(1)
            if token.kind in {*WORDS, "prefixed"} and behind.kind == "sign" and behind.text == "[":
                self._next()
                self._skip_annotation()
            elif self._is_word("div"):
                self._next()
                node = self._node("div", token.line)
                self._braced(node, included)
                parent.children.append(node)
            elif self._is_word("include") and not included:
                parent.children.append(self._include())
            else:
                parent.children.append(self._definition())

    def _braced(self, node: Node, included: bool) -> None:
        self._need("{")
        self._content(node, included)
        self._need("}")

    def _include(self) -> Node:
        line = self._next().line
        node = self._node("include", line, href=self._literal())
        self._inherit(node)
        if self._is("{"):
            self._braced(node, included=True)
        return node

    def _inherit(self, node: Node) -> None:
        ns = self._default
        if self._is_word("inherit"):
            self._next()
            self._need("=")
            ns = self._namespace(self._word())
        if ns is not None:
            node.attributes["ns"] = ns

    def _definition(self) -> Node:
        about, line = self._about, self._peek().line
        if self._is_word("start"):
            self._next()
            node = self._node("start", line)
        else:
            node = self._node("define", line, name=self._identifier())
        if not self._is(*_ASSIGNED):
            raise self._wrong("“=”, “|=” or “&=”")
        combine = _ASSIGNED[self._next().text]
        if combine:
            node.attributes["combine"] = combine
        node.children.append(self._pattern())
        node.about = about
        return node

    # patterns

    def _pattern(self) -> Node:
        first = self._particle()
        sign = self._peek().text
        if not self._is(*_COMBINED):
            return first
        node = self._node(_COMBINED[sign], first.line)
        node.children.append(first)
        while self._take(sign):
            node.children.append(self._particle())
        if self._is(*_COMBINED):
            raise self._wrong(f"“{sign}” or parentheses")
        return node

    def _particle(self) -> Node:
        node = self._primary()
        if self._is(*_REPEATED):
            outer = self._node(_REPEATED[self._next().text], node.line)
            outer.children.append(node)
            node = outer
            self._following()
        return node

    def _primary(self) -> Node:
        """A pattern with the annotations around it."""
        if self._peek().kind == "documentation" or self._is("["):
            self._annotations()
        about, self._about = self._about, ""
        token = self._peek()
        if self._take("("):
            node = self._pattern()
            self._need(")")
        elif token.kind == "literal":
            node = self._value("token", "", token.line)
        elif token.kind == "prefixed":
            node = self._typed()
        elif token.kind == "name" and token.text in KEYWORDS:
            node = self._keyword()
        else:
            node = self._node("ref", token.line, name=self._identifier())
        if node.name in {"element", "attribute"} and about:
            node.about = about
        self._following()
        return node

    def _keyword(self) -> Node:
        token = self._next()
        word, line = token.text, token.line
        if word in {"element", "attribute"}:
            node = self._node(word, line)
            node.children = [self._names(word == "attribute"), *self._inside()]
        elif word in {"list", "mixed"}:
            node = self._node(word, line)
            node.children = self._inside()
        elif word in {"empty", "text", "notAllowed"}:
            node = self._node(word, line)
        elif word in {"string", "token"}:
            self._at -= 1
            node = self._typed()
        elif word == "parent":
            node = self._node("parentRef", line, name=self._identifier())
        elif word == "external":
            node = self._node("externalRef", line, href=self._literal())
            self._inherit(node)
        elif word == "grammar":
            node = self._node(word, line)
            self._braced(node, included=False)
        else:
            self._at -= 1
            raise self._wrong("a pattern")
        return node

    def _inside(self) -> list[Node]:
        self._need("{")
        node = self._pattern()
        self._need("}")
        return [node]

    def _typed(self) -> Node:
        """A value or data with the name of a type before it."""
        token = self._next()
        prefix, _, name = token.text.rpartition(":")
        if prefix and prefix not in self._libraries:
            raise SchemaError(f"the prefix “{prefix}” of a datatype is not declared", self._file, token.line)
        library = self._libraries[prefix] if prefix else ""
        if self._peek().kind == "literal":
            return self._value(name, library, token.line)
        node = self._node("data", token.line, type=name, datatypeLibrary=library)
        if self._take("{"):
            while not self._take("}"):
                self._annotations()
                line = self._peek().line
                parameter = self._node("param", line, name=self._word())
                self._need("=")
                parameter.text = self._literal()
                node.children.append(parameter)
        if self._take("-"):
            excluded = self._node("except")
            excluded.children.append(self._primary())
            node.children.append(excluded)
        return node

    def _value(self, name: str, library: str, line: int) -> Node:
        node = self._node("value", line, type=name, datatypeLibrary=library, ns=self._default)
        node.text = self._literal()
        return node

    # names

    def _names(self, attribute: bool) -> Node:
        first = self._simple_names(attribute)
        if not self._is("|"):
            return first
        node = self._node("choice", first.line)
        node.children.append(first)
        while self._take("|"):
            node.children.append(self._simple_names(attribute))
        return node

    def _simple_names(self, attribute: bool) -> Node:
        if self._peek().kind == "documentation" or self._is("["):
            self._annotations()
        token = self._peek()
        if self._take("("):
            node = self._names(attribute)
            self._need(")")
        elif self._take("*"):
            node = self._without(self._node("anyName", token.line), attribute)
        elif token.kind == "everything":
            self._next()
            node = self._without(
                self._node("nsName", token.line, ns=self._namespace(token.text[:-2])), attribute
            )
        elif token.kind == "prefixed":
            self._next()
            prefix, _, local = token.text.partition(":")
            node = self._node("name", token.line, ns=self._namespace(prefix))
            node.text = local
        else:
            node = self._node("name", token.line, ns="" if attribute else self._default)
            node.text = self._word()
        self._following()
        return node

    def _without(self, node: Node, attribute: bool) -> Node:
        if self._take("-"):
            excluded = self._node("except")
            excluded.children.append(self._simple_names(attribute))
            node.children.append(excluded)
        return node

    def _namespace(self, prefix: str) -> str | None:
        """The namespace of a prefix; None for what the including schema says."""
        if prefix not in self._namespaces:
            raise SchemaError(f"the prefix “{prefix}” is not declared", self._file, self._peek(-1).line)
        return self._namespaces[prefix]
