"""Texts of the sources as values, each in the plainest way that the design's words allow."""

import csv
import os
import re
import unicodedata
from datetime import datetime, timedelta

TONES = "\u0300\u0301\u0303\u0309\u0323"


def canonical(text):
    """A dossier code as the key that both sides are joined on; None when nothing is left."""
    text = re.sub(r"[\s\u00a0\ufeff]+", "", str(text)).lstrip("'")
    text = re.sub(r"[\u2010-\u2015_]", "-", text).upper()
    return re.sub(r"\.0$", "", text) if "-" in text or text.replace(".", "").isdigit() else text or None


def fold(name):
    """A name without case, blanks' width and the place of the tone mark; None when blank."""
    words = []
    for word in unicodedata.normalize("NFC", name or "").lower().split():
        apart = unicodedata.normalize("NFD", word)
        tones = "".join(c for c in apart if c in TONES)
        words.append(unicodedata.normalize("NFC", "".join(c for c in apart if c not in TONES)) + tones)
    return " ".join(words) or None


def moment(text, *formats):
    """(datetime, precision) in local time; None when blank; ValueError when it names no time in any format."""
    text = (text or "").strip()
    if not text:
        return None
    for name in formats:
        try:
            found = datetime.strptime(text, name)
        except ValueError:
            continue
        if found.tzinfo:
            found = found.replace(tzinfo=None) - found.utcoffset() + timedelta(hours=7)
        return found, "second" if "%S" in name else "minute" if "%M" in name else "day"
    raise ValueError(text)


def as_minutes(time):
    return time.replace(second=0, microsecond=0)


def procedure_core(text):
    found = re.match(r"\d\.\d{6}", (text or "").strip())
    return found.group(0) if found else None


def agency_table(mappings):
    """Every spelling of an agency to its canonical code."""
    with open(os.path.join(mappings, "shared", "agencies.csv"), encoding="utf-8-sig", newline="") as file:
        return {row["code"].upper(): row["value"] for row in csv.DictReader(file)}
