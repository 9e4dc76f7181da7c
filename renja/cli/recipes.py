"""The commands of recipes: `renja recipe list|show|make|apply|drop|export|import|queue`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renja.cli.language import later
from renja.cli.options import DatasetArgument, Errors, JsonOption
from renja.cli.printing import print_json
from renja.texts import in_one_language, say

if TYPE_CHECKING:
    from normalize.recipes.types import Recipe
    from output.types import DocumentResult
    from renja.recipes.preview import Preview

_COVER, _AROUND = 3, 3
"""Pages that are read of a PDF besides the one asked for: from the first, and on both sides of it."""
Dataset = Annotated[Path | None, typer.Argument(metavar="[DATASET]", help=later("recipes.arg_dataset"))]
Name = Annotated[str, typer.Argument(metavar="NAMA", help=later("recipes.arg_nama"))]
Endpoint = Annotated[str | None, typer.Option("--endpoint", metavar="URL", help=later("datasets.opt_endpoint"))]
Keep = Annotated[bool, typer.Option("--keep", help=later("recipes.opt_keep"))]
Replace = Annotated[bool, typer.Option("--replace", help=later("recipes.opt_replace"))]
User = Annotated[bool, typer.Option("--user", help=later("recipes.opt_user"))]


def register(app: typer.Typer, errors: Errors) -> None:
    """Adds the commands to the command line; ``errors`` turns known errors into exit codes."""
    commands = typer.Typer(
        name="recipe",
        no_args_is_help=True,
        rich_markup_mode=None,
        help=later("recipes.group"),
    )
    app.add_typer(commands)
    _register_looking(commands, errors)
    _register_making(commands, errors)
    _register_keeping(commands, errors)


def _register_looking(commands: typer.Typer, errors: Errors) -> None:
    @commands.command(name="list", help=later("recipes.cmd_list_all"))
    def list_all(dataset: Dataset = None, endpoint: Endpoint = None, as_json: JsonOption = False) -> None:
        """Recipes, and the tables that they read."""
        with errors():
            from renja.recipes.listing import list_recipes, listed_lines

            with _at(dataset, endpoint) as root:
                found = list_recipes(root)
        if as_json:
            print_json(found.record())
        else:
            typer.echo(_told(listed_lines(found)))
        for fault in found.faults:
            typer.echo(in_one_language(fault), err=True)

    @commands.command(help=later("recipes.cmd_show"))
    def show(nama: Name, dataset: Dataset = None, endpoint: Endpoint = None) -> None:
        """What a recipe says, held against its examples."""
        with errors():
            from renja.recipes.told import recipe_lines

            with _at(dataset, endpoint) as root:
                typer.echo(_told(recipe_lines(_recipe(nama, root))))

    @commands.command(help=later("recipes.cmd_queue"))
    def queue(
        dataset: DatasetArgument,
        most: Annotated[int, typer.Option("--most", min=1, help=later("recipes.opt_most"))] = 20,
        endpoint: Endpoint = None,
        as_json: JsonOption = False,
    ) -> None:
        """What to map next, most rupiah first."""
        with errors():
            from renja.recipes.listing import cluster_record
            from renja.recipes.queue import queue as clusters_of
            from renja.recipes.told import cluster_lines

            with _folder(dataset, endpoint) as root:
                found = clusters_of(root)[:most]
        if as_json:
            print_json([cluster_record(each) for each in found])
        else:
            typer.echo(_told(cluster_lines(found)) or say("recipes.all_understood"))


def _register_making(commands: typer.Typer, errors: Errors) -> None:
    @commands.command(help=later("recipes.cmd_make"))
    def make(
        source: Annotated[Path, typer.Argument(metavar="FILE|DATASET", help=later("recipes.arg_filedataset"))],
        doc: Annotated[str | None, typer.Argument(metavar="[DOC]", help=later("recipes.arg_doc"))] = None,
        *,
        name: Annotated[str, typer.Option("--name", help=later("recipes.opt_name"))],
        page: Annotated[int, typer.Option("--page", min=1, help=later("recipes.opt_page"))],
        table: Annotated[int, typer.Option("--table", min=1, help=later("recipes.opt_table"))] = 1,
        column: Annotated[
            list[str] | None,
            typer.Option("--column", metavar="KATA=PERAN,KONTEKS,TAHUN,RINCIAN", help=later("recipes.opt_column")),
        ] = None,
        rows: Annotated[
            list[str] | None,
            typer.Option("--rows", metavar="TINGKAT: SYARAT", help=later("recipes.opt_rows")),
        ] = None,
        header_rows: Annotated[
            int | None, typer.Option("--header-rows", min=0, help=later("recipes.opt_header_rows"))
        ] = None,
        scale: Annotated[int | None, typer.Option("--scale", min=1, help=later("recipes.opt_scale"))] = None,
        no_table: Annotated[bool, typer.Option("--no-table", help=later("recipes.opt_no_table"))] = False,
        any_producer: Annotated[bool, typer.Option("--any-producer", help=later("recipes.opt_any_producer"))] = False,
        note: Annotated[str, typer.Option("--note", help=later("recipes.opt_note"))] = "",
        keep: Keep = False,
        replace: Replace = False,
        endpoint: Endpoint = None,
    ) -> None:
        """Make one, see what it changes, keep it."""
        with errors():
            from renja.recipes.make import Said, make_recipe, table_on_page
            from renja.recipes.shorthand import column_said, rows_said

            said = Said(
                tuple(map(column_said, column or ())), tuple(map(rows_said, rows or ())), header_rows, scale, no_table,
                note, any_producer,
            )  # fmt: skip
            with _folder(source, endpoint, writes=keep) as place:
                document, root = _document(place, doc, page)
                recipe = make_recipe(document, table_on_page(document, page, table), name, said)
                _try(recipe, document, root, keep=keep, replace=replace)


def _register_keeping(commands: typer.Typer, errors: Errors) -> None:
    @commands.command(help=later("recipes.cmd_apply"))
    def apply(
        dataset: DatasetArgument,
        nama: Annotated[str | None, typer.Argument(metavar="[NAMA]", help=later("recipes.arg_nama_2"))] = None,
        keep: Keep = False,
        endpoint: Endpoint = None,
    ) -> None:
        """What one would change, or apply all that changed."""
        with errors():
            from renja.recipes.files import load_recipes
            from renja.recipes.preview import preview
            from renja.recipes.renew import renew
            from renja.recipes.told import preview_lines
            from renja.review.across import save_across

            with _folder(dataset, endpoint, writes=nama is None or keep) as root:
                library = load_recipes(root)
                if nama is not None:
                    typer.echo(_told(preview_lines(preview(root, library.named(nama), library))))
                if nama is None or keep:
                    _renewed(len(renew(root, library.recipes, force=True, across=save_across)))
        for fault in library.faults:
            typer.echo(in_one_language(fault), err=True)

    @commands.command(help=later("recipes.cmd_drop"))
    def drop(nama: Name, dataset: Dataset = None, endpoint: Endpoint = None) -> None:
        """Remove one, its tables read without it."""
        with errors():
            from renja.recipes.files import drop_recipe
            from renja.recipes.renew import drop as drop_from
            from renja.review.across import save_across

            with _at(dataset, endpoint, writes=True) as root:
                path, done = (
                    (drop_recipe(nama, None), ()) if root is None else drop_from(root, nama, across=save_across)
                )
            typer.echo(say("recipes.removed", file=path))
            _renewed(len(done))

    @commands.command(name="export", help=later("recipes.cmd_export_one"))
    def export_one(
        nama: Name,
        file: Annotated[Path, typer.Argument(metavar="FILE", help=later("recipes.arg_file"))],
        dataset: Dataset = None,
        endpoint: Endpoint = None,
    ) -> None:
        """Write one to a file for others."""
        with errors():
            from renja.recipes.files import export_recipe

            with _at(dataset, endpoint) as root:
                typer.echo(str(export_recipe(_recipe(nama, root), file)))

    @commands.command(name="import", help=later("recipes.cmd_import_one"))
    def import_one(
        file: Annotated[Path, typer.Argument(metavar="FILE", help=later("recipes.arg_file_2"))],
        dataset: Dataset = None,
        user: User = False,
        keep: Keep = False,
        replace: Replace = False,
        endpoint: Endpoint = None,
    ) -> None:
        """Check one, see what it changes, keep it."""
        if (dataset is None) != user:
            raise typer.BadParameter(say("recipes.dataset_or_user"))
        with errors():
            from renja.recipes.files import read_recipe

            with _at(dataset, endpoint, writes=keep) as root:
                _try(read_recipe(file), None, root, keep=keep, replace=replace)


@contextmanager
def _folder(place: Path, endpoint: str | None, *, writes: bool = False) -> Iterator[Path]:
    """The folder of a dataset (or a file, as it is); what is changed in one of a store is in the store afterwards."""
    from output.remote import is_remote
    from renja.batch.stores import folder_of, writing

    if writes and is_remote(place):
        with writing(place, endpoint) as (folder, _):
            yield folder
    else:
        yield folder_of(place, endpoint)


@contextmanager
def _at(dataset: Path | None, endpoint: str | None, *, writes: bool = False) -> Iterator[Path | None]:
    """The same where a dataset is named; None where none is."""
    if dataset is None:
        yield None
        return
    with _folder(dataset, endpoint, writes=writes) as folder:
        yield folder


def _recipe(nama: str, dataset: Path | None) -> Recipe:
    """The recipe of a name, or of a file that is named."""
    from renja.recipes.files import load_recipes, read_recipe

    return read_recipe(Path(nama)) if nama.endswith(".toml") else load_recipes(dataset).named(nama)


def _document(source: Path, doc: str | None, page: int) -> tuple[DocumentResult, Path | None]:
    """The document that a recipe is made of, and the dataset that it stands in (None: it is read from its PDF)."""
    from extract.document import extract
    from output.read import find_document
    from output.rebuild import read_result
    from renja.pipeline import understand
    from renja.recipes.errors import RecipeError
    from renja.recipes.heads import heads
    from renja.recipes.renew import TOO_OLD

    if source.is_dir():
        if doc is None:
            raise typer.BadParameter(say("recipes.name_document"))
        document = read_result(source, find_document(source, doc))
        if not all(each.is_whole for each in heads(source, doc_ids=[document.doc_id])):
            raise RecipeError(f"{document.berkas}: {TOO_OLD}")
        return document, source
    # The first pages tell the document's year, those around the table what goes on from page to page.
    pages = {*range(1, _COVER + 1), *range(max(1, page - _AROUND), page + _AROUND + 1)}
    return understand(extract(source, pages=pages)), None


def _try(recipe: Recipe, document: DocumentResult | None, root: Path | None, *, keep: bool, replace: bool) -> None:
    """Shows what a recipe would change, and keeps it where that is asked for."""
    from renja.recipes.files import keep_recipe, load_recipes, user_folder
    from renja.recipes.preview import preview, preview_document
    from renja.recipes.renew import keep as keep_in
    from renja.recipes.told import preview_lines, recipe_lines
    from renja.review.across import save_across

    library = load_recipes(root)
    typer.echo(_told(recipe_lines(recipe)) + "\n")
    found: Preview | None = None
    if root is not None:
        found = preview(root, recipe, library)
    elif document is not None:
        found = preview_document(document, recipe, library)
    if found is not None:
        typer.echo(_told(preview_lines(found)))
    if not keep:
        typer.echo("\n" + say("recipes.not_kept"))
        return
    if root is None:
        typer.echo(f"\n{keep_recipe(recipe, user_folder(), replace=replace)}")
        return
    path, done = keep_in(root, recipe, overwrite=replace, across=save_across)
    typer.echo(f"\n{path}")
    _renewed(len(done))


def _renewed(documents: int) -> None:
    typer.echo(say("recipes.renewed", count=documents))


def _told(lines: Iterable[str]) -> str:
    """The lines in the language of now."""
    return "\n".join(map(in_one_language, lines))
