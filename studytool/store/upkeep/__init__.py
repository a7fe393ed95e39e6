"""What keeps a database safe and sound: backup, restore, examination, merge, and the upgrade of an older schema."""
