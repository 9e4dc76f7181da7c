"""The dataset's words as people read them, in both languages."""

from __future__ import annotations

from renja.web.language import known_word, say
from renja.web.text import DASH, is_missing


def label(word: object) -> str:
    """The word of the dataset for the eye; itself, without underscores, where it is not known.

    >>> label("sub_kegiatan"), label("kata_baru"), label(None)
    ('Sub kegiatan', 'kata baru', '–')
    """
    if is_missing(word):
        return DASH
    return known_word(str(word)) or str(word).replace("_", " ")


def stage_label(jenis: object, tahap: object) -> str:
    """Kind and stage of a document in a word.

    >>> stage_label("renja", "perubahan"), stage_label("renstra", None)
    ('Renja perubahan', 'Renstra')
    """
    kind, stage = label(jenis), label(tahap)
    return kind if is_missing(tahap) else say("page_labels.kind_and_stage", kind=kind, stage=stage)
