"""Accounts and figures are at odds just where the article has them so."""

from store.verdicts import accounts, origins, verdicts
from tests.seeds.chronology import EVENTS


def test_only_the_jet_has_accounts_that_differ() -> None:
    """SOHR and Aamaq give two causes; the type of the jet is another matter."""
    found = {event.title: accounts(event) for event in EVENTS if accounts(event)}
    (difference,) = found.pop("Government jet lost on raids near Palmyra")

    assert not found
    assert (difference.about, difference.claims) == ("cause", ("c1", "c2"))
    assert not difference.conflict


def test_only_the_flight_has_figures_far_apart() -> None:
    """The model case alone is compared; no figures conflict."""
    compared = {event.title: verdicts(event) for event in EVENTS if verdicts(event)}
    found = compared.pop("People flee eastern Aleppo")

    assert not compared
    assert {verdict.kind for verdict in found} == {"not-comparable"}
    assert any(verdict.far_apart for verdict in found)


def test_origins_of_the_model_case() -> None:
    """3 claimants, 4 figures, 1 article."""
    (event,) = (event for event in EVENTS if event.title == "People flee eastern Aleppo")
    found = origins(event)

    assert (len(found.claimants), found.figures, len(found.sources)) == (3, 4, 1)
