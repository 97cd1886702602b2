#!/usr/bin/env python3
"""Checks what the window saved, as any other program would read it: check-saved.py DOCUMENT.json ARTICLE.txt"""

import hashlib
import json
import sys


def main(document_path, article_path):
    with open(document_path, encoding="utf-8") as file:
        document = json.load(file)
    with open(article_path, encoding="utf-8", newline="") as file:
        article = file.read()
    text = document["text"]
    assert text == article, "the text is not the article"
    assert document["sha256"] == hashlib.sha256(text.encode()).hexdigest(), "the hash is not the text's"
    assert document["format"] == "dictum/1", document["format"]
    assert document["status"] == "in_work", document["status"]

    for span in document["spans"]:
        assert span["state"] == "accepted", span
        assert span["origin"]["by"] == "human", span
        assert span["decided"]["name"] == "anna", span
        for fragment in span["fragments"]:
            words = text[fragment["start"] : fragment["end"]]
            assert fragment["text"] == words, f"{fragment} is not {words!r}"

    quote = only(document, "quote")
    words = words_of(quote)
    assert words.startswith("Topical issues") and words.endswith("American side,”"), words
    assert quote["attributes"]["kind"] == "direct", quote["attributes"]
    speaker = only(document, "speaker")
    assert words_of(speaker) == "the Russian department", words_of(speaker)
    assert words_of(only(document, "event")) == "discussed", document["spans"]

    (link,) = document["links"]
    assert (link["label"], link["from"], link["to"]) == ("said_by", quote["id"], speaker["id"]), link
    assert link["state"] == "accepted", link
    (entity,) = [each for each in document["entities"] if each["id"] == speaker["entity"]]
    print(f"  {words[:24]}… {quote['attributes']['kind']}, said by {words_of(speaker)!r}, person {entity['name']!r}")


def only(document, label):
    """The one span of a label."""
    (span,) = [each for each in document["spans"] if each["label"] == label]
    return span


def words_of(span):
    """The words of a span in one piece."""
    (fragment,) = span["fragments"]
    return fragment["text"]


main(*sys.argv[1:])
