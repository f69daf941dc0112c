"""XSLT 2.0 and 3.0 in SaxonC, which runs in a process of its own so that it can be stopped.

The process lives as long as the one that asks it, so that a stylesheet is compiled once for many documents. It opens
no connection, writes nothing, and reads no file but those that :mod:`tei.transform.stylesheet` has found and allowed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import weakref
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

from lxml import etree

from tei.caches import kept
from tei.errors import TransformError
from tei.transform.stylesheet import Stylesheet, builtin_folder

TIME_LIMIT = 60.0  # seconds for one document
EXTRA = "xslt3"
_WORKER = Path(__file__).with_name("saxonworker.py")


def run(sheet: Stylesheet, tree: etree._ElementTree, params: Mapping[str, str]) -> tuple[str, list[str]]:
    """What the stylesheet makes of *tree*, and its messages.

    Raises :class:`TransformError` if SaxonC is not installed, if the stylesheet cannot be used or stops, and if it
    takes longer than :data:`TIME_LIMIT`.
    """
    installed(sheet)
    document = etree.tostring(tree.getroot(), encoding="unicode")
    asked = {"document": document, "params": dict(params)}
    answer = _engine(sheet, os.getpid()).ask(asked)
    if "error" in answer:
        raise TransformError(f"{sheet.path.name} stopped: {answer['error']}")
    return answer["result"], answer["messages"]


def check(sheet: Stylesheet) -> None:
    """Nothing, if SaxonC can run *sheet*; raises :class:`TransformError` if not.

    The process that finds out is not kept: those of the documents are copies of this one, with engines of their own.
    """
    installed(sheet)
    engine = _Engine(sheet)
    try:
        engine.start()
    finally:
        engine.stop()


def installed(sheet: Stylesheet) -> None:
    """Nothing, if SaxonC is installed; raises :class:`TransformError` if *sheet* would need it."""
    if find_spec("saxonche") is None:
        raise TransformError(
            f"{sheet.path} is written in XSLT {sheet.version}, which needs SaxonC, and SaxonC is not installed",
            f"install it with: python -m pip install 'tei-edition[{EXTRA}]'",
        )


@kept
def _engine(sheet: Stylesheet, _process: int) -> _Engine:
    """The engine for *sheet*, one for each process: a copy of a process must not share the other's pipes."""
    return _Engine(sheet)


class _Engine:
    """A process that runs one stylesheet; started when it is first asked, and again after it had to be stopped."""

    def __init__(self, sheet: Stylesheet) -> None:
        self.sheet = sheet
        self.process: subprocess.Popen[str] | None = None
        self.answers: Queue[str] = Queue()
        self._end: Callable[[], object] = lambda: None

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to *request*."""
        if self.process is None:
            self.start()
        return self._answer(request, "with one document", "it may call itself without end")

    def _answer(self, request: Mapping[str, Any], over: str, hint: str) -> dict[str, Any]:
        """The answer of the process to *request*; *over* says what took its time if it takes too long."""
        assert self.process is not None
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
            line = self.answers.get(timeout=TIME_LIMIT)
        except Empty:
            self.stop()
            raise TransformError(
                f"{self.sheet.path.name} was stopped after {TIME_LIMIT:g} seconds {over}", hint
            ) from None
        except OSError:
            line = ""
        if not line:
            self.stop()
            raise TransformError(f"SaxonC ended while it ran {self.sheet.path.name}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def start(self) -> None:
        """Start the process, which compiles the stylesheet; raises :class:`TransformError` if it cannot."""
        self.answers = Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        self._end = weakref.finalize(self, _end, self.process)
        Thread(target=_listen, args=(self.process, self.answers), daemon=True).start()
        asked = {
            "stylesheet": str(self.sheet.path),
            "reads": self.sheet.reads,
            "catalog": str(builtin_folder() / "catalog.xml"),
        }
        answer = self._answer(asked, "before the first document", "see what it includes")
        if "error" in answer:
            self.stop()
            raise TransformError(f"the stylesheet {self.sheet.path} cannot be used: {answer['error']}")

    def stop(self) -> None:
        """End the process, if there is one."""
        self._end()
        self.process = None


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()


def _listen(process: subprocess.Popen[str], answers: Queue[str]) -> None:
    """Hand on the answers of *process*, and an empty one when it ends."""
    assert process.stdout is not None
    for line in process.stdout:
        answers.put(line)
    answers.put("")
