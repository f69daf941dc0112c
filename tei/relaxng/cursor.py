"""A reader of the tokens of compact syntax: what is next, names and texts, and annotations, which are left out."""

from __future__ import annotations

from tei.relaxng.errors import SchemaError
from tei.relaxng.tokens import KEYWORDS, Token

WORDS = frozenset({"name", "escaped"})


class Cursor:
    """A place among the tokens of a schema; ``_about`` is the documentation read last."""

    def __init__(self, read: list[Token], file: str) -> None:
        self._tokens = read
        self._at = 0
        self._file = file
        self._about = ""

    def _peek(self, ahead: int = 0) -> Token:
        return self._tokens[min(self._at + ahead, len(self._tokens) - 1)]

    def _next(self) -> Token:
        token = self._peek()
        self._at += 1
        return token

    def _is(self, *signs: str) -> bool:
        token = self._peek()
        return token.kind == "sign" and token.text in signs

    def _is_word(self, *words: str) -> bool:
        token = self._peek()
        return token.kind == "name" and token.text in words

    def _take(self, sign: str) -> bool:
        if self._is(sign):
            self._at += 1
            return True
        return False

    def _need(self, sign: str) -> None:
        if not self._take(sign):
            raise self._wrong(f"“{sign}”")

    def _wrong(self, wanted: str) -> SchemaError:
        token = self._peek()
        found = f"“{token.text}”" if token.kind != "end" else "the end of the schema"
        return SchemaError(f"here should be {wanted}, not {found}", self._file, token.line)

    def _word(self) -> str:
        """An identifier or keyword."""
        if self._peek().kind not in WORDS:
            raise self._wrong("a name")
        return self._next().text

    def _identifier(self) -> str:
        token = self._peek()
        if token.kind not in WORDS or (token.kind == "name" and token.text in KEYWORDS):
            raise self._wrong("a name that is no keyword")
        return self._next().text

    def _literal(self) -> str:
        parts: list[str] = []
        while True:
            if self._peek().kind != "literal":
                raise self._wrong("a text in quotation marks")
            parts.append(self._next().text)
            if not self._take("~"):
                return "".join(parts)

    def _documentation(self) -> None:
        lines: list[str] = []
        while self._peek().kind == "documentation":
            lines.append(self._next().text)
        if lines:
            self._about = " ".join(" ".join(lines).split())

    def _annotations(self) -> None:
        """Documentation and annotations before something."""
        self._about = ""
        self._documentation()
        if self._is("["):
            self._skip_annotation()
        if self._peek().kind == "documentation":
            raise self._wrong("no documentation behind an annotation")

    def _skip_annotation(self) -> None:
        """Read from ``[`` to its ``]``: attributes, then elements and texts."""
        depth = 0
        while True:
            token, behind = self._next(), self._peek()
            if token.kind == "sign" and token.text == "[":
                depth += 1
            elif token.kind == "sign" and token.text == "]":
                depth -= 1
                if not depth:
                    return
            elif token.kind == "literal":
                if self._take("~") and self._peek().kind != "literal":
                    raise self._wrong("a text in quotation marks")
            elif token.kind in {*WORDS, "prefixed"} and behind.text in {"=", "["} and behind.kind == "sign":
                if self._take("=") and self._peek().kind != "literal":
                    raise self._wrong("a text in quotation marks")
            else:
                self._at -= 1
                raise self._wrong("“]”")

    def _following(self) -> None:
        """Annotations behind something: ``>> name [ … ]``."""
        while self._take(">>"):
            if self._peek().kind not in {*WORDS, "prefixed"}:
                raise self._wrong("a name")
            self._next()
            if not self._is("["):
                raise self._wrong("“[”")
            self._skip_annotation()
