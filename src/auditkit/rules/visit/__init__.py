"""Checks of a booked visit before the session, one file each."""
