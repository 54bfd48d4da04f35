"""What is said without searching: to greetings, tasks and questions about the collection."""
