"""Names of a small store, as lines of the form meet them."""

from store.model import Actor, Place, Source, view
from store.names import Names
from tests.factories import actor, place, source

ACTORS = [
    actor("sohr", name="Syrian Observatory for Human Rights", short="SOHR"),
    actor("aamaq", name="Aamaq news agency", short="Aamaq", kind="media"),
    actor("russia", name="Russia", kind="external forces"),
    actor("russia-mod", name="Russia's Defence Ministry", short="Russia MoD", kind="state forces"),
    actor("afp", name="Agence France-Presse", short="AFP", kind="media"),
    actor(
        "islamic-state",
        name="Islamic State",
        short="IS",
        kind="armed group",
        aliases=[{"name": "Daesh"}, {"name": "داعش", "language": "ar"}],
    ),
    actor("sdf", name="Forces (SDF), north", kind="rebel group"),
    actor("host", name='The "Host" brigade', kind="rebel group"),
]
PLACES = [
    place("jazal", aliases=[{"name": "Jazal oil fields"}, {"name": "جزل", "language": "ar"}]),
    place("palmyra", aliases=[{"name": "Tadmor"}]),
    place("castello", name='The "Castello" road'),
]
SOURCES = [
    source("aleppo-1", title="Islamic State re-enters Palmyra", issued="2016-12-10"),
    source("leaflet", title="A leaflet", issued=""),
    source("page", title="A page", issued="2016-12", URL="https://www.example.org/News/?id=7"),
]
NAMES = Names(
    {one["uid"]: view(Actor, one) for one in ACTORS},
    {one["uid"]: view(Place, one) for one in PLACES},
    {one["uid"]: view(Source, one) for one in SOURCES},
)
NOBODY = Names({}, {}, {})
