"""A follow-up as a question of its own, and what the conversation is about."""
