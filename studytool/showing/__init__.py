"""A question as everything that shows it sees it, before any markup."""
