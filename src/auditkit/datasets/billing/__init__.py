"""The billing side of the synthetic practice: claims, payers, history and authorizations from the same visits."""
