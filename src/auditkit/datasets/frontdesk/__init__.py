"""The front desk of the synthetic practice: schedule, coverage, answers of payers, authorizations, and what a careful desk sees."""
