"""What a person may say that a document is: each field checked as it is typed, whichever way it comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from nomenclature.wilayah import region_label, region_named, regions_like
from normalize.types import JenisDokumen, Tahap
from output.overlay.check import FIRST_YEAR, LAST_YEAR, LONGEST_TEXT
from output.overlay.types import TANPA
from renja.errors import UsageFault
from renja.texts import say


def parse_field(name: str, text: str) -> Any:
    """The value of a field of the identity, as the overlay holds it. ``UsageFault`` where the text is none.

    >>> parse_field("tahun", "2031"), parse_field("wilayah", "73.24"), parse_field("jenis_dokumen", "Renstra").value
    (2031, 'Kabupaten Luwu Timur', 'renstra')
    """
    return _PARSERS[name](name, " ".join(text.split()))


def check_years(identity: Mapping[str, Any]) -> None:
    """``UsageFault`` where a document would end before it begins."""
    first, last = identity.get("tahun"), identity.get("tahun_akhir")
    if first is not None and last is not None and last < first:
        raise UsageFault(say("identity.years_reversed", first=first, last=last))


def _year(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:9]) <= LAST_YEAR):
        raise UsageFault(say("identity.bad_year", column=name, value=repr(text), low=FIRST_YEAR, high=LAST_YEAR))
    return int(text)


def _region(name: str, text: str) -> str:
    region = region_named(text)
    if region is None:
        names = regions_like(text)
        near = say("identity.near", names=", ".join(names)) if names else ""
        raise UsageFault(say("identity.bad_region", value=repr(text), near=near))
    return region_label(region)


def _choice(kinds: type[StrEnum], *more: str) -> Callable[[str, str], Any]:
    known = [*map(str, kinds), *more]

    def parse(name: str, text: str) -> Any:
        if text.lower() not in known:
            raise UsageFault(say("identity.bad_choice", column=name, value=repr(text), known=", ".join(known)))
        return text.lower() if text in more else kinds(text.lower())

    return parse


def _text(name: str, text: str) -> str:
    if not text.isprintable() or not 0 < len(text) <= LONGEST_TEXT:
        raise UsageFault(say("identity.bad_text", column=name, value=repr(text[:40])))
    return text


_PARSERS: dict[str, Callable[[str, str], Any]] = {
    "tahun": _year,
    "tahun_akhir": _year,
    "wilayah": _region,
    "perangkat_daerah": _text,
    "jenis_dokumen": _choice(JenisDokumen),
    "tahap": _choice(Tahap, TANPA),
}
