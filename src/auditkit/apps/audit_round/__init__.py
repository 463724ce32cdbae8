"""The audit round app: open a round, draw its charts, read them one at a time, and see what came out."""
