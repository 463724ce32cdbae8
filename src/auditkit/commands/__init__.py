"""The sub-commands: one module each, found by walking this folder.

A module has `HELP` (one line), `add_arguments(parser)` and `run(arguments) -> exit code`. Its file name is the command's name. What it
needs it imports inside `run`, so that `auditkit --help` answers at once.
"""
