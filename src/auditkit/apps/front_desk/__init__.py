"""The front desk app: `model` holds the state and is tested without a browser, the `view` modules only show it."""
