"""What the payers answered: remittances, rejections and one denial export of the synthetic practice."""
