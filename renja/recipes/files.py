"""Where recipes lie: ``resep/<name>.toml`` beside the dataset, and in the user's folder; the dataset's go first."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nomenclature.catalog import user_data_dir
from normalize.recipes.types import Recipe
from renja.recipes.errors import RecipeError
from renja.recipes.parse import LARGEST, NAME, parse_recipe
from renja.recipes.written import recipe_text
from renja.regular import read_regular

FOLDER = "resep"
_MOST_FILES = 1000


@dataclass(frozen=True, slots=True)
class Library:
    """The recipes that hold, the dataset's first; the file of each by name; and what is wrong with other files."""

    recipes: tuple[Recipe, ...] = ()
    files: tuple[Path, ...] = ()
    faults: tuple[str, ...] = ()

    def named(self, nama: str) -> Recipe:
        """The recipe of a name. ``RecipeError`` where there is none."""
        found = next((each for each in self.recipes if each.nama == nama), None)
        if found is None:
            wrong = [fault for fault in self.faults if f"{nama}.toml" in fault]
            more = wrong[0] if wrong else f"yang ada: {', '.join(each.nama for each in self.recipes) or 'belum ada'}"
            raise RecipeError(f"{nama}: tidak ada resep itu; {_unglossed([more])} / no such recipe")
        return found

    def with_recipe(self, recipe: Recipe) -> tuple[Recipe, ...]:
        """The recipes as they are once this one is kept in the dataset."""
        return (recipe, *(each for each in self.recipes if each.nama != recipe.nama))


def user_folder() -> Path:
    """The user's own recipes, used for all datasets: `resep` in `$RENJA_DATA`, else in the user's data folder."""
    return user_data_dir().parent / FOLDER


def dataset_folder(root: Path) -> Path:
    """The recipes of a dataset."""
    return root / FOLDER


def load_recipes(root: Path | None, *, user: bool = True) -> Library:
    """The recipes of a dataset (None: of none) and of the user; of one name the dataset's counts.

    A file that is no recipe, or whose examples it does not bear out, is named in ``faults`` and used for nothing.
    """
    folders = [*([dataset_folder(root)] if root is not None else []), *([user_folder()] if user else [])]
    kept: dict[str, tuple[Recipe, Path]] = {}
    faults: list[str] = []
    for path in (path for folder in folders for path in _files(folder)):
        try:
            recipe = read_recipe(path)
        except RecipeError as error:
            faults.append(str(error))
            continue
        kept.setdefault(recipe.nama, (recipe, path))
    return Library(tuple(r for r, _ in kept.values()), tuple(p for _, p in kept.values()), tuple(faults))


def read_recipe(path: Path) -> Recipe:
    """The recipe of a file, its examples borne out. ``RecipeError`` with file and line where it is none."""
    try:
        data = read_regular(path, LARGEST)
    except OSError as error:
        raise RecipeError(f"{path}: tidak dapat dibaca ({error.strerror}) / cannot be read") from error
    recipe = parse_recipe(data, str(path), path.stem)
    wrong = _failures(recipe)
    if wrong:
        raise RecipeError(f"{path}: contohnya sendiri tidak terpenuhi: {_unglossed(wrong)} / fails its own examples")
    return recipe


def keep_recipe(recipe: Recipe, folder: Path, *, replace: bool = False) -> Path:
    """Writes a recipe into a folder, whole or not at all; its file.

    ``RecipeError`` where one of its name is there already, unless ``replace``, or its examples do not hold.
    """
    if not NAME.fullmatch(recipe.nama):
        raise RecipeError(f"{recipe.nama[:80]!r}: pakai huruf kecil, angka, - dan _ saja untuk nama resep / bad name")
    wrong = _failures(recipe)
    if wrong:
        raise RecipeError(f"{recipe.nama}: contohnya sendiri tidak terpenuhi: {_unglossed(wrong)} / fails its examples")
    path = folder / f"{recipe.nama}.toml"
    if path.exists() and not replace:
        raise RecipeError(f"{path}: sudah ada; pakai nama lain atau --replace / is there already")
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".{recipe.nama}-{uuid.uuid4().hex[:8]}"
    aside.write_text(recipe_text(recipe), encoding="utf-8")
    os.replace(aside, path)
    return path


def export_recipe(recipe: Recipe, target: Path) -> Path:
    """Writes a recipe to a file, or into a folder under its name; the file. It never overwrites one."""
    path = target / f"{recipe.nama}.toml" if target.is_dir() else target
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(recipe_text(recipe))
    except OSError as error:
        raise RecipeError(f"{path}: tidak dapat ditulis ({error.strerror}) / cannot be written") from error
    return path


def drop_recipe(nama: str, root: Path | None) -> Path:
    """Removes a recipe's file from the dataset, or (None) from the user's folder. ``RecipeError`` where none is."""
    folder = user_folder() if root is None else dataset_folder(root)
    path = folder / f"{nama}.toml"
    if not NAME.fullmatch(nama) or not path.is_file():
        raise RecipeError(f"{path}: tidak ada resep itu / no such recipe")
    path.unlink()
    return path


def _unglossed(messages: Iterable[str]) -> str:
    """Messages within another, which has one gloss for all."""
    return "; ".join(each.rpartition(" / ")[0] or each for each in messages)


def _files(folder: Path) -> Iterator[Path]:
    found = sorted(path for path in folder.glob("*.toml") if path.is_file())
    if len(found) > _MOST_FILES:
        raise RecipeError(f"{folder}: {len(found)} berkas, paling banyak {_MOST_FILES} / too many files")
    yield from found


def _failures(recipe: Recipe) -> tuple[str, ...]:
    from renja.recipes.examples import failures  # all of normalize, which a dataset without recipes need not load

    return failures(recipe)
