#!/usr/bin/env python3
"""Check an export of a case with nothing but Python 3.8 or newer: no package, no network.

    python3 verify_case.py [FOLDER] [--root OFFICE SIZE ROOT]

It shares no code with the program that made the export, so that an error there does not
hide itself here. Exit code 0: everything checked is as the log says. 3: it is not.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import os
import re
import sys
from collections import Counter
from typing import Any, Dict, Iterator, List, Tuple

Value = Dict[str, Any]
Made = List[Tuple[str, int, Value]]

NOT_CHECKED = (
    "signatures and time stamps (use openssl, as the documentation shows)",
    "fields whose salt is sealed elsewhere or was erased",
    "whether anything recorded is true, complete, or made when its entry says",
    "an older export given as if it were the newest, unless --root names a root noted elsewhere",
    "files under used/, copies of the program's own, and this checker, beyond the manifest",
)
PLURALS = {"assessment": "assessment", "histories": "histories", "leaf": "leaves"}


def files(kinds: str) -> dict[str, str]:
    """Return the file that holds the values of each kind."""
    return {kind: "%s.jsonl" % PLURALS.get(kind, kind + "s") for kind in kinds.split()}


ENTRY_FILES = files("source instance run decision")
OUTPUT_FILES = files(
    "text candidate passage statement anchor group caution contradiction person_record histories "
    "estimate assessment gap"
)
DECIDED_FILES = files(
    "grade person_assessment person unnamed_group act involvement incident observation "
    "verification handover leaf finding interview translation consent lead unit post "
    "command_relation disclosure"
)
FILES = {"log.jsonl", *files("figure output").values(), *ENTRY_FILES.values()}
FILES |= {*OUTPUT_FILES.values(), *DECIDED_FILES.values()}
PLACES = re.compile(
    r"case\.toml|sealed/case\.key|verify_case\.py|texts/[0-9a-f]{64}\.txt|"
    r"originals/sha256/([0-9a-f]{2})/\1[0-9a-f]{62}|"
    r"(used/)?(frameworks|standards|lexicons|scales)/[^/]+\.toml"
)


def sha256(content: bytes) -> bytes:
    """Return a SHA-256 digest."""
    return hashlib.sha256(content).digest()


def merkle_root(leaves: list[bytes]) -> bytes:
    """Return the RFC 6962 root over leaf hashes."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"")
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\x01" + merkle_root(leaves[:split]) + merkle_root(leaves[split:]))


def commitment(name: str, value: str, salt: bytes) -> str:
    """Return what an entry commits to for one field."""
    parts = (salt, name.encode(), value.encode())
    framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return sha256(b"probandum field 1\x00" + framed).hex()


