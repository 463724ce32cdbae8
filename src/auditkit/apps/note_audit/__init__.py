"""The note audit app: `model` holds the state and is tested without a browser, `view` only shows it."""
