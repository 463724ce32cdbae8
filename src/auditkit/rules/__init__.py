"""The shelf: one file, one rule, found by walking the folders. The file's name is the rule's id."""
