"""Criteria that need more than one document of an episode, one file each."""
