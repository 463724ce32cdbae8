"""Desks: what people work on over time. State is a fold over the events of the store; the functions here are pure, the clock is an argument."""
