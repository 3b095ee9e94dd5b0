"""The demo."""
import click


@click.command("demo")
def command() -> None:
    """Serve a demo."""
