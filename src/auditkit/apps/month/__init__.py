"""The monthly report: executed as a notebook for files, and as an app."""
