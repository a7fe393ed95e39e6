"""What a course is made of: closed sets of chapters, modes and answer types, items, and the syllabus."""
