"""Every rule of "Do the others agree?" as a row: two figures, the verdict, reasons, sentence."""

from typing import Any

from store.verdicts import VerdictKind
from tests.store.verdict_cases import (
    DAYS,
    RECENT,
    WEEKS,
    Row,
    about,
    at_least,
    bare,
    between,
    but,
    magnitude,
    over,
    so_far,
    under,
    up_to,
    weeks,
)

MEET = "no conflict: the ranges meet"
CANNOT = "≠ conflict: they cannot both hold"
LATER = "no conflict: the later count may be higher"
LOWER = "≠ conflict: the later count is lower"
LARGER = "≠ conflict: two days within two weeks, yet the part is larger than the whole"
PART = "part of a larger count, b: two days within two weeks"
NOT: VerdictKind = "not-comparable"
WITHIN: VerdictKind = "part-of-larger"


def apart(rule: str, a: dict[str, Any], b: dict[str, Any], why: str, reasons: str) -> Row:
    """Return two figures that are not comparable."""
    return Row(rule, a, b, NOT, f"not comparable: {why}", reasons)


def minimums(rule: str, a: dict[str, Any], b: dict[str, Any], numbers: str) -> Row:
    """Return two minimums of one scope."""
    return Row(rule, a, b, "both-minimums", f"both minimums; stated numbers {numbers}")


