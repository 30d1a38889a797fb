"""What a counsellor works with: one person, a room, lists, and who waits; read models."""
