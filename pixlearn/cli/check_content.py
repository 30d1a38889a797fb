"""`flask check-content`: all faults of all content files at once, in French."""

import sys
from pathlib import Path

import click

from pixlearn.content import check_languages, load_catalogue, told_of_languages

CONTENT = Path(__file__).parents[2] / "content"


@click.command("check-content")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CONTENT,
    help="Folder that holds the content, one sub-folder a language.",
)
def check_content_command(root: Path) -> None:
    """Check every content file: file, line, field, a sentence in French."""
    faults = check_languages(root)
    for fault in faults:
        click.echo(str(fault))
    if not faults:
        questions = len(load_catalogue(root).items)
        for line in told_of_languages(root):
            click.echo(line)
        click.echo(f"Le contenu est bon : {questions} questions, aucune faute.")
        return
    count = len(faults)
    click.echo(f"{count} faute{'s' if count > 1 else ''} dans le contenu.", err=True)
    sys.exit(1)
