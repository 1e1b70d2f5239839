"""The subcommands, one module each. They import what they need when they run."""