def lines(folder: str, name: str) -> Iterator[str]:
    """Read the lines of a file of the export."""
    with open(os.path.join(folder, name), encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line.rstrip("\n")


def written(content: Any) -> str:
    """Write content as the export does: keys sorted, no space."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def read(text: str) -> Any:
    """Read JSON in which every key stands once, so that all tools read the same."""
    return json.loads(text, object_pairs_hook=once)


def shaped(content: Value, names: str) -> Value:
    """Return a mapping that has these keys and no other."""
    if set(content) != set(names.split()):
        raise ValueError("a line has other keys")
    return content


def once(pairs: list[tuple[str, Any]]) -> Value:
    """Make a mapping of pairs, none of which may hide another."""
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def is_blank(value: Any) -> bool:
    """Tell whether nothing of a value is left; moments and closed words inside may stay."""
    if isinstance(value, dict):
        return all(name in ("at", "kind") or is_blank(part) for name, part in value.items())
    return value in (None, "[erased]", [])


def last_standing(decisions: Made) -> str | None:
    """Return which decision about one thing counts in the end, or None."""
    latest: dict[str, str] = {}
    ordered = []
    undone = set()
    for office, seq, value in sorted(decisions, key=lambda item: item[:2]):
        latest[office] = max(value["at"], latest.get(office, ""))
        ordered.append((latest[office], office, seq, value))
    values = [item[3] for item in sorted(ordered, key=lambda item: item[:3])]
    for value in reversed(values):
        if value["kind"] == "undo" and value["id"] not in undone:
            undone.add(value["target"])
    made = [value["id"] for value in values if value["kind"] != "undo"]
    left = [name for name in made if name not in undone]
    return left[-1] if left else None


class Check:
    """Gathers problems and counts."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self.counts: Counter[str] = Counter()
        self.texts: dict[str, str] = {}
        self.runs: dict[str, Value] = {}
        self.decisions: list[tuple[str, int, Value, str]] = []
        self.data_files: dict[str, str] = {}
        self.figures: list[tuple[str, Value]] = []
        self.key = b""
        self.there: set[str] = set()
        self.erased: set[str] = set()
        self.closed: list[tuple[str, str]] = []
        self.logged: dict[str, str | None] = {}

    def manifest(self) -> list[Value]:
        """Check the digest of every file, and that none is missing or more."""
        with open(os.path.join(self.folder, "manifest.json"), "rb") as file:
            content = file.read()
        manifest = read(content.decode())
        form = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        known = {"files": 0, "format": "probandum-jsonl", "heads": 0, "version": 1}
        if dict(manifest, files=0, heads=0) != known or form.encode() != content:
            self.problems.append("the manifest is not one the program writes")
        for base, folders, names in os.walk(self.folder):
            for name in folders + names:
                path = os.path.join(base, name)
                if os.path.islink(path) or name in names:
                    self.there.add(os.path.relpath(path, self.folder).replace(os.sep, "/"))
        self.there.discard("manifest.json")
        for place in sorted(self.there ^ set(manifest["files"])):
            self.problems.append("%s is missing or was added" % place)
        for place in sorted(self.there & set(manifest["files"])):
            self.file(place, manifest["files"][place])
        return list(manifest["heads"])

    def file(self, place: str, listed: Value) -> None:
        """Check one file against the manifest."""
        path = os.path.join(self.folder, place)
        if os.path.islink(path) or not (place in FILES or PLACES.fullmatch(place)):
            self.problems.append("%s is no file of an export" % place)
            return
        with open(path, "rb") as file:
            content = file.read()
        digest = sha256(content).hex()
        self.counts["files"] += 1
        if listed != {"bytes": len(content), "sha256": digest}:
            self.problems.append("%s was changed" % place)
        if place.startswith(("texts/", "originals/")) and digest not in place:
            self.problems.append("%s has the name of other bytes" % place)
        if place.startswith("texts/"):
            self.texts[digest] = content.decode("utf-8", "replace")
            self.counts["texts"] += 1
        elif place == "sealed/case.key":
            self.key = content
        elif place.endswith(".toml") and not place.startswith("used/"):
            self.data_files[place] = digest

    def log(self, heads: list[Value], outside: list[str] | None) -> None:
        """Check entries, commitments, rows, and the roots of the manifest and from outside."""
        bodies = {kind: lines(self.folder, name) for kind, name in ENTRY_FILES.items()}
        leaves: Dict[str, List[bytes]] = {}
        for line in lines(self.folder, "log.jsonl"):
            item = shaped(read(line), "entry fields leaf office seq")
            header = read(item["entry"])
            chain = leaves.setdefault(item["office"], [])
            where = "entry %d of %s" % (item["seq"], item["office"])
            leaf = sha256(b"\x00" + item["entry"].encode())
            if leaf.hex() != item["leaf"]:
                self.problems.append("%s: its bytes were changed" % where)
            if (header["seq"], header["office"]) != (len(chain), item["office"]):
                self.problems.append("%s is out of order" % where)
            chain.append(leaf)
            self.counts["entries"] += 1
            self.fields(item, header, where)
            if header["kind"] in bodies:
                self.row(header["kind"], next(bodies[header["kind"]], None), item, where)
        for kind, rest in bodies.items():
            if next(rest, None) is not None:
                self.problems.append("a %s belongs to no entry" % kind)
        self.heads(leaves, heads, outside)

    def fields(self, item: Value, header: Value, where: str) -> None:
        """Check the fields of one entry against its commitments, and note what they tell."""
        left = list(header["commitments"])
        for field in item["fields"]:
            shaped(field, "name salt value")
            if field["salt"] is None:
                target = {"office": item["office"], "seq": item["seq"], "name": field["name"]}
                self.closed.append((written(target), where))
                continue
            found = commitment(field["name"], field["value"], bytes.fromhex(field["salt"]))
            self.counts["fields"] += 1
            if found not in left:
                self.problems.append("%s: a field is not what it commits to" % where)
            left = [kept for kept in left if kept != found]
        if len(item["fields"]) != len(header["commitments"]):
            self.problems.append("%s: fields are missing or too many" % where)
        told = {field["name"]: field["value"] or "null" for field in item["fields"]}
        if header["kind"] == "erasure":
            self.erased.add(told["target"])
        if header["kind"] in ("case", "file"):
            self.logged[read(told["path"])] = read(told["sha256"])

    def row(self, kind: str, body: str | None, item: Value, where: str) -> None:
        """Check one row against the fields of its entry."""
        if body is None:
            self.problems.append("%s: its %s is missing" % (where, kind))
            return
        value = read(body)
        if set(value) != {field["name"] for field in item["fields"]}:
            self.problems.append("%s: its %s has other fields" % (where, kind))
        joined = {f["name"]: f["value"] for f in item["fields"] if f["salt"] is not None}
        rebuilt = ",".join(
            '"%s":%s' % (name, joined.get(name, written(value[name]))) for name in sorted(value)
        )
        closed = set(value) - set(joined)
        if "{%s}" % rebuilt != body or not all(is_blank(value[name]) for name in closed):
            self.problems.append("%s: its %s is not what it commits to" % (where, kind))
        if kind == "source":
            digest = value["id"].partition(":")[2]
            self.counts["originals"] += 1
            if "originals/sha256/%s/%s" % (digest[:2], digest) not in self.there:
                self.problems.append("the original of %s is missing" % value["evidence_code"])
        if kind == "run":
            self.runs[value["id"]] = value
            bare = dict(value, id="", outputs=0, outputs_root="0" * 64)
            named = ("%d %s" % (item["seq"], written(bare))).encode()
            mac = hmac.new(self.key, b"run\0" + named, hashlib.sha256).hexdigest()
            if not closed and value["id"] != "run-" + mac[:32]:
                self.problems.append("%s: its run was not named with the key" % where)
        if kind == "decision":
            self.decisions.append((item["office"], item["seq"], value, body))

    def settled(self) -> None:
        """Check what only the whole log can tell: closed fields and the case's own files."""
        for target, where in self.closed:
            self.counts["closed fields"] += 1
            if target not in self.erased:
                self.problems.append("%s: a field is closed and no entry erased it" % where)
        if {path: digest for path, digest in self.logged.items() if digest} != self.data_files:
            self.problems.append("settings or data files are not those that were logged last")

    def heads(
        self, leaves: Dict[str, List[bytes]], heads: list[Value], outside: list[str] | None
    ) -> None:
        """Compare roots with the manifest and with one noted elsewhere."""
        for head in heads:
            found = merkle_root(leaves.get(head["office"], [])).hex()
            print("log %s: %d entries, root %s" % (head["office"], head["size"], found))
            if (found, len(leaves.get(head["office"], []))) != (head["root"], head["size"]):
                self.problems.append("the log of %s has another root" % head["office"])
        if sorted(leaves) != [head["office"] for head in heads]:
            self.problems.append("the manifest names other logs than there are")
        if outside:
            size = int(outside[1])
            part = leaves.get(outside[0], [])[:size]
            if not part or len(part) < size or merkle_root(part).hex() != outside[2]:
                self.problems.append("the log does not hold the root that was noted elsewhere")

    def outputs(self) -> None:
        """Check each output against its leaf, and quotes against texts."""
        bodies = {kind: lines(self.folder, name) for kind, name in OUTPUT_FILES.items()}
        found: dict[str, list[tuple[int, bytes]]] = {}
        before = (-1, "", 0)
        for line in lines(self.folder, "outputs.jsonl"):
            item = shaped(read(line), "erased kind leaf position run salt")
            place = (list(OUTPUT_FILES).index(item["kind"]), item["run"], item["position"])
            if not before < place:
                self.problems.append("an output stands out of order")
            before = place
            where = "output %d of %s" % (item["position"], item["run"])
            leaf = bytes.fromhex(item["leaf"])
            self.counts["outputs"] += 1
            if item["erased"] is not False:
                target = written({"run": item["run"], "position": item["position"]})
                if target not in self.erased:
                    self.problems.append("%s is gone and no entry erased it" % where)
            else:
                body = self.body(item["kind"], next(bodies[item["kind"]], None), where)
                if sha256(b"\x00" + bytes.fromhex(item["salt"]) + body.encode()) != leaf:
                    self.problems.append("%s was changed" % where)
            found.setdefault(item["run"], []).append((item["position"], leaf))
        for kind, rest in bodies.items():
            if next(rest, None) is not None:
                self.problems.append("a %s belongs to no run" % kind)
        self.roots(found)

    def roots(self, found: dict[str, list[tuple[int, bytes]]]) -> None:
        """Check what runs put out against the roots they logged."""
        for name, run in self.runs.items():
            parts = [leaf for _, leaf in sorted(found.pop(name, []))]
            if (len(parts), merkle_root(parts).hex()) != (run["outputs"], run["outputs_root"]):
                self.problems.append("the outputs of %s are not those it logged" % name)
        self.problems += ["%s put out values and is no run" % name for name in found]

    def body(self, kind: str, body: str | None, where: str) -> str:
        """Return a value as its run hashed it, checking quote or text beside its place."""
        if body is None:
            self.problems.append("%s is missing" % where)
            return ""
        if kind not in ("passage", "statement"):
            return body
        value = read(body)
        if kind == "statement" and value["figure"] is not None:
            self.figures.append((value["run"], dict(value["figure"], statement=value["id"])))
        quote = value["quote"] if kind == "statement" else value.pop("text")
        self.counts["quotes"] += 1
        if self.texts.get(value["text_sha256"], "")[value["start"] : value["end"]] != quote:
            self.problems.append("%s does not quote the words at its place" % where)
        return body if kind == "statement" else written(value)

    def derived(self) -> None:
        """Check the files that repeat what decisions and statements hold."""
        about: dict[str, str] = {}
        groups: dict[str, Made] = {}
        for office, seq, value, _ in self.decisions:
            target = value["target"]
            about[value["id"]] = about[target] if value["kind"] == "undo" else target
            groups.setdefault(about[value["id"]], []).append((office, seq, value))
        standing = {last_standing(group) for group in groups.values()}
        for kind, name in DECIDED_FILES.items():
            held = [
                body
                for _, _, value, body in self.decisions
                if value["target_kind"] == kind and value["id"] in standing and value["value"]
            ]
            found = ['"value":%s}' % line for line in lines(self.folder, name)]
            if len(held) != len(found) or not all(map(str.endswith, held, found)):
                self.problems.append("%s is not what the decisions hold" % name)
        newest = {(run["step"], run["unit"]): name for name, run in self.runs.items()}
        current = set(newest.values())
        kept = [figure for run, figure in self.figures if run in current]
        if kept != [read(line) for line in lines(self.folder, "figures.jsonl")]:
            self.problems.append("figures.jsonl is not what the statements hold")


def main() -> int:
    """Check a folder and say what was found."""
    parser = argparse.ArgumentParser(description="Check an export of a case.")
    parser.add_argument("folder", nargs="?", default=os.path.dirname(os.path.abspath(__file__)))
    parser.add_argument("--root", nargs=3, metavar=("OFFICE", "SIZE", "ROOT"))
    options = parser.parse_args()
    check = Check(options.folder)
    try:
        heads = check.manifest()
        check.log(heads, options.root)
        check.settled()
        check.outputs()
        check.derived()
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
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
