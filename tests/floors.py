"""Fails if a figure of a measurement lies below its floor: ``python tests/floors.py figures.json``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

FLOORS = {
    "head": 0.998,
    "note": 0.995,
    "note.text": 0.999,
    "pb": 0.999,
    "dateline": 0.99,
    "dateline.placeName": 0.98,
    "signed": 0.97,
    "block": 0.99,
    "persName": 0.93,
    "persName+id": 0.92,
    "ref": 0.95,
    "term": 0.93,
}


def main(path: str) -> int:
    """1 if a figure in the file at *path* lies below its floor, else 0."""
    data = json.loads(Path(path).read_text("utf-8"))
    low = {name: data["total"][name]["f1"] for name in FLOORS if data["total"][name]["f1"] < FLOORS[name]}
    for name, figure in low.items():
        print(f"{name}: F1 {figure:.4f} is below {FLOORS[name]}")
    if data["failed"]:
        print(f"{data['failed']} documents were not encoded")
    return int(bool(low or data["failed"]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
