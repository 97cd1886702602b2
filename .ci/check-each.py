"""Runs a check of an export on one document after another, in one process: what it imports is loaded once.

Arguments: the check, the program, the format, a folder to work in, and a file of documents, a JSON line each. Every
document is exported with the program and given to the check with its native form. What the program says to be lost is
told beside what the check does not find."""

import contextlib
import io
import json
import re
import runpy
import subprocess
import sys
from pathlib import Path


def with_spaces(document, places):
    text = "".join(" " if at in places else c for at, c in enumerate(document["text"]))
    for span in document["spans"]:
        for piece in span["fragments"]:
            piece["text"] = text[piece["start"] : piece["end"]]
    return {**document, "text": text}


check, program, name, folder, documents = sys.argv[1:6]
folder = Path(folder)
folder.mkdir(parents=True, exist_ok=True)
failed = []
count = 0
path = list(sys.path)
for line in Path(documents).read_text("utf-8").split("\n"):
    if not line:
        continue
    count += 1
    document = json.loads(line)
    native = folder / f"{count}.json"
    native.write_text(line, "utf-8")
    out = folder / f"{count}-{name}"
    export = [program, "export", str(native), "--to", name, "--unfinished", "--list", "-o", f"{out}/"]
    run = subprocess.run(export, capture_output=True, text=True)
    # A character for which a space stands, by the report, is a space to the check: so the report is checked, too.
    replaced = re.findall(r"^lost: Character Replaced: .*: (\d+) U\+[0-9A-F]+$", run.stderr, re.MULTILINE)
    if replaced:
        native.write_text(json.dumps(with_spaces(document, {int(at) for at in replaced})), "utf-8")
    told, code = io.StringIO(), 0
    if run.returncode:
        told.write(run.stderr)
        code = run.returncode
    else:
        sys.argv, sys.path[:] = [check, str(out), str(native)], path
        with contextlib.redirect_stdout(told):
            try:
                runpy.run_path(check, run_name="__main__")
            except SystemExit as end:
                code = end.code
            except Exception as error:
                print(f"{name}: {type(error).__name__}: {error}")
                code = 1
    if code:
        failed.append(document["id"])
        print(f"{name}: {document['id']}:")
        print(told.getvalue().rstrip())
        losses = [line for line in run.stderr.split("\n") if line.startswith("lost: ")]
        print("\n".join(losses))
if not failed:
    print(f"{name}: {count} made documents, all there")
sys.exit(bool(failed))
