#!/usr/bin/env python3
"""Check an export of a case with nothing but Python 3.8 or newer: no package, no network.

    python3 verify_case.py [FOLDER] [--root OFFICE SIZE ROOT]

It shares no code with the program that made the export, so that an error there does not
hide itself here. Exit code 0: everything checked is as the log says. 3: it is not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from typing import Any, Iterator

NOT_CHECKED = (
    "signatures and time stamps (use openssl, as the documentation shows)",
    "fields whose salt is sealed elsewhere or was erased",
    "whether anything recorded is true, complete, or made when its entry says",
    "an older export given as if it were the newest, unless --root names a root noted elsewhere",
)
ENTRY_FILES = {
    "source": "sources.jsonl",
    "instance": "instances.jsonl",
    "run": "runs.jsonl",
    "decision": "decisions.jsonl",
}
OUTPUT_FILES = {
    "text": "texts.jsonl",
    "candidate": "candidates.jsonl",
    "passage": "passages.jsonl",
    "statement": "statements.jsonl",
    "anchor": "anchors.jsonl",
    "group": "groups.jsonl",
    "caution": "cautions.jsonl",
    "contradiction": "contradictions.jsonl",
    "person_record": "person_records.jsonl",
    "histories": "histories.jsonl",
    "estimate": "estimates.jsonl",
    "assessment": "assessment.jsonl",
    "gap": "gaps.jsonl",
}


def sha256(content: bytes) -> bytes:
    """Return a SHA-256 digest."""
    return hashlib.sha256(content).digest()


def merkle_root(leaves: list[bytes]) -> bytes:
    """Return the RFC 6962 root over leaf hashes."""
    parts: list[tuple[int, bytes]] = []
    for leaf in leaves:
        node, height = leaf, 0
        while parts and parts[-1][0] == height:
            node, height = sha256(b"\x01" + parts.pop()[1] + node), height + 1
        parts.append((height, node))
    if not parts:
        return sha256(b"")
    root = parts.pop()[1]
    while parts:
        root = sha256(b"\x01" + parts.pop()[1] + root)
    return root


def commitment(name: str, value: str, salt: bytes) -> str:
    """Return what an entry commits to for one field."""
    framed = b"".join(
        len(part).to_bytes(8, "big") + part for part in (salt, name.encode(), value.encode())
    )
    return sha256(b"probandum field 1\x00" + framed).hex()


def lines(folder: str, name: str) -> Iterator[str]:
    """Read the lines of a file of the export."""
    with open(os.path.join(folder, name), encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line.rstrip("\n")


def written(content: Any) -> str:
    """Write content as the export does: keys sorted, no space."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


