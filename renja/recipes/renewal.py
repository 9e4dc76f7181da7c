"""How documents of a dataset are brought up to date with what people say of them: with the recipes that hold there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from audit.run import audit_tables
from nomenclature.catalog import official_name
from nomenclature.rematch import rematch_below
from output.reapply import Renewal
from renja.recipes.files import load_recipes
from renja.recipes.reread import identified_as


def renewal(root: Path) -> Renewal:
    """What documents of this dataset are renewed with after people spoke of them."""
    recipes = load_recipes(root).recipes
    return Renewal(audit_tables, official_name, rematch_below, partial(identified_as, recipes=recipes))
