#!/usr/bin/env python3
"""Lists the sentences of the sources that have no Vietnamese pattern; prints nothing when every one has.

    untold.py ROOT

A sentence is a text of several words in a room that tells people what is wrong; its interpolations are `{}` in the pattern.
"""

import glob
import os
import re
import sys

ROOMS = [
    "Settings/**/*.swift", "Mapping/**/*.swift", "Formats/*.swift", "Formats/Scan/*.swift", "Formats/XML/*.swift",
    "Feeds/**/*.swift", "Transport/*.swift", "Pipeline/**/*.swift", "Reconciliation/SpillFile.swift",
    "Reports/Folder/*.swift", "Commands/Live/*.swift", "Commands/Program/*.swift", "Commands/Words/ParserSentence.swift",
]
CATALOGUE = "Reports/Words/VietnameseSentences+*.swift"
# Texts that are shown as they stand, or are no sentences: examples of settings, headers, faults of ours.
PLAIN = {
    "{} {} by {}", "opencps {} {}", "igate {}", "http {} {}",
    "as the rules say", "the standard rules", "30 minutes", "10 minutes", "line {}", "{ env: {} }", "{ file: {} }",
    "{ credential: {} }", "auth: { header: { name: {}, value: { env: … } } }", "another document", "cannot start any token",
    "mapping values are not allowed", "item of", "item of ", "item of `{}`", "key of ", "dd/MM/yyyy HH:mm:ss", "{} by name",
    "as_of: { newest: {}, date: FORMAT }", "as_of: { newest: …, date: … }", "`as: procedure-code`", "{}: {}",
    "Content-Type: {}", "{}: (hidden)", "to another kind of address ({})", "(unreadable address)", "Bearer {}", "Basic {}",
    "create a file in {}", "its schema cannot be read: {}", "it is no JSON",
    "application/json; charset=utf-8", "text/xml; charset=utf-8", "không tồn tại", "không tìm thấy", "not found", "{} does not fit its schema: {}",
    "incorrect data check", "incorrect length check",
    "{}/mapping.yaml:{}: values: { {}: … }", "unwrap step {}, text {}", "{}:{}:{}", "{}: {}: {}",
}


def literals(source):
    """The texts between quotes, `{}` for each interpolation; comments and raw or multi-line texts are passed over."""
    place = 0
    while place < len(source):
        if source.startswith("//", place):
            place = (source.find("\n", place) + 1) or len(source)
        elif source.startswith('"""', place):
            place = source.index('"""', place + 3) + 3
        elif source.startswith('#"', place):
            place = source.index('"#', place + 2) + 2
        elif source[place] == '"':
            text, place = literal(source, place + 1)
            yield text
        else:
            place += 1


def literal(source, place):
    text = ""
    while source[place] != '"':
        if source.startswith("\\(", place):
            place, text = interpolation(source, place + 2), text + "{}"
        elif source[place] == "\\":
            text += {"n": "\n", "t": "\t"}.get(source[place + 1], source[place + 1])
            place += 2
        else:
            text += source[place]
            place += 1
    return text, place + 1


def interpolation(source, place):
    depth = 1
    while depth:
        if source[place] == '"':
            _, place = literal(source, place + 1)
            continue
        depth += {"(": 1, ")": -1}.get(source[place], 0)
        place += 1
    return place


def texts(root, pattern):
    for path in sorted(glob.glob(os.path.join(root, "Sources", pattern), recursive=True)):
        with open(path, encoding="utf-8") as file:
            for text in literals(file.read()):
                yield os.path.relpath(path, root), text


def is_sentence(text):
    return " " in text.strip() and not text.startswith(" ") and re.search("[a-z]{2}", text) and text not in PLAIN


def main():
    root = sys.argv[1]
    known = {text for _, text in texts(root, CATALOGUE)}
    with open(os.path.join(root, "Sources/Feeds/FeedResult.swift"), encoding="utf-8") as file:
        for word in re.findall(r'case \w+ = "([a-z-]+)"', file.read()):
            if word not in known:
                print(f"Sources/Feeds/FeedResult.swift: {word}")
    for room in ROOMS:
        for path, text in texts(root, room):
            if is_sentence(text) and text not in known:
                print(f"{path}: {text}")


main()
