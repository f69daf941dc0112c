"""The interface over HTTP, on this machine: for trying it out, for tools beside it, and behind a web server."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from tei.dts.answers import CONTEXT, Answers, RequestError
from tei.dts.edition import Edition
from tei.errors import TeiError
from tei.version import __version__

LINKED_DATA = "application/ld+json"
TEI_XML = "application/tei+xml"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a server at *base*, without a slash at its end."""

    base: str

    def entry(self) -> str:
        """The address of the entry point."""
        return f"{self.base}/"

    def collection(self, id_: str = "") -> str:
        """The template of the collection endpoint."""
        return self._template("collection", "id", id_, "page,nav")

    def navigation(self, resource: str = "") -> str:
        """The template of the navigation endpoint."""
        return self._template("navigation", "resource", resource, "ref,start,end,down,tree,page")

    def document(self, resource: str = "") -> str:
        """The template of the document endpoint."""
        return self._template("document", "resource", resource, "ref,start,end,tree,mediaType")

    def here(self, endpoint: str, asked: Mapping[str, str]) -> str:
        """The address of a request."""
        return f"{self.base}/{endpoint}" + (f"?{urlencode(asked)}" if asked else "")

    def _template(self, endpoint: str, name: str, value: str, others: str) -> str:
        if value:
            return f"{self.base}/{endpoint}?{name}={quote(value, safe='')}{{&{others}}}"
        return f"{self.base}/{endpoint}{{?{name},{others}}}"


@dataclass(frozen=True, slots=True)
class Response:
    """What is sent: the HTTP status, the type of the content, the content, and where the text is listed."""

    status: int
    kind: str
    content: bytes
    link: str = ""


def respond(edition: Edition, base: str, target: str) -> Response:
    """The response to a request for *target*, a path with its query, of a server at *base*."""
    parts = urlsplit(target)
    endpoint = parts.path.strip("/")
    answers = Answers(edition, Addresses(base))
    try:
        asked = _query(parts.query)
        if endpoint == "":
            return _json(200, answers.entry())
        if endpoint == "collection":
            return _json(200, answers.collection(asked))
        if endpoint == "navigation":
            return _json(200, answers.navigation(asked))
        if endpoint == "document":
            content = answers.document(asked)
            listed = answers.routes.here("collection", {"id": asked["resource"]})
            return Response(200, TEI_XML, content, f'<{listed}>; rel="collection"')
        raise RequestError(
            404, f"there is no endpoint “{endpoint}”; there are collection, navigation and document"
        )
    except RequestError as problem:
        return _problem(problem.status, problem.message)
    except TeiError as error:
        return _problem(500, error.message)


def _query(query: str) -> dict[str, str]:
    asked: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name in asked:
            raise RequestError(400, f"“{name}” is given twice")
        asked[name] = value
    return {name: value for name, value in asked.items() if value}


def _json(status: int, answer: object) -> Response:
    return Response(status, LINKED_DATA, json.dumps(answer, ensure_ascii=False, indent=1).encode() + b"\n")


def _problem(status: int, message: str) -> Response:
    return _json(
        status, {"@context": CONTEXT, "@type": "Status", "statusCode": status, "description": message}
    )


def server(edition: Edition, host: str, port: int) -> ThreadingHTTPServer:
    """A server of *edition*, bound to *host* and *port* (0: any that is free); ``serve_forever`` starts it.

    Raises :class:`OSError` if the port is taken.
    """

    class Handler(BaseHTTPRequestHandler):
        server_version = f"tei-edition/{__version__}"
        sys_version = ""

        def do_GET(self) -> None:
            self._send(body=True)

        def do_HEAD(self) -> None:
            self._send(body=False)

        def _send(self, *, body: bool) -> None:
            base = f"http://{host}:{listening.server_port}"
            response = respond(edition, base, self.path)
            self.send_response(response.status)
            self.send_header("Content-Type", f"{response.kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(response.content)))
            self.send_header("Access-Control-Allow-Origin", "*")  # readers run in the pages of other hosts
            if response.link:
                self.send_header("Link", response.link)
            self.end_headers()
            if body:
                self.wfile.write(response.content)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing: the terminal is the user's."""

    listening = ThreadingHTTPServer((host, port), Handler)
    return listening
