"""Note criteria, one file each."""
