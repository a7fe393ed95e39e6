"""Flashcards: decks written in Markdown, and their formulas as plain Unicode."""
