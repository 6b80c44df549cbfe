"""Places as a case knows them: named, aliased, never more exact than stated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probandum.errors import InvalidValueError


class PlacePrecision(StrEnum):
    """How exactly the coordinates name the place."""

    EXACT = "exact"
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of a gazetteer.

    Attributes:
        id: Id within the gazetteer.
        name: Main name, in the script of its source.
        aliases: Other names, in any script.
        inside: Id of the place this one lies in, or None.
        latitude: Degrees north, or None when not known.
        longitude: Degrees east, or None when not known.
        precision: What the coordinates stand for.
        origin: Where the entry comes from.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    inside: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision = PlacePrecision.UNKNOWN
    origin: str

    def __post_init__(self) -> None:
        """Refuse half a coordinate and coordinates that are not on the globe."""
        if (self.latitude is None) != (self.longitude is None):
            raise InvalidValueError(f"place {self.id} has half a coordinate; give both or none")
        if self.latitude is not None and not -90 <= self.latitude <= 90:
            raise InvalidValueError(f"place {self.id} has a latitude beyond 90 degrees")
        if self.longitude is not None and not -180 <= self.longitude <= 180:
            raise InvalidValueError(f"place {self.id} has a longitude beyond 180 degrees")
