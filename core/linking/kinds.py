"""Kinds of places, as far as they tell two places of one name apart."""

from __future__ import annotations

from core.entity import Reference

_ALIKE = {
    "": "city",
    "town": "city",
    "village": "city",
    "settlement": "city",
    "capital": "city",
    "hamlet": "city",
    "district of a city": "city",
    "state": "oblast",
    "province": "oblast",
    "governorate": "oblast",
    "krai": "oblast",
    "okrug": "oblast",
    "channel": "canal",
    "npp": "plant",
    "power plant": "plant",
    "nuclear plant": "plant",
    "facility": "plant",
    "steelworks": "plant",
    "factory": "plant",
    "coke plant": "plant",
    "chemical plant": "plant",
    "nuclear power plant": "plant",
    "region": "oblast",
    "occupied republic": "republic",
    "district": "raion",
    "air base": "airport",
    "airbase": "airport",
}


def place_kind(reference: Reference) -> str:
    """The kind of a resolved place in the terms of `core.names.places`: all settlements are "city"."""
    return _ALIKE.get(reference.kind, reference.kind)
