"""The sub-commands: one module each, found by walking this folder; the file's name is the command's name.

A module has `add_arguments(parser)` and `run(arguments) -> exit code`. Its docstring is its help: "`auditkit name`: what it does.", then a
paragraph with its exit codes. Only the command that is called is imported.
"""
