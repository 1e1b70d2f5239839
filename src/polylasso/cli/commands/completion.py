"""`polylasso completion`: the script that lets a shell complete commands and options."""

import click

__all__ = ["completion"]


@click.command(short_help="Print the completion script of a shell.")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes commands, options and file names in SHELL.

    \b
    bash: eval "$(polylasso completion bash)"    in ~/.bashrc
    zsh:  eval "$(polylasso completion zsh)"     in ~/.zshrc
    fish: polylasso completion fish | source     in ~/.config/fish/config.fish
    """  # noqa: D301 - the backspace tells click not to wrap
    from click.shell_completion import get_completion_class

    complete = get_completion_class(shell)
    root = ctx.find_root().command
    click.echo(complete(root, {}, "polylasso", "_POLYLASSO_COMPLETE").source())