ROWS = [
    Row("equal numbers", bare(300), bare(300), "same-number", "same number"),
    Row("about the same number", about(300), bare(300), "same-number", "same number"),
    Row("the same range", between(3, 5), between(3, 5), "same-number", "same number"),
    Row("ranges meet", between(30, 40), between(35, 60), "no-conflict", MEET),
    Row("at least includes", at_least(49), bare(49), "no-conflict", MEET),
    Row("up to includes", up_to(40), bare(40), "no-conflict", MEET),
    Row("no maximum", at_least(49), bare(2_000), "no-conflict", MEET),
    Row("two maximums", up_to(40), under(60), "no-conflict", MEET),
    Row("about within", about(300), at_least(49), "no-conflict", MEET),
    Row("more than excludes", over(49), bare(49), "conflict", CANNOT),
    Row("less than excludes", bare(40), under(40), "conflict", CANNOT),
    Row("two numbers", bare(300), bare(310), "conflict", CANNOT),
    Row("ranges apart", between(30, 40), between(41, 50), "conflict", CANNOT),
    Row(
        "conflict and far apart",
        bare(30),
        at_least(300),
        "conflict",
        "≠ conflict: they cannot both hold; far apart (at least ×10)",
        far=True,
    ),
    Row("almost far apart", bare(30), bare(299), "conflict", CANNOT),
    Row("nothing times ten is nothing", bare(0), bare(300), "conflict", CANNOT),
    minimums("two minimums", over(30_000), over(80_000), "differ ×2.7"),
    minimums("two minimums, far", at_least(49), over(2_000), "differ ×40"),
    minimums("two equal minimums never agree", at_least(49), at_least(49), "are the same"),
    minimums("two minimums, close", at_least(100), at_least(101), "differ slightly"),
    minimums("a minimum of none", over(0), over(10), "differ"),
    apart(
        "about has no range",
        about(300),
        bare(350),
        "“about 300” states no bounds",
        "number not-stated",
    ),
    apart(
        "words state no number",
        bare(500),
        magnitude("hundreds"),
        "“hundreds” states no bounds",
        "number not-stated",
    ),
    Row(
        "words far apart",
        bare(50_000),
        magnitude("hundreds"),
        NOT,
        "≠ far apart (at least ×50); not comparable: “hundreds” states no bounds",
        "number not-stated",
        far=True,
    ),
    Row(
        "words alone",
        magnitude("dozens"),
        magnitude("tens of thousands"),
        NOT,
        "≠ far apart (at least ×101); not comparable: “dozens” states no bounds, "
        "“tens of thousands” states no bounds",
        "number not-stated",
        far=True,
    ),
    apart(
        "unknown words",
        bare(50_000),
        magnitude("many"),
        "“many” states no bounds",
        "number not-stated",
    ),
    apart(
        "a minimum without a number",
        but(at_least(1), low=None, verbatim="more"),
        at_least(5),
        "“more” states no bounds",
        "number not-stated",
    ),
    Row("days within weeks", bare(300), weeks(bare(500)), WITHIN, PART, "period within"),
    Row(
        "weeks contain days",
        weeks(bare(500)),
        bare(300),
        WITHIN,
        "part of a larger count, a: two days within two weeks",
        "period contains",
    ),
    Row("a part far below the whole", bare(3), weeks(bare(500)), WITHIN, PART, "period within"),
    Row(
        "a part in words", magnitude("hundreds"), weeks(bare(50_000)), WITHIN, PART, "period within"
    ),
    Row("a whole without a maximum", bare(900), weeks(over(500)), WITHIN, PART, "period within"),
    Row(
        "a part above the whole",
        at_least(600),
        weeks(bare(500)),
        "conflict",
        LARGER,
        "period within",
    ),
    Row(
        "a part equal to an exclusive maximum",
        bare(500),
        weeks(under(500)),
        "conflict",
        LARGER,
        "period within",
    ),
    Row(
        "soldiers within people",
        bare(300),
        but(bare(500), population="people"),
        WITHIN,
        "part of a larger count, b: soldiers within people",
        "population within",
    ),
    Row(
        "two parts, one direction",
        bare(300),
        but(bare(500), population="people", period=WEEKS),
        WITHIN,
        "part of a larger count, b: two days within two weeks, soldiers within people",
        "period within, population within",
    ),
    apart(
        "two parts, two directions",
        but(bare(300), population="people"),
        weeks(bare(500)),
        "two days within two weeks, soldiers within people",
        "period within, population contains",
    ),
    apart(
        "other metric",
        bare(300),
        but(bare(300), metric="wounded"),
        "killed and wounded",
        "metric different",
    ),
    apart(
        "other population",
        bare(300),
        but(bare(300), population="civilians"),
        "soldiers and civilians",
        "population different",
    ),
    apart(
        "population not stated by one",
        bare(300),
        but(bare(300), population=None),
        "population not stated",
        "population not-stated",
    ),
    apart(
        "population not stated by both",
        but(bare(300), population=None),
        but(bare(300), population=None),
        "population not stated",
        "population not-stated",
    ),
    Row(
        "things need no population",
        but(bare(3), unit="jet", population=None),
        but(bare(3), unit="jet", population=None),
        "same-number",
        "same number",
    ),
    apart(
        "other place",
        but(bare(300), place="aleppo"),
        but(bare(300), place="jazal"),
        "aleppo and jazal",
        "place different",
    ),
    apart(
        "place not stated by one",
        but(bare(300), place="aleppo"),
        bare(300),
        "place not stated",
        "place not-stated",
    ),
    apart(
        "other kind",
        but(bare(300), kind="flow"),
        but(bare(300), kind="stock"),
        "flow and stock",
        "kind different",
    ),
    apart(
        "periods overlap",
        but(bare(300), period={"verbatim": "last week", "when": "2016-12-01/2016-12-09"}),
        bare(300),
        "last week and past two days",
        "period different",
    ),
    Row(
        "same days in other words",
        but(bare(300), period={"verbatim": "8 to 10 December", "when": "2016-12-08/2016-12-10"}),
        bare(300),
        "same-number",
        "same number",
    ),
    apart(
        "period not stated by both",
        but(bare(300), period=None),
        but(bare(300), period=None),
        "period not stated",
        "period not-stated",
    ),
    apart(
        "period not stated by one",
        bare(300),
        but(bare(300), period=None),
        "period not stated",
        "period not-stated",
    ),
    apart(
        "a period without a length",
        but(bare(300), period=RECENT),
        bare(300),
        "“recent days” has no stated length",
        "period not-stated",
    ),
    apart(
        "a period with an unknown start",
        but(bare(300), period={"verbatim": "", "when": "/2016-12-10"}),
        bare(300),
        "“/2016-12-10” has no stated length",
        "period not-stated",
    ),
    apart(
        "a period that is no date",
        but(bare(300), period={"verbatim": "lately", "when": "lately"}),
        bare(300),
        "“lately” has no stated length",
        "period not-stated",
    ),
    apart(
        "a period against a day",
        bare(300),
        but(bare(300), period=None, as_of="2016-12-10"),
        "past two days and Saturday 10 December 2016",
        "period different",
    ),
    Row(
        "stocks of one day",
        but(bare(300), period=None, as_of="2016-12-10"),
        but(bare(300), period=None, as_of="2016-12-10"),
        "same-number",
        "same number",
    ),
    apart(
        "a stock without a day",
        but(bare(300), period=None, as_of="2016-12-10"),
        but(bare(300), period=None),
        "day not stated",
        "as-of not-stated",
    ),
    Row(
        "a later, higher count",
        so_far("2016-12-08", best=300),
        so_far("2016-12-10", best=500),
        "no-conflict",
        LATER,
        "as-of within",
    ),
    Row(
        "a later, lower count",
        so_far("2016-12-10", best=300),
        so_far("2016-12-08", best=500),
        "conflict",
        LOWER,
        "as-of contains",
    ),
    Row(
        "an earlier minimum above a later maximum",
        so_far("2016-12-08", **at_least(60)),
        so_far("2016-12-10", **up_to(50)),
        "conflict",
        LOWER,
        "as-of within",
    ),
    Row(
        "a later, lower minimum",
        so_far("2016-12-08", **at_least(60)),
        so_far("2016-12-10", **at_least(50)),
        "both-minimums",
        "both minimums; stated numbers differ ×1.2",
        "as-of within",
    ),
    apart(
        "a later count in words",
        so_far("2016-12-08", best=300),
        so_far("2016-12-10", **magnitude("hundreds")),
        "as of Thursday 8 December 2016 before Saturday 10 December 2016, "
        "“hundreds” states no bounds",
        "as-of within, number not-stated",
    ),
    Row(
        "running counts of one day",
        so_far("2016-12-10", best=300),
        so_far("2016-12-10", best=310),
        "conflict",
        CANNOT,
    ),
    Row(
        "running counts by the day of the report",
        so_far(None, best=300),
        so_far(None, best=310),
        "no-conflict",
        LATER,
        "as-of within",
    ),
    apart(
        "running counts whose order is not known",
        so_far("2016-12", best=300),
        so_far("2016-12-10", best=310),
        "as of December 2016 and as of Saturday 10 December 2016",
        "as-of different",
    ),
    Row(
        "running counts from one start",
        but(bare(300), kind="cumulative", period=DAYS),
        but(bare(500), kind="cumulative", period={**DAYS, "when": "2016-12-08/2016-12-11"}),
        "no-conflict",
        LATER,
        "as-of within",
    ),
    apart(
        "a running count to an unknown day",
        so_far("2016-12-10", best=300),
        so_far("2016-12-10/..", best=300),
        "“2016-12-10/..” has no stated length",
        "period not-stated",
    ),
    apart(
        "running counts from two starts",
        but(bare(300), kind="cumulative", period=DAYS),
        but(bare(500), kind="cumulative", period=RECENT),
        "“recent days” has no stated length",
        "period not-stated",
    ),
]
