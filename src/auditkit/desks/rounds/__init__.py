"""Audit rounds: what is asked, which charts are drawn, who reads them, what the therapist says to it, and closing."""