class Check:
    """Gathers problems and counts."""

    def __init__(self, folder: str) -> None:
        """Begin with nothing checked."""
        self.folder = folder
        self.problems: list[str] = []
        self.counts: dict[str, int] = {}
        self.sources: list[dict[str, Any]] = []
        self.texts: dict[str, str] = {}
        self.runs: dict[str, dict[str, Any]] = {}

    def count(self, name: str) -> None:
        """Count something that was checked."""
        self.counts[name] = self.counts.get(name, 0) + 1

    def manifest(self) -> list[dict[str, Any]]:
        """Check the digest of every file, and that none is missing or more."""
        with open(os.path.join(self.folder, "manifest.json"), "rb") as file:
            manifest = json.load(file)
        there: set[str] = set()
        for base, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.relpath(os.path.join(base, name), self.folder)
                there.add(path.replace(os.sep, "/"))
        there -= {"manifest.json"}
        for place in sorted(there ^ set(manifest["files"])):
            self.problems.append("%s is missing or was added" % place)
        for place, listed in manifest["files"].items():
            if place in there:
                with open(os.path.join(self.folder, place), "rb") as file:
                    content = file.read()
                self.count("files")
                if sha256(content).hex() != listed["sha256"]:
                    self.problems.append("%s was changed" % place)
        heads: list[dict[str, Any]] = manifest["heads"]
        return heads

    def log(self, heads: list[dict[str, Any]], outside: list[str] | None) -> set[str]:
        """Check entries, commitments, rows, and the roots of the manifest and from outside."""
        bodies = {kind: lines(self.folder, name) for kind, name in ENTRY_FILES.items()}
        leaves: dict[str, list[bytes]] = {}
        erased: set[str] = set()
        unopened: list[tuple[str, int, str, str]] = []
        for line in lines(self.folder, "log.jsonl"):
            item = json.loads(line)
            entry = item["entry"].encode()
            header = json.loads(entry)
            chain = leaves.setdefault(item["office"], [])
            where = "entry %d of %s" % (item["seq"], item["office"])
            leaf = sha256(b"\x00" + entry)
            if leaf.hex() != item["leaf"]:
                self.problems.append("%s: its bytes were changed" % where)
            if (header["seq"], header["office"]) != (len(chain), item["office"]):
                self.problems.append("%s is out of order" % where)
            chain.append(leaf)
            self.count("entries")
            self.fields(item, header, where, unopened)
            if header["kind"] in bodies:
                self.row(header["kind"], next(bodies[header["kind"]], None), item, where)
            if header["kind"] == "erasure":
                target = {f["name"]: f["value"] for f in item["fields"]}.get("target")
                erased.add(target or "")
        for kind, rest in bodies.items():
            if next(rest, None) is not None:
                self.problems.append("a %s belongs to no entry" % kind)
        self.unopened(unopened, erased)
        self.heads(leaves, heads, outside)
        return erased

    def fields(
        self,
        item: dict[str, Any],
        header: dict[str, Any],
        where: str,
        unopened: list[tuple[str, int, str, str]],
    ) -> None:
        """Check the fields of one entry against its commitments."""
        left = list(header["commitments"])
        for field in item["fields"]:
            if field["salt"] is None:
                unopened.append((item["office"], item["seq"], field["name"], where))
                continue
            found = commitment(field["name"], field["value"], bytes.fromhex(field["salt"]))
            self.count("fields")
            if found in left:
                left.remove(found)
            else:
                self.problems.append("%s: a field is not what it commits to" % where)
        if len(item["fields"]) != len(header["commitments"]):
            self.problems.append("%s: fields are missing or too many" % where)

    def row(self, kind: str, body: str | None, item: dict[str, Any], where: str) -> None:
        """Check one row against the fields of its entry."""
        if body is None:
            self.problems.append("%s: its %s is missing" % (where, kind))
            return
        value = json.loads(body)
        if set(value) != {field["name"] for field in item["fields"]}:
            self.problems.append("%s: its %s has other fields" % (where, kind))
        joined = {f["name"]: f["value"] for f in item["fields"] if f["salt"] is not None}
        rebuilt = ",".join(
            '"%s":%s' % (name, joined.get(name, written(value[name]))) for name in sorted(value)
        )
        if "{%s}" % rebuilt != body:
            self.problems.append("%s: its %s is not what it commits to" % (where, kind))
        if kind == "source":
            self.sources.append(value)
        if kind == "run":
            self.runs[value["id"]] = value

    def unopened(self, unopened: list[tuple[str, int, str, str]], erased: set[str]) -> None:
        """Check that every field without salt was erased by an entry."""
        for office, seq, name, where in unopened:
            target = written({"office": office, "seq": seq, "name": name})
            if target in erased:
                self.count("erased fields")
            else:
                self.count("sealed fields not opened")
                self.problems.append("%s: a field is closed and no entry erased it" % where)

    def heads(
        self,
        leaves: dict[str, list[bytes]],
        heads: list[dict[str, Any]],
        outside: list[str] | None,
    ) -> None:
        """Compare roots with the manifest and with one noted elsewhere."""
        for head in heads:
            found = merkle_root(leaves.get(head["office"], [])).hex()
            print("log %s: %d entries, root %s" % (head["office"], head["size"], found))
            if (found, len(leaves.get(head["office"], []))) != (head["root"], head["size"]):
                self.problems.append("the log of %s has another root" % head["office"])
        if outside:
            office, size, root = outside[0], int(outside[1]), outside[2]
            part = leaves.get(office, [])[:size]
            if len(part) < size or merkle_root(part).hex() != root:
                self.problems.append("the log does not hold the root that was noted elsewhere")

    def blobs(self) -> None:
        """Check originals and texts against their digests."""
        for source in self.sources:
            digest = source["id"].partition(":")[2]
            path = os.path.join(self.folder, "originals", "sha256", digest[:2], digest)
            self.count("originals")
            try:
                with open(path, "rb") as file:
                    content = file.read()
            except OSError:
                self.problems.append("the original of %s is missing" % source["evidence_code"])
                continue
            if sha256(content).hex() != digest:
                self.problems.append("the original of %s was changed" % source["evidence_code"])
        folder = os.path.join(self.folder, "texts")
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
            with open(os.path.join(folder, name), "rb") as file:
                content = file.read()
            self.count("texts")
            if sha256(content).hex() != name.partition(".")[0]:
                self.problems.append("the text %s was changed" % name)
            self.texts[name.partition(".")[0]] = content.decode("utf-8", "replace")

    def outputs(self, erased: set[str]) -> None:
        """Check what runs put out against the roots they logged, and quotes against texts."""
        bodies = {kind: lines(self.folder, name) for kind, name in OUTPUT_FILES.items()}
        found: dict[str, list[tuple[int, bytes]]] = {}
        for line in lines(self.folder, "outputs.jsonl"):
            item = json.loads(line)
            where = "output %d of %s" % (item["position"], item["run"])
            leaf = bytes.fromhex(item["leaf"])
            self.count("outputs")
            if item["erased"]:
                target = written({"run": item["run"], "position": item["position"]})
                if target not in erased:
                    self.problems.append("%s is gone and no entry erased it" % where)
            else:
                body = self.body(item["kind"], next(bodies[item["kind"]], None), where)
                if sha256(b"\x00" + bytes.fromhex(item["salt"]) + body.encode()) != leaf:
                    self.problems.append("%s was changed" % where)
            found.setdefault(item["run"], []).append((item["position"], leaf))
        for kind, rest in bodies.items():
            if next(rest, None) is not None:
                self.problems.append("a %s belongs to no run" % kind)
        for name, run in self.runs.items():
            parts = [leaf for _, leaf in sorted(found.pop(name, []))]
            if (len(parts), merkle_root(parts).hex()) != (run["outputs"], run["outputs_root"]):
                self.problems.append("the outputs of %s are not those it logged" % name)
        for name in found:
            self.problems.append("%s put out values and is no run" % name)

    def body(self, kind: str, body: str | None, where: str) -> str:
        """Return a value as its run hashed it, checking quote or text beside its place."""
        if body is None:
            self.problems.append("%s is missing" % where)
            return ""
        if kind not in ("passage", "statement"):
            return body
        value = json.loads(body)
        quote = value["quote"] if kind == "statement" else value.pop("text")
        self.count("quotes")
        if self.texts.get(value["text_sha256"], "")[value["start"] : value["end"]] != quote:
            self.problems.append("%s does not quote the words at its place" % where)
        return body if kind == "statement" else written(value)


def main() -> int:
    """Check a folder and say what was found."""
    parser = argparse.ArgumentParser(description="Check an export of a case.")
    parser.add_argument("folder", nargs="?", default=os.path.dirname(os.path.abspath(__file__)))
    parser.add_argument("--root", nargs=3, metavar=("OFFICE", "SIZE", "ROOT"))
    options = parser.parse_args()
    check = Check(options.folder)
    try:
        heads = check.manifest()
        erased = check.log(heads, options.root)
        check.blobs()
        check.outputs(erased)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        check.problems.append("the export is damaged: %s" % type(error).__name__)
    for name in sorted(check.counts):
        print("checked %d %s" % (check.counts[name], name))
    for text in NOT_CHECKED:
        print("not checked: %s" % text)
    for problem in check.problems:
        print("PROBLEM: %s" % problem)
    print("BROKEN" if check.problems else "everything checked is as the log says")
    return 3 if check.problems else 0


if __name__ == "__main__":
    sys.exit(main())
