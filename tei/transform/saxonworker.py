"""The process in which SaxonC runs; started by :mod:`tei.transform.saxon`, and part of no other.

The first line it is given names the stylesheet, and the answer says whether it can be compiled; each further one holds
a document and parameters, and is answered by what is made of it. All lines are JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

_FEATURE = "http://saxon.sf.net/feature/"


def main() -> None:
    """Answer until there are no more lines."""
    from saxonche import PySaxonProcessor

    asked = json.loads(sys.stdin.readline())
    with PySaxonProcessor(license=False) as processor:
        # The catalog says where the built-in stylesheets lie, which are imported as tei:html.xsl.
        processor.set_catalog_files([asked["catalog"]])
        # Modules are read while compiling; where they lie has been checked.
        processor.set_configuration_property(f"{_FEATURE}allowedProtocols", "file,tei")
        processor.set_configuration_property(f"{_FEATURE}allow-external-functions", "false")
        try:
            compiler = processor.new_xslt30_processor()
            compiler.set_cwd(str(Path(asked["stylesheet"]).parent))
            executable = compiler.compile_stylesheet(stylesheet_file=asked["stylesheet"])
        except Exception as error:  # SaxonC raises a class of its own that it does not export
            _say({"error": _words(error)})
            return
        processor.set_configuration_property(f"{_FEATURE}allowedProtocols", "file" if asked["reads"] else "")
        _say({})
        for line in sys.stdin:
            _say(_answer(processor, executable, json.loads(line)))


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _answer(processor: Any, executable: Any, asked: dict[str, Any]) -> dict[str, Any]:
    """What the stylesheet makes of one document."""
    try:
        executable.clear_parameters()
        executable.clear_xsl_messages()
        executable.set_save_xsl_message(True)
        for name, value in asked["params"].items():
            executable.set_parameter(name, processor.make_string_value(value))
        document = processor.parse_xml(xml_text=asked["document"])
        result = executable.transform_to_string(xdm_node=document)
    except Exception as error:  # as above
        return {"error": "; ".join([*_messages(executable), _words(error)])}
    return {"result": result or "", "messages": _messages(executable)}


def _messages(executable: Any) -> list[str]:
    """What the stylesheet said with ``xsl:message``."""
    messages = executable.get_xsl_messages()
    return str(messages).splitlines() if messages is not None else []


def _words(error: Exception) -> str:
    """What SaxonC said, on one line."""
    return " ".join(str(error).split())


if __name__ == "__main__":
    main()
