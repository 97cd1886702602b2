"""Tags the texts of the gold, counts with score.py, and prints the table of F1. Called by score-tagger."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

BEGIN, END = "<!-- scores: begin -->", "<!-- scores: end -->"
GOLD = [
    ("the example article", "seed_flat.json"),
    ("GUM news dev", "gum_news_dev.json"),
    ("GUM interviews dev", "gum_interview_dev.json"),
    ("MEANTIME dev", "meantime_dev.json"),
]
ROWS = {"quotes, all": "all quotes", "quotes with marks": "quotes with marks", "event triggers": "events (any overlap)"}


def tagged(program, texts, folder):
    """The documents that the program writes for the texts, one a line, in a file."""
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number:04}.txt"
        path.write_bytes(text.encode("utf-8"))
        paths.append(path)
    lines = subprocess.run([program, "tag", *paths], capture_output=True, check=True).stdout
    out = folder / "tagged.jsonl"
    out.write_bytes(lines)
    return out


def f1s(printed):
    """The last of three figures (precision, recall, F1) of each measure, by row."""
    for line in printed.splitlines():
        name = next((row for row in ROWS if line.startswith(row)), None)
        if name:
            figures = re.findall(r"\d\.\d{3}", line)
            yield name, dict(zip(("any", "half", "exact", "speaker"), figures[2::3]))


def score(program, score_py, name, gold):
    texts = [document["text"] for document in json.loads(gold.read_text("utf-8"))]
    with tempfile.TemporaryDirectory() as folder:
        out = tagged(program, texts, pathlib.Path(folder))
        printed = subprocess.run([sys.executable, score_py, gold, out], capture_output=True, check=True, text=True).stdout
    print(f"== {name}\n{printed}", file=sys.stderr)
    for row, figures in f1s(printed):
        if row == "event triggers":
            yield f"| {name}, {ROWS[row]} | {figures['any']} | |"
        else:
            yield f"| {name}, {ROWS[row]} | {figures['half']} | {figures['speaker']} |"


def main(program, corpora, *options):
    corpora = pathlib.Path(corpora)
    score_py = corpora.parent / "tools" / "score.py"
    lines = ["| | F1 | with speaker |", "|---|---|---|"]
    for name, file in GOLD:
        if (corpora / file).exists():
            lines += score(program, score_py, name, corpora / file)
        else:
            print(f"score-tagger: {file} is not there and not scored", file=sys.stderr)
    made = pathlib.Path("tests/made/news/gold.py")
    with tempfile.TemporaryDirectory() as folder:
        gold = pathlib.Path(folder) / "made.json"
        gold.write_bytes(subprocess.run([sys.executable, made], capture_output=True, check=True).stdout)
        lines += score(program, score_py, "made-up news", gold)
    table = "\n".join(lines)
    print(table)
    if "--write" in options:
        readme = pathlib.Path("README.md")
        text = readme.read_text("utf-8")
        before, rest = text.split(BEGIN, 1)
        after = rest.split(END, 1)[1]
        readme.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
